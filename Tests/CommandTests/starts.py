#!/usr/bin/env python3
"""Starts a terminal program many times, each time interrupted by a signal at a random moment, and tells how it ended.

usage: starts.py [--starts 1000] [--seed 1] [--signals INT,TERM,HUP] [--interrupts 1] [--term xterm-256color]
                 [--env NAME=VALUE]... -- COMMAND...

First it is started three times and left alone, to see how long it takes until it waits, having written to the terminal,
or until it has been writing for half a second. Then each start gets one of the signals at a moment within twice
that: while the program is being loaded, while it reads its files, while the screen opens, while it is drawn. With
--interrupts 2 SIGINT comes again once it was answered, as a prompt wants it.

It must end as a shell shows it: 130 after SIGINT, and by the signal itself after the others; the settings of the terminal
as before, the alternate screen left, pastes unmarked, the cursor shown. Prints one JSON object: "seed", "seconds" (the time
above), "ends" (how many ended how), "opened" (how many had begun to write), "wrong" (what each start did that must not
be). The exit status is 1 if any is there.
"""
import argparse
import collections
import fcntl
import json
import os
import pty
import random
import re
import resource
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

PATIENCE = 30
# Private modes, and whether they are on when a program finds the terminal: alternate screen, marked pastes, cursor.
MODES = {b"1049": False, b"2004": False, b"25": True}


def number(name):
    return getattr(signal, "SIG" + name)


class Start:
    """One run of the program, at the head of a terminal of its own."""

    def __init__(self, command, environment):
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.output = b""
        # Popen returns when the program itself runs, so that no signal is meant for the copy of Python before it.
        self.process = subprocess.Popen(
            command, stdin=self.slave, stdout=self.slave, stderr=self.slave, env=environment, start_new_session=True,
            preexec_fn=lambda: (fcntl.ioctl(0, termios.TIOCSCTTY, 0), resource.setrlimit(resource.RLIMIT_CORE, (0, 0))))
        self.begin = time.monotonic()

    def pump(self, seconds):
        """Takes what is written, for so long at most; whether there was anything."""
        if not select.select([self.master], [], [], max(0, seconds))[0]:
            return False
        self.output += os.read(self.master, 65536)
        return True

    def rest(self):
        """Waits until something was written and then nothing for 0.3 s, or for 0.5 s of writing; the time of the last."""
        first = last = None
        while (now := time.monotonic() - self.begin) < PATIENCE:
            if first is not None and now - first > 0.5:
                return last
            if self.pump(0.3):
                last = time.monotonic() - self.begin
                first = first or last
            elif last is not None:
                return last
        raise TimeoutError(f"the program did not come to rest within {PATIENCE} s; it wrote {self.output!r}")

    def until(self, moment):
        while (left := self.begin + moment - time.monotonic()) > 0:
            self.pump(min(left, 0.02))

    def end(self):
        """The exit status, negative for a signal; None if it had to be killed."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            self.pump(0.01)
        status = self.process.poll()
        if status is None:
            self.process.kill()
            self.process.wait()
        while self.pump(0):
            pass
        return status

    def faults(self):
        """What is not as the terminal was found."""
        found = [] if termios.tcgetattr(self.slave) == self.before else ["settings of the terminal"]
        for mode, was_on in MODES.items():
            switches = re.findall(rb"\x1b\[\?(?:\d+;)*" + mode + rb"(?:;\d+)*([hl])", self.output)
            if switches and (switches[-1] == b"h") != was_on:
                found.append("mode " + mode.decode())
        return found

    def close(self):
        os.close(self.master)
        os.close(self.slave)


def measure(command, environment):
    """The longest of three undisturbed starts."""
    times = []
    for _ in range(3):
        start = Start(command, environment)
        times.append(start.rest())
        start.process.send_signal(signal.SIGTERM)
        start.end()
        start.close()
    return max(times)


def interrupted(command, environment, name, moment, interrupts):
    """Starts the program and sends a signal; how it ended, whether it had begun to write, and what was wrong."""
    start = Start(command, environment)
    start.until(moment)
    has_opened = b"\x1b" in start.output
    start.process.send_signal(number(name))
    for _ in range(interrupts - 1 if name == "INT" else 0):
        count = len(start.output)
        while start.process.poll() is None and b"again" not in start.output[count:]:
            start.pump(0.01)
        if start.process.poll() is None:
            start.process.send_signal(number(name))
    status = start.end()
    wrong = start.faults()
    expected = (130, -signal.SIGINT) if name == "INT" else (-number(name),)
    if status not in expected:
        wrong.append("status")
    start.close()
    how = "was killed" if status is None else f"exit {status}" if status >= 0 else f"signal {-status}"
    return how, has_opened, wrong, start.output


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--starts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--signals", default="INT,TERM,HUP")
    parser.add_argument("--interrupts", type=int, default=1)
    parser.add_argument("--term", default="xterm-256color")
    parser.add_argument("--env", action="append", default=[])
    split = sys.argv.index("--") if "--" in sys.argv else parser.error("no -- COMMAND")
    options, command = parser.parse_args(sys.argv[1:split]), sys.argv[split + 1:]
    names = options.signals.split(",")
    for name in names:  # what is ignored here would be ignored there
        if signal.getsignal(number(name)) == signal.SIG_IGN:
            signal.signal(number(name), signal.SIG_DFL)
    generator = random.Random(options.seed)
    ends, wrongs, opened = collections.Counter(), [], 0
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "TERM": options.term, "LANG": "C.UTF-8", "XDG_STATE_HOME": folder, "SWIFT_BACKTRACE": "enable=no"}
        environment |= dict(pair.split("=", 1) for pair in options.env)
        seconds = measure(command, environment)
        for index in range(options.starts):
            name, moment = generator.choice(names), generator.uniform(0, 2 * seconds)
            how, has_opened, wrong, output = interrupted(command, environment, name, moment, options.interrupts)
            ends[f"SIG{name}: {how}"] += 1
            opened += has_opened
            if wrong:
                wrongs.append({"start": index, "signal": name, "moment": moment, "end": how, "wrong": wrong,
                               "output": output.decode(errors="replace")[-300:]})
    print(json.dumps({"seed": options.seed, "seconds": seconds, "ends": dict(sorted(ends.items())), "opened": opened,
                      "wrong": wrongs}))
    return 1 if wrongs else 0


if __name__ == "__main__":
    sys.exit(main())
