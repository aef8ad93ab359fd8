#!/usr/bin/env python3
"""Draws the README's pictures: plays keys into the program in a pseudo-terminal and keeps the screens as SVG.

usage: .venv/bin/python .pictures/render.py [--program .build/release/seq2seq] [NAME...]

Needs what requirements.txt beside it lists. Everything on the pictures is what the program shows: its own network, and a
training run that begins when the script does (some minutes).
"""
import argparse
import copy
import os
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "Tests", "CommandTests")]
import screen  # noqa: E402
from svg import Picture, film  # noqa: E402

ENTER, ESCAPE, HOME = "\r", "\x1b", "\x1b[H"
RIGHT, DOWN = "\x1b[C", "\x1b[B"


def typed(text):
    return "keys:" + text


def command(text):
    """A command of the palette, which works wherever the keys are."""
    return [typed("\x18"), "wait:a command", typed(text + ENTER), "gone:Esc close"]


def translated(sentence):
    """A sentence translated at once, and every number about it computed."""
    return command("speed decoded") + [typed(sentence + ENTER), r"match:conf +\d", "idle:1"]


# Name: size, arguments, steps, and what the picture shows in words.
PICTURES = {
    "training": (
        "120x36", ["--epochs", "40"],
        [typed("\x14"), "wait:Enter start", typed("\r"), "wait:epoch 1/"] + command("page train")
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
        "120x40", [], translated("Wake up!") + command("page inspect")
        + ["idle:0.5", typed(ESCAPE), "idle:0.3", typed(HOME + 8 * RIGHT), "idle:1"],
        "The inspecting page: every step against the likeliest characters, the memory cells, the source characters "
        "that mattered, and the nearest training sentences"),
}


# The same for a film of a decode, with the sentence, and the seconds of a character and of the end.
FILMS = {
    "decoding": (
        "84x22", [], "Wake up!", (0.35, 3),
        "A decode: below each character of the French how sure the network was of it, and what else it weighed at that "
        "step"),
}


def draw(name, program):
    size, arguments, steps, words = PICTURES[name]
    terminal = opened(size, arguments, program)
    try:
        for step in ["wait:type a sentence", *steps]:
            terminal.play(step)
        save(name, Picture(terminal.screen).svg(words))
    finally:
        terminal.end()


def shoot(name, program):
    """A film: the sentence is decoded by one key a character."""
    size, arguments, sentence, (moment, rest), words = FILMS[name]
    terminal = opened(size, arguments, program)
    try:
        for step in ["wait:type a sentence", *command("page translate"), *command("speed key"), typed(sentence), "idle:0.3"]:
            terminal.play(step)
        frames = [copy.deepcopy(terminal.screen)]
        for step in [typed(ENTER), typed(ESCAPE)]:
            terminal.play(step)
            terminal.play("idle:0.3")
        while len(frames) < 80:
            frames.append(copy.deepcopy(terminal.screen))
            terminal.play(typed(" "))
            terminal.play("idle:0.2")
            if terminal.screen.display == frames[-1].display:
                break
        save(name, film(frames, [1.5] + [moment] * (len(frames) - 2) + [rest], words))
    finally:
        terminal.end()


def opened(size, arguments, program):
    """The program in a terminal, with nothing of the person who draws."""
    folder = tempfile.mkdtemp(prefix="seq2seq-pictures-")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "NO_COLOR", "XDG_"))}
    environment |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": folder}
    before = os.getcwd()
    os.chdir(folder)
    terminal = screen.Terminal(tuple(map(int, size.split("x"))), [program, *arguments], environment, timeout=900)
    os.chdir(before)
    return terminal


def save(name, text):
    with open(os.path.join(here, name + ".svg"), "w", encoding="utf-8") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--program", default=os.path.join(here, "..", ".build", "release", "seq2seq"))
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    for name in options.names or [*FILMS, *PICTURES]:
        (shoot if name in FILMS else draw)(name, os.path.abspath(options.program))


if __name__ == "__main__":
    main()
