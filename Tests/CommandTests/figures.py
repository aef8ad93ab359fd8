#!/usr/bin/env python3
"""Measures what the screen costs and how soon it answers, in a pseudo-terminal; leave the machine alone meanwhile.

usage: figures.py [--program FILE] [--size 120x40] [--keys N] [--starts N] [--pairs N] [--epochs N] [--samples N]

  first frame      from the start of the program until its first screen is whole; median of --starts
  idle             the share of one processor in 10 s in which nothing happens, and the bytes written
  key to screen    from a key until its letter is on the screen, while every core trains and while none does
  cost to training seconds of the epochs behind the first, without the screen (`train`, in a pipe) and with it, in turns:
                   --pairs times each, --epochs epochs of --samples everyday sentences

Prints one JSON object, times in milliseconds and shares in percent.
"""
import argparse
import json
import os
import random
import statistics
import subprocess
import tempfile
import time

import screen


class Terminal(screen.Terminal):
    """A terminal that can also do without emulating, since an emulator in Python would compete with the training."""

    emulates = True

    def pump(self, seconds):
        if self.emulates:
            return super().pump(seconds)
        screen.select.select([self.master], [], [], seconds)
        try:
            return bool(os.read(self.master, 65536))
        except OSError:
            return False


def environment(folder):
    private = ("LC_", "LINES", "COLUMNS", "NO_COLOR", "XDG_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(private)}
    return kept | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": folder}


def summary(seconds):
    ordered = sorted(1000 * value for value in seconds)
    return {"median": round(statistics.median(ordered), 2), "95 %": round(ordered[int(0.95 * (len(ordered) - 1))], 2),
            "most": round(ordered[-1], 2), "count": len(ordered)}


class Measurement:
    def __init__(self, options):
        self.options = options
        self.folder = tempfile.mkdtemp(prefix="seq2seq-figures-")
        self.size = tuple(map(int, options.size.split("x")))

    def open(self, *arguments):
        command = [os.path.abspath(self.options.program), *arguments]
        before = os.getcwd()
        os.chdir(self.folder)
        try:
            return Terminal(self.size, command, environment(self.folder), 60)
        finally:
            os.chdir(before)

    def start_training(self, terminal):
        for key, text in [("\x14", "Enter start"), ("\r", "epoch 1/")]:
            terminal.play("keys:" + key)
            terminal.play("wait:" + text)

    def first_frame(self):
        times = []
        for _ in range(self.options.starts):
            start = time.monotonic()
            terminal = self.open()
            terminal.play("wait:^C quit")
            times.append(time.monotonic() - start)
            terminal.end()
        return summary(times)

    def idle(self):
        terminal = self.open()
        terminal.play("wait:^C quit")
        terminal.play("idle:1")
        terminal.play("quiet:10")
        terminal.end()
        return {"percent": round(100 * terminal.busy[0], 3), "bytes": terminal.quiet[0]}

    def keys(self, trains):
        """Letters at the pace of a fast typist, each looked for at the end of what the prompt has so far."""
        terminal = self.open("--epochs", "1000", "--output", "key.safetensors")
        terminal.play("wait:^C quit")
        if trains:
            self.start_training(terminal)
            terminal.play("match:batch +[1-9]")
        times, typed, chance = [], "", random.Random(1)
        for _ in range(self.options.keys):
            pause = time.monotonic() + chance.uniform(0.05, 0.2)
            while time.monotonic() < pause:
                terminal.pump(pause - time.monotonic())
            if len(typed) == 30:
                terminal.play("keys:\x15")
                terminal.play("gone:" + typed)
                typed = ""
            typed += chance.choice("abcdefghijklmnopqrstuvwxyz")
            start = time.monotonic()
            terminal.play("keys:" + typed[-1])
            terminal.play("wait:› " + typed)
            times.append(time.monotonic() - start)
        terminal.end()
        return summary(times)

    def epochs(self, has_screen):
        """The seconds of the epochs behind the first, from the log."""
        log = os.path.join(self.folder, "log.jsonl")
        options = ["--epochs", str(self.options.epochs), "--samples", str(self.options.samples), "--seed", "1",
                   "--output", os.path.join(self.folder, "cost.safetensors"), "--log", log,
                   "--log-batches", "0"]
        if has_screen:
            terminal = self.open(*options)
            terminal.play("wait:^C quit")
            self.start_training(terminal)
            terminal.emulates = False
            while len(self.records(log)) < self.options.epochs:
                terminal.pump(0.5)
            terminal.end()
        else:
            subprocess.run([self.options.program, "train", *options], stdout=subprocess.DEVNULL, check=True,
                           env=environment(self.folder))
        return sum(record["seconds"] for record in self.records(log)[1:])

    @staticmethod
    def records(log):
        if not os.path.exists(log):
            return []
        return [json.loads(line) for line in open(log).read().split("\n")[:-1]]

    def cost(self):
        without, having = [], []
        for _ in range(self.options.pairs):
            without.append(self.epochs(has_screen=False))
            having.append(self.epochs(has_screen=True))
        shares = [100 * (b / a - 1) for a, b in zip(without, having)]
        return {"seconds without": [round(value, 3) for value in without],
                "seconds with": [round(value, 3) for value in having],
                "percent": [round(share, 2) for share in shares], "median percent": round(statistics.median(shares), 2)}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--program", default=".build/release/seq2seq")
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--starts", type=int, default=15)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--samples", type=int, default=10000)
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    measurement = Measurement(options)
    figures = {
        "first frame": measurement.first_frame(), "idle": measurement.idle(),
        "key to screen, idle": measurement.keys(trains=False), "key to screen, training": measurement.keys(trains=True),
        "cost to training": measurement.cost(),
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
