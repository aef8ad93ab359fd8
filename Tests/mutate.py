#!/usr/bin/env python3
"""Opens mutated copies of a small checkpoint, and tells which of them the program did not refuse as it should.

usage: mutate.py [--count 2000] [--seed 1] [--keep FOLDER] -- PROGRAM

The checkpoint is trained here on a few pairs. Each copy has a few digits, letters or weights changed, or is cut off, and is given to `summary`, `translate` or `train --resume`. The program must end with 0, 65 or 66 within ten
seconds, and say nothing of a sanitizer; what `train` wrote must open again. Others are kept in FOLDER and printed with their
commands. The exit status is 1 if there are any.
"""
import argparse
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile

PAIRS = "Go.\tVa !\nRun!\tCours !\nStop!\tArrête !\nWait!\tAttends !\nHello.\tSalut.\nI won!\tJ'ai gagné !\n"
REFUSALS = {0, 65, 66}
TEXTS = [b"-1", b"0", b"1e999", b"9223372036854775807", b"null", b"[]", b"\"\\u0000\"", b"\xff", b"99999999999999999999"]


def run(command):
    """The status of a command, and what it said; 124 where it did not end."""
    try:
        result = subprocess.run(command, capture_output=True, timeout=10, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return 124, ""
    return result.returncode, result.stderr.decode(errors="replace")


def mutated(data, generator):
    """A copy with one to three changes: of numbers in the text, of its letters, of the weights, or of the layout."""
    copy = bytearray(data)
    header = 8 + struct.unpack("<Q", data[:8])[0]
    digits = [place for place in range(8, header) if 0x30 <= data[place] < 0x3A]
    for _ in range(generator.randint(1, 3)):
        if len(copy) < len(data):
            break
        kind = generator.choice("ddddddddllwwwgs")
        if kind == "d":
            copy[generator.choice(digits)] = generator.choice(b"0123456789-e.")
        elif kind == "l":
            copy[generator.randrange(8, header)] = generator.randrange(256)
        elif kind == "w":
            place = generator.randrange(header, len(data) - 4)
            copy[place:place + 4] = struct.pack("<f", generator.choice([0, -1e38, 3e38, 1e-45, float("nan"), float("inf")]))
        elif kind == "g":
            text = generator.choice(TEXTS)
            place = generator.choice(digits)
            copy[place:place + 1] = text
            copy[:8] = struct.pack("<Q", header - 9 + len(text))
        else:
            copy = copy[:generator.randrange(len(data))] or bytearray(8)
    return bytes(copy[:max(8, len(copy))])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", default="found")
    split = sys.argv.index("--") if "--" in sys.argv else parser.error("no -- PROGRAM")
    options, program = parser.parse_args(sys.argv[1:split]), sys.argv[split + 1]
    generator = random.Random(options.seed)
    ends, wrong = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        corpus, good, bad, output = (os.path.join(folder, name) for name in ["pairs.txt", "good", "bad", "output"])
        with open(corpus, "w", encoding="utf-8") as file:
            file.write(PAIRS)
        train = [program, "train", "--data", corpus, "--epochs", "3", "--threads", "1"]
        status, words = run(train + ["--latent-dim", "4", "--output", good])
        if status != 0:
            sys.exit(f"no checkpoint to begin with: {status} {words}")
        with open(good, "rb") as file:
            data = file.read()
        for index in range(options.count):
            with open(bad, "wb") as file:
                file.write(mutated(data, generator))
            kind = generator.randrange(3)
            command = [[program, "summary", "--checkpoint", bad], [program, "translate", "--checkpoint", bad, "Go."],
                       train + ["--epochs", "4", "--resume", bad, "--output", output]][kind]
            status, words = run(command)
            if kind == 2 and status == 0:
                again, more = run([program, "summary", "--checkpoint", output])
                status, words = (status, words) if again == 0 else (f"0, then {again}", more)
            ends[status] = ends.get(status, 0) + 1
            if status not in REFUSALS or "Sanitizer" in words:
                wrong += 1
                os.makedirs(options.keep, exist_ok=True)
                kept = os.path.join(options.keep, f"{options.seed}-{index}")
                shutil.copy(bad, kept)
                print(f"{kept}: {status}: {' '.join(command[1:])}\n{words[-500:]}")
    print(f"{options.count} checkpoints; statuses {ends}; {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
