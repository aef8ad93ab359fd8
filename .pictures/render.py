#!/usr/bin/env python3
"""Draws the README's pictures: plays keys into the program in a pseudo-terminal and keeps the screens as SVG.

usage: .venv/bin/python .pictures/render.py [--program .build/release/seq2seq] [NAME...]

Needs what requirements.txt beside it lists. Everything on the pictures is what the program shows: its own network, and a
training run that begins when the script does (some minutes).
"""
import argparse
import os
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "Tests", "CommandTests")]
import screen  # noqa: E402
from svg import Picture  # noqa: E402

ENTER, ESCAPE, HOME = "\r", "\x1b", "\x1b[H"
RIGHT, DOWN, SHIFT_LEFT = "\x1b[C", "\x1b[B", "\x1b[1;2D"


def typed(text):
    return "keys:" + text


def command(text):
    """A command of the palette, which works wherever the keys are."""
    return [typed("\x18"), "wait:a command", typed(text + ENTER), "gone:Esc close"]


def translated(sentence):
    """A sentence translated at once, and every number about it computed."""
    return command("speed decoded") + [typed(sentence + ENTER), r"match:step (\d+)/\1 ", "idle:0.5"]


# Name: size, arguments, steps, and what the picture shows in words.
PICTURES = {
    "training": (
        "120x36", ["--epochs", "40", "--samples", "3000"],
        [typed("\x14"), "wait:train a new network", typed("n"), "wait:epoch 1/"] + command("page train")
        # A moment without output is between two frames.
        + [r"match:epoch 1[2-9]/", "idle:0.01"],
        "The training page during a run: the loss of every batch and every epoch on a logarithmic axis, the numbers of "
        "both parts, and pinned sentences translated anew each epoch"),
    "translating": (
        "120x36", [],
        command("page translate") + translated("Wake up!") + command("beam 5") + ["idle:0.5", typed(ESCAPE), "idle:0.3"]
        + [typed(HOME + 8 * RIGHT + DOWN), "wait:step 9/", typed("b"), "idle:0.5", typed(HOME + 8 * RIGHT), "idle:0.5"],
        "The translating page: a sentence, its translation with the confidence under each character, the translation of "
        "the data with the first difference marked, a branch from another character, what the network weighed at one "
        "step, and a beam search"),
    "inspecting": (
        "120x40", [], translated("Wake up!") + command("page inspect") + ["idle:0.5", typed(SHIFT_LEFT * 8), "idle:0.5"],
        "The inspecting page: every step against the likeliest characters, the memory cells, the source characters "
        "that mattered, and the nearest training sentences"),
}


def draw(name, program):
    size, arguments, steps, words = PICTURES[name]
    folder = tempfile.mkdtemp(prefix="seq2seq-pictures-")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "NO_COLOR", "XDG_"))}
    environment |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": folder}
    before = os.getcwd()
    os.chdir(folder)
    terminal = screen.Terminal(tuple(map(int, size.split("x"))), [program, *arguments], environment, timeout=900)
    os.chdir(before)
    try:
        for step in ["wait:type a sentence", *steps]:
            terminal.play(step)
        with open(os.path.join(here, name + ".svg"), "w", encoding="utf-8") as file:
            file.write(Picture(terminal.screen).svg(words))
    finally:
        terminal.end()


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--program", default=os.path.join(here, "..", ".build", "release", "seq2seq"))
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    for name in options.names or PICTURES:
        draw(name, os.path.abspath(options.program))


if __name__ == "__main__":
    main()
