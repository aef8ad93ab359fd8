"""Writes the event files and tables in Logs/ with the programs whose files they are to be like.

    python3.11 -m venv new
    new/bin/pip install tensorflow-cpu==2.21.0 keras==3.15.1 tf-keras==2.21.0 torch==2.13.0 tensorboard==2.21.0
    new/bin/python generate_logs.py keras-3 tf-keras pytorch

    python3.7 -m venv old
    old/bin/pip install tensorflow==1.15.5 keras==2.3.1 'protobuf<3.21' 'h5py<3' 'numpy<1.19'
    old/bin/python generate_logs.py keras-2 tf-1

Each folder gets an `expected.json`: what the program itself says of the history.
"""

import json
import os
import shutil
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Logs")


def folder(name):
    path = os.path.join(HERE, name)
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    return path


def keep(path, history):
    """Notes a history; JSON has no NaN."""
    clean = {k: [float(x) for x in v] for k, v in history.items()}
    with open(os.path.join(path, "expected.json"), "w") as file:
        json.dump(clean, file, indent=1, sort_keys=True)


def fit(keras, path, frequency, epochs=3, initial_epoch=0, model=None, table=None):
    """Trains a tiny network with the callbacks under test."""
    import numpy

    numpy.random.seed(1)
    x, y = numpy.random.rand(40, 3), numpy.random.randint(0, 2, (40, 1))
    if model is None:
        if hasattr(keras.utils, "set_random_seed"):
            keras.utils.set_random_seed(1)
        model = keras.models.Sequential([keras.layers.Dense(1, activation="sigmoid")])
        model.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.TensorBoard(path, write_graph=False, update_freq=frequency),
        keras.callbacks.CSVLogger(table, append=initial_epoch > 0),
    ]
    history = model.fit(
        x, y, batch_size=10, epochs=epochs, initial_epoch=initial_epoch, validation_split=0.5, verbose=0,
        callbacks=callbacks)
    return model, history.history


def write_keras(keras, name, frequency=1):
    path = folder(name)
    model, first = fit(keras, path, frequency, table=os.path.join(path, "table.csv"))
    # Resumed: a second file in the same folder, whose name has the second in it, and rows added to the table.
    time.sleep(1.5)
    _, second = fit(keras, path, frequency, 5, 3, model, table=os.path.join(path, "table.csv"))
    shutil.rmtree(os.path.join(path, "plugins"), ignore_errors=True)
    keep(path, {key: first[key] + second[key] for key in first})


def write_pytorch():
    import numpy
    from torch.utils.tensorboard import SummaryWriter

    generator = numpy.random.default_rng(7)
    path = folder("pytorch")
    with SummaryWriter(path) as writer:
        expected = {"loss": [], "val_loss": [], "accuracy": [], "lr": []}
        for epoch in range(4):
            loss, val, accuracy = (float(numpy.float32(x)) for x in generator.random(3))
            writer.add_scalar("Loss/train", loss, epoch)
            writer.add_scalar("Loss/val", val, epoch)
            writer.add_scalar("Accuracy/train", accuracy, epoch, new_style=True)
            writer.add_scalar("lr", 0.125 / (epoch + 1), epoch)
            writer.add_histogram("weights", generator.random(100), epoch)
            for key, value in zip(expected, (loss, val, accuracy, float(numpy.float32(0.125 / (epoch + 1))))):
                expected[key].append(value)
        writer.add_text("note", "epochs from 0")
    keep(path, expected)
    write_pytorch_batches(generator)


def write_pytorch_batches(generator):
    """The training loss after every batch, the validation loss after every 25, in two folders."""
    import numpy
    from torch.utils.tensorboard import SummaryWriter

    path = folder("pytorch-batches")
    expected = {"batches": [], "val_loss": []}
    with SummaryWriter(path + "/train") as train, SummaryWriter(path + "/validation") as validation:
        for step in range(1, 101):
            expected["batches"].append(float(numpy.float32(generator.random())))
            train.add_scalar("loss", expected["batches"][-1], step)
            if step % 25 == 0:
                expected["val_loss"].append(float(numpy.float32(generator.random())))
                validation.add_scalar("loss", expected["val_loss"][-1], step)
    keep(path, expected)


if __name__ == "__main__":
    which = sys.argv[1:]
    if "keras-3" in which:
        import keras

        write_keras(keras, "keras-3")
    if "tf-keras" in which:
        import tf_keras

        write_keras(tf_keras, "tf-keras")
    if "keras-2" in which:
        import keras

        write_keras(keras, "keras-2", "epoch")
    if "tf-1" in which:
        import tensorflow

        write_keras(tensorflow.keras, "tf-1", "epoch")
    if "pytorch" in which:
        write_pytorch()
