#!/usr/bin/env python3
"""Runs a terminal program as a person would: in a terminal of a given size, as a job of a shell, key by key.

usage: screen.py [--size 80x24] [--term TYPE, empty for none] [--env NAME=VALUE]... [--timeout SECONDS] STEP... -- COMMAND...

Steps are played in order. Those that wait fail after the timeout.
  wait:TEXT        until TEXT is on the screen
  gone:TEXT        until TEXT is not on the screen
  match:REGEX      until the screen's text has a match
  settle:SECONDS   until nothing was written for so long
  idle:SECONDS     until the program has neither written nor computed for so long
  quiet:SECONDS    so long, counting the bytes written and the time of the processor: they are listed under "quiet" and,
                   as shares of one processor (Linux only), under "busy"
  keys:TEXT        types TEXT as it stands (Enter is CR, Esc is ESC)
  resize:WxH       changes the terminal's size
  signal:NAME      sends SIGNAME to the program
  stopped          until the program has been stopped
  continue         brings the stopped program back to the foreground
  exit             until the program has ended
  save:NAME        keeps the screen under "screens"

Prints one JSON object: "screen" (rows), "cursor" [column, row] or null, "colors" (distinct ones on the screen), "modes"
(private modes that are on, such as 1049 and 2004), "screens", "bytes" (all that were written), "quiet", "busy", "status" (the
exit status, 128 + n after signal n, null while it runs), "stty" {"before", "stopped", "after"}. When a step fails, also
"error", and the exit status is 1. A program that has not ended by itself is killed.
"""
import argparse
import copy
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

import pyte


class Screen(pyte.Screen):
    """A pyte screen that also has xterm's alternate screen (private mode 1049) and repeats characters (CSI b)."""

    normal = None
    last = ""

    def draw(self, data):
        self.last = data[-1:]
        super().draw(data)

    def repeat(self, count=1):
        self.draw(self.last * max(1, count))

    def set_mode(self, *modes, private=False):
        super().set_mode(*modes, private=private)
        if private and 1049 in modes and self.normal is None:
            self.normal = copy.deepcopy(self.buffer), copy.copy(self.cursor)
            self.erase_in_display(2)

    def reset_mode(self, *modes, private=False):
        super().reset_mode(*modes, private=private)
        if private and 1049 in modes and self.normal is not None:
            self.buffer, self.cursor = self.normal
            self.normal = None


class Stream(pyte.ByteStream):
    csi = pyte.ByteStream.csi | {"b": "repeat"}
    events = pyte.ByteStream.events | {"repeat"}


def shell(command, environment, reports, orders):
    """The shell's part, at the head of the terminal's session: one job, in the foreground until it stops."""

    def report(**facts):
        stty = subprocess.run(["stty", "-a"], capture_output=True, text=True).stdout
        os.write(reports, json.dumps(facts | {"stty": stty}).encode() + b"\n")

    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # a shell takes the terminal back from the background
    report()
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpgrp())
        for name in (signal.SIGTTOU, signal.SIGPIPE):
            signal.signal(name, signal.SIG_DFL)
        try:
            os.execvpe(command[0], command, environment)
        except OSError as failure:
            os.write(2, f"{command[0]}: {failure.strerror}\n".encode())
            os._exit(127)
    while True:
        status = os.waitpid(job, os.WUNTRACED)[1]
        os.tcsetpgrp(0, os.getpgrp())
        if not os.WIFSTOPPED(status):
            break
        report(stopped=os.WSTOPSIG(status))
        os.read(orders, 1)
        os.tcsetpgrp(0, job)
        os.killpg(job, signal.SIGCONT)
    report(status=128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))
    os._exit(0)


