"""Trains Keras from one of our checkpoints without shuffling, and compares our training of it epoch by epoch.

    seq2seq train --data DATA --epochs 0 ... --output initial.safetensors       (initial weights)
    seq2seq train --data DATA --resume initial.safetensors --epochs 3 --no-shuffle --output ours.safetensors \\
      --log ours.jsonl
    compare_epochs.py initial.safetensors DATA --epochs 3 --log ours.jsonl --final ours.safetensors

DATA is `English TAB French` lines, plain or in a zip. Prints one JSON line per epoch, then the relative differences:
of each metric, and of each tensor's movement (Frobenius norm, relative to the distance Keras moved it).
Exits 1 if a loss differs by more than 0.1 %, an accuracy by more than 0.2 %, or a movement by more than 1 %.
"""
import argparse
import json
import os
import sys
import unicodedata
import zipfile

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np  # noqa: E402
from safetensors import safe_open  # noqa: E402
from safetensors.numpy import load_file, save_file  # noqa: E402

import network  # noqa: E402

LIMITS = {"loss": 1e-3, "val_loss": 1e-3, "accuracy": 2e-3, "val_accuracy": 2e-3}
MOVEMENT_LIMIT = 1e-2


def read_pairs(path, count):
    if path.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.endswith(".txt") and not name.startswith("_about")]
            data = archive.read(names[0])
    else:
        with open(path, "rb") as file:
            data = file.read()
    lines = unicodedata.normalize("NFC", data.decode("utf-8-sig")).replace("\r\n", "\n").split("\n")
    pairs = [tuple(line.split("\t")[:2]) for line in lines if line.count("\t")]
    return [pair for pair in pairs if all(pair)][:count]


def compare_log(path, epochs):
    """-> whether every record is within the limits."""
    with open(path) as file:
        ours = {record["epoch"]: record for record in map(json.loads, file)}
    good = True
    for epoch in epochs:
        record = ours[epoch["epoch"]]
        keys = [key for key in epoch if key != "epoch" and record.get(key) is not None]
        differences = {key: abs(record[key] - epoch[key]) / abs(epoch[key]) for key in keys}
        good &= all(differences[key] <= limit for key, limit in LIMITS.items() if key in differences)
        print(json.dumps({"epoch": epoch["epoch"], "relative_difference": differences}))
    return good


def compare_movement(initial, keras_final, our_final):
    """-> whether every tensor moved alike."""
    good = True
    for name, start in initial.items():
        moved = np.linalg.norm(keras_final[name] - start)
        apart = np.linalg.norm(our_final[name] - keras_final[name])
        good &= bool(apart <= MOVEMENT_LIMIT * moved)
        print(json.dumps({"tensor": name, "moved": float(moved), "relative_difference": float(apart / moved)}))
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("data")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--samples", type=int, help="instead of the checkpoint's")
    parser.add_argument("--log", help="our --log of these epochs")
    parser.add_argument("--final", help="our checkpoint after them")
    parser.add_argument("--save", help="where to keep Keras's final weights")
    arguments = parser.parse_args()

    with safe_open(arguments.checkpoint, "np") as file:
        config = json.loads(file.metadata()["config"])
        done = json.loads(file.metadata().get("training", "{}")).get("epoch", 0)
    tensors = load_file(arguments.checkpoint)
    initial = {name: value for name, value in tensors.items() if "/" not in name}
    if any(value.any() for name, value in tensors.items() if "/" in name):
        sys.exit(f"{arguments.checkpoint}: has moments of RMSprop already, Keras starts without; begin with a fresh one")
    settings = config["hyperparameters"]
    text = network.Text(read_pairs(arguments.data, arguments.samples or settings["num_samples"]), config)
    model = network.build(network.import_keras(settings["rmsprop"]), config, initial)
    history = model.fit(
        [text.source, text.previous], text.target, batch_size=settings["batch_size"], epochs=arguments.epochs,
        validation_split=settings["validation_split"], shuffle=False, verbose=0,
    ).history
    epochs = [
        {"epoch": done + number + 1} | {key: float(values[number]) for key, values in history.items()}
        for number in range(arguments.epochs)
    ]
    for epoch in epochs:
        print(json.dumps(epoch), flush=True)
    final = network.weights_of(model, config)
    if arguments.save:
        save_file(final, arguments.save)
    good = not arguments.log or compare_log(arguments.log, epochs)
    if arguments.final:
        good &= compare_movement(initial, final, load_file(arguments.final))
    sys.exit(0 if good else 1)


main()
