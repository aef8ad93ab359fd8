#!/usr/bin/env python3
"""How the cost of training grows with the pairs, the latent size, the batch and the threads: a table and a plot.

    .pictures/growth.py .build/release/seq2seq fra-eng.zip --svg .pictures/growth.svg > growth.md

Every point trains for some seconds, without held-out pairs, is stopped by SIGINT as a user would stop it, and is read from
the checkpoint it leaves: seconds of whole batches, by the pairs in them. Peak memory is what the system reports of the
process. Every round goes over all points, so that a disturbed moment does not hit one of them alone; the fastest counts.
"""

import argparse
import json
import math
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time

# One quantity grows; the others are the original's 10,000 pairs, 256 units, 64 pairs in a batch, and a thread per processor.
AXES = [
    ("pairs", "--samples", 10_000, [1000, 3000, 10_000, 30_000, 100_000, 142_787]),
    ("latent size", "--latent-dim", 256, [64, 128, 256, 512, 1024]),
    ("batch size", "--batch-size", 64, [16, 32, 64, 128, 256, 512]),
    # More threads than processors share these: what they lose is what a smaller share of a batch for each thread costs.
    ("threads", "--threads", os.cpu_count(), sorted({1, 2, 4, 8, 16, os.cpu_count()})),
]


class Point:
    """What one training run cost."""

    def __init__(self, metadata, memory):
        config, training = json.loads(metadata["config"]), json.loads(metadata["training"])
        given, steps = config["hyperparameters"], config["max_encoder_length"] + config["max_decoder_length"]
        seconds = training["partial"]["seconds"] + sum(epoch["seconds"] for epoch in training["history"])
        # The last batch of an epoch is smaller, so an epoch counts by its pairs.
        pairs = len(training["history"]) * given["num_samples"] + training["batch"] * given["batch_size"]
        assert pairs, "no batch was finished: give more --seconds"
        units = given["latent_dim"]
        output = config["max_decoder_length"] * 2 * units * len(config["target_characters"])
        self.operations = 3 * (steps * 8 * units * units + output)  # forward, and twice as many backward
        self.seconds, self.memory, self.steps, self.pairs = seconds / pairs, memory, steps, given["num_samples"]

    @property
    def rate(self):
        return self.operations / self.seconds / 1e9


def measure(program, data, option, value, seconds):
    with tempfile.TemporaryDirectory() as folder:
        path, log = os.path.join(folder, "network.safetensors"), os.path.join(folder, "log.jsonl")
        command = [program, "train", "--data", data, "--validation-split", "0", "--epochs", "1000000", "--output", path]
        process = subprocess.Popen(command + ["--log", log, option, str(value)], stdout=subprocess.DEVNULL)
        while not os.path.exists(log) and process.poll() is None:  # reading the data, drawing the first weights
            time.sleep(0.05)
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        _, _, usage = os.wait4(process.pid, 0)
        with open(path, "rb") as file:
            header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    return Point(header["__metadata__"], usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def table(results):
    print("| | | time steps | s per epoch | ms per pair | GFLOP/s | peak MB |\n|---|--:|--:|--:|--:|--:|--:|")
    for name, values, points in results:
        for value, point in zip(values, points):
            print(
                f"| {name} | {value:,} | {point.steps} | {point.seconds * point.pairs:.1f} | {point.seconds * 1e3:.2f} "
                f"| {point.rate:.0f} | {point.memory / 1e6:.0f} |"
            )


def chart(left, top, title, values, series, unit):
    """A chart, logarithmic upwards; `series` are (numbers, style), the first of them with dots and labels."""
    width, height = 190, 130
    every = [number for numbers, _ in series for number in numbers]
    low, high = min(every) / 1.5, max(every) * 1.9

    def x(index):
        return left + 20 + (width - 40) * index / max(1, len(values) - 1)

    def y(number):
        return top + height - height * math.log(number / low) / math.log(high / low)

    parts = [
        f'<text x="{left}" y="{top - 10}" class="title">{title}</text>',
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" class="frame"/>',
    ]
    for numbers, style in series:
        line = " ".join(f"{x(index):.1f},{y(number):.1f}" for index, number in enumerate(numbers))
        parts.append(f'<polyline points="{line}" class="{style}"/>')
    for index, (value, number) in enumerate(zip(values, series[0][0])):
        at, label = f'x="{x(index):.1f}"', f"{number:.3g}{unit * (index == 0)}"
        name = f"{value // 1000}k" if value >= 10_000 else value
        parts.append(f'<circle c{at} cy="{y(number):.1f}" r="2.5"/>')
        parts.append(f'<text {at} y="{y(number) - 7:.1f}" class="number">{label}</text>')
        parts.append(f'<text {at} y="{top + height + 14}" class="number">{name}</text>')
    return parts


def plot(results, path):
    style = (
        "text{font:10px sans-serif;fill:#333}.title{font-weight:bold;font-size:11px}.number{text-anchor:middle;font-size:9px}"
        ".frame{fill:none;stroke:#bbb}polyline{fill:none;stroke:#2a6fb0;stroke-width:1.5}circle{fill:#2a6fb0}"
        ".arithmetic{stroke:#999;stroke-dasharray:3 3}"
    )
    width = 30 + 215 * len(results)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="410"><style>{style}</style>']
    parts.append(f'<rect width="{width}" height="410" fill="#fff"/>')
    for column, (name, values, points) in enumerate(results):
        times = [point.seconds * 1e3 for point in points]
        # What the arithmetic alone would make of the original's point: where the line meets the dots, nothing is lost.
        base = points[values.index(next(axis[2] for axis in AXES if axis[0] == name))]
        ideal = [base.seconds * 1e3 * point.operations / base.operations for point in points]
        if name == "threads":
            ideal = [times[0] / min(value, os.cpu_count()) for value in values]
        left = 20 + 215 * column
        parts += chart(left, 35, f"time per pair, by {name}", values, [(times, "time"), (ideal, "arithmetic")], " ms")
        memory = [point.memory / 1e6 for point in points]
        parts += chart(left, 235, f"peak memory, by {name}", values, [(memory, "memory")], " MB")
    parts.append('<text x="20" y="403">dashed: in proportion to the arithmetic; logarithmic upwards</text></svg>')
    with open(path, "w") as file:
        file.write("\n".join(parts) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data")
    parser.add_argument("--svg", help="where to draw the plot")
    parser.add_argument("--seconds", type=float, default=8, help="of training for a point (default: 8)")
    parser.add_argument("--rounds", type=int, default=2, help="over all points (default: 2)")
    arguments = parser.parse_args()
    # The original's own point is on every axis and measured once in a round.
    places = [(option, value) for _, option, usual, values in AXES for value in values if value != usual]
    best = {}
    for _ in range(arguments.rounds):
        for place in [AXES[0][1:3]] + places:
            point = measure(arguments.program, arguments.data, *place, arguments.seconds)
            if place not in best or point.seconds < best[place].seconds:
                best[place] = point
    for _, option, usual, _ in AXES:
        best[option, usual] = best[AXES[0][1:3]]
    results = [(name, values, [best[option, value] for value in values]) for name, option, _, values in AXES]
    table(results)
    if arguments.svg:
        plot(results, arguments.svg)


if __name__ == "__main__":
    main()