class Terminal:
    """The terminal's part: feeds what is written to a screen, and plays the steps."""

    def __init__(self, size, command, environment, timeout):
        self.screen = Screen(*size)
        self.stream = Stream(self.screen)
        self.timeout = timeout
        self.bytes, self.quiet, self.busy, self.screens = 0, [], [], {}
        self.stty, self.status, self.is_stopped = {"stopped": []}, None, False
        self.reports, child_reports = os.pipe()
        child_orders, self.orders = os.pipe()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            self.set_size(0, *size)
            shell(command, environment, child_reports, child_orders)
        os.close(child_reports)
        self.pending = b""

    @staticmethod
    def set_size(descriptor, columns, rows):
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def pump(self, seconds):
        """Takes what comes, waiting at most so long for it. False when nothing was written."""
        ready = select.select([self.master, self.reports], [], [], max(0, seconds))[0]
        if self.reports in ready:
            *lines, self.pending = (self.pending + os.read(self.reports, 65536)).split(b"\n")
            for line in lines:
                self.note(json.loads(line))
        if self.master not in ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:  # Linux says so when nobody has the terminal open
            data = b""
        if not data:
            time.sleep(0.01)
        self.bytes += len(data)
        self.stream.feed(data)
        return bool(data)

    def note(self, report):
        stty = report["stty"]
        if "status" in report:
            self.status, self.stty["after"] = report["status"], stty
        elif "stopped" in report:
            self.is_stopped = True
            self.stty["stopped"].append(stty)
        else:
            self.stty["before"] = stty

    def until(self, what, condition):
        end = time.monotonic() + self.timeout
        while not condition():
            if time.monotonic() >= end:
                raise TimeoutError(f"waited {self.timeout} s for {what}")
            self.pump(0.1)

    def settle(self, seconds):
        end = time.monotonic() + self.timeout
        last = time.monotonic()
        while time.monotonic() < min(last + seconds, end):
            if self.pump(last + seconds - time.monotonic()):
                last = time.monotonic()

    def idle(self, seconds):
        """Settles until a stretch costs less than a fiftieth of a processor; without /proc, until it is silent."""
        end = time.monotonic() + self.timeout
        while time.monotonic() < end:
            before, used = self.bytes, self.processor_seconds() or 0
            self.settle(seconds)
            if self.bytes == before and (self.processor_seconds() or 0) - used < seconds / 50:
                return
        raise TimeoutError(f"waited {self.timeout} s for the program to be idle")

    def count(self, seconds):
        before, used, start = self.bytes, self.processor_seconds(), time.monotonic()
        while time.monotonic() < start + seconds:
            self.pump(start + seconds - time.monotonic())
        self.quiet.append(self.bytes - before)
        if used is not None:
            self.busy.append((self.processor_seconds() - used) / (time.monotonic() - start))

    def processor_seconds(self):
        """What all threads of the program have used; None where the system does not tell."""
        try:
            user, system = open(f"/proc/{self.job()}/stat").read().rpartition(")")[2].split()[11:13]
            return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        except OSError:
            return None

    def job(self):
        """The program's process, which leads the foreground job."""
        self.until("the program to start", lambda: os.tcgetpgrp(self.master) not in (0, self.pid))
        return os.tcgetpgrp(self.master)

    def resize(self, value):
        columns, rows = map(int, value.split("x"))
        self.screen.resize(rows, columns)
        self.set_size(self.master, columns, rows)

    def resume(self):
        self.is_stopped = False
        os.write(self.orders, b"f")

    def play(self, step):
        kind, _, value = step.partition(":")
        steps = {
            "wait": lambda: self.until(repr(value), lambda: value in self.text()),
            "match": lambda: self.until(f"a match of {value!r}", lambda: re.search(value, self.text())),
            "gone": lambda: self.until(f"{value!r} to go", lambda: value not in self.text()),
            "settle": lambda: self.settle(float(value)),
            "idle": lambda: self.idle(float(value)),
            "quiet": lambda: self.count(float(value)),
            "keys": lambda: os.write(self.master, value.encode("utf-8", "surrogateescape")),
            "resize": lambda: self.resize(value),
            "signal": lambda: os.kill(self.job(), getattr(signal, "SIG" + value)),
            "stopped": lambda: self.until("the program to stop", lambda: self.is_stopped),
            "continue": self.resume,
            "exit": lambda: self.until("the program to end", lambda: self.status is not None),
            "save": lambda: self.screens.update({value: self.rows()}),
        }
        if kind not in steps:
            sys.exit(f"screen.py: unknown step {step!r}")
        steps[kind]()

    def rows(self):
        return [line.rstrip() for line in self.screen.display]

    def text(self):
        return "\n".join(self.rows())

    def result(self):
        while self.status is not None and self.pump(0.05):  # what was written last may still be on its way
            pass
        cells = [self.screen.buffer[row][column] for row in range(self.screen.lines)
                 for column in range(self.screen.columns)]
        cursor = self.screen.cursor
        return {
            "screen": self.rows(),
            "cursor": None if cursor.hidden else [cursor.x, cursor.y],
            "colors": sorted({color for cell in cells for color in (cell.fg, cell.bg)} - {"default"}),
            "modes": sorted(mode >> 5 for mode in self.screen.mode if mode % 32 == 0),
            "screens": self.screens, "bytes": self.bytes, "quiet": self.quiet, "busy": self.busy, "status": self.status, "stty": self.stty,
        }

    def end(self):
        if self.status is None:
            group = os.tcgetpgrp(self.master)
            if group not in (0, self.pid):
                os.killpg(group, signal.SIGKILL)
            os.kill(self.pid, signal.SIGKILL)
        os.close(self.master)
        os.waitpid(self.pid, 0)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--term", default="xterm-256color")
    parser.add_argument("--env", action="append", default=[])
    parser.add_argument("--timeout", type=float, default=10)
    parser.add_argument("steps", nargs="*")
    split = sys.argv.index("--") if "--" in sys.argv else parser.error("no -- COMMAND")
    options, command = parser.parse_args(sys.argv[1:split]), sys.argv[split + 1:]
    # Nothing of the person who runs the tests may show: neither their language nor the size of their terminal.
    private = ("LC_", "LINES", "COLUMNS", "NO_COLOR")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(private)}
    environment |= {"TERM": options.term, "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"}
    environment |= dict(pair.split("=", 1) for pair in options.env)
    if not options.term:
        del environment["TERM"]
    terminal = Terminal(tuple(map(int, options.size.split("x"))), command, environment, options.timeout)
    error = {}
    try:
        for step in options.steps:
            terminal.play(step)
    except TimeoutError as failure:
        error = {"error": str(failure)}
    print(json.dumps(terminal.result() | error, ensure_ascii=False))
    terminal.end()
    return 1 if error else 0


if __name__ == "__main__":
    sys.exit(main())
