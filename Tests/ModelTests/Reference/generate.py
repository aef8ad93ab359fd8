"""Makes the stored reference numbers: trains tiny networks with TF-Keras and with Keras 3 and writes down what happens.

usage: generate.py            (both, each in its own process)
       generate.py optimizer-v2|keras-3 [CASE ...]    (these cases alone)
"""
import json
import os
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).parent

if len(sys.argv) == 1:
    for kind in ("optimizer-v2", "keras-3"):
        subprocess.run([sys.executable, __file__, kind], check=True)
    sys.exit()

RMSPROP = sys.argv[1]
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from safetensors.numpy import save_file  # noqa: E402

import network  # noqa: E402
from cases import cases  # noqa: E402

keras = network.import_keras(RMSPROP)
tf.get_logger().setLevel("ERROR")
METRICS = ("loss", "accuracy", "character_loss", "character_accuracy")


def initial_weights(config, seed):
    """Not Keras's own initial values: biases away from zero show more."""
    random = np.random.default_rng(seed)
    return {
        name: (random.standard_normal(shape) * (0.3 if name.endswith("bias") else 0.5)).astype(np.float32)
        for name, shape in network.shapes(config).items()
    }


def character_sums(target, real, probabilities):
    """In float64: sum of -ln p, hits and number over the real characters."""
    chosen = np.sum(target * probabilities.astype(np.float64), axis=-1)
    right = target.argmax(-1) == probabilities.argmax(-1)
    return np.array([-np.log(chosen[real]).sum(), right[real].sum(), real.sum()])


def character_values(sums):
    return {"character_loss": sums[0] / sums[2], "character_accuracy": sums[1] / sums[2]}


def predict(model, text, rows=slice(None)):
    return model([text.source[rows], text.previous[rows]], training=False).numpy()


def steps(model, text, settings, count):
    """Trains batch by batch in order -> one record a step, the epochs' character metrics."""
    records, epochs = [], []
    for _ in range(settings["epochs"]):
        total = np.zeros(3)
        for start in range(0, count, settings["batch_size"]):
            rows = slice(start, min(start + settings["batch_size"], count))
            sums = character_sums(text.target[rows], text.real[rows], predict(model, text, rows))
            model.reset_metrics()
            values = model.train_on_batch(
                [text.source[rows], text.previous[rows]], text.target[rows], return_dict=True
            )
            records.append({key: float(values[key]) for key in METRICS[:2]} | character_values(sums))
            total += sums
        epochs.append(character_values(total))
    return records, epochs


def decode(model, text, row, limit):
    """The argmax decode of one source, by feeding ever longer prefixes to the training model."""
    start = text.outputs.index("\t")
    chosen, highest = [start], []
    while len(highest) < limit:
        previous = np.eye(len(text.outputs), dtype=np.float32)[chosen][None]
        last = model([text.source[row : row + 1], previous], training=False).numpy()[0, -1]
        chosen.append(int(last.argmax()))
        highest.append(float(last.max()))
        if text.outputs[chosen[-1]] == "\n":
            break
    characters = [text.outputs[index] for index in chosen[1:]]
    stopped = "end" if characters[-1] == "\n" else "limit"
    return {"characters": characters, "probabilities": highest, "stopped": stopped}


def gradients(model, text, config):
    named = network.variables(model, config)
    with tf.GradientTape() as tape:
        probabilities = model([text.source, text.previous], training=True)
        loss = model.compute_loss(y=tf.constant(text.target), y_pred=probabilities)
    values = tape.gradient(loss, list(named.values()))
    return {name: value.numpy() for name, value in zip(named, values)}


def write(name, pairs, settings, seed):
    config = network.config_for(pairs, settings)
    text = network.Text(pairs, config)
    initial = initial_weights(config, seed)
    save_file(initial, FOLDER / f"{name}.safetensors", network.checkpoint_metadata(config))

    model = network.build(keras, config, initial)
    probabilities = predict(model, text)
    sums = character_sums(text.target, text.real, probabilities)
    sources = [text.source, text.previous]
    whole = model.evaluate(sources, text.target, batch_size=len(pairs), verbose=0, return_dict=True)
    expected = {"probabilities": probabilities}
    expected |= {f"gradient/{key}": value for key, value in gradients(model, text, config).items()}

    count = int(np.floor(len(pairs) * (1 - settings["validation_split"])))
    records, character_epochs = steps(model, text, settings, count)
    after = network.weights_of(model, config)
    expected |= {f"after/{key}": value for key, value in after.items()}
    decodes = [decode(model, text, row, config["max_decoder_length"] + 1) for row in range(2)]

    again = network.build(keras, config, initial)
    history = again.fit(
        sources, text.target, batch_size=settings["batch_size"], epochs=settings["epochs"],
        validation_split=settings["validation_split"], shuffle=False, verbose=0,
    ).history
    for key, value in network.weights_of(again, config).items():
        np.testing.assert_allclose(value, after[key], atol=2e-5, err_msg=key)
    epochs = [{key: float(values[index]) for key, values in history.items()} for index in range(settings["epochs"])]
    for epoch, characters in zip(epochs, character_epochs):
        np.testing.assert_allclose([epoch[key] for key in characters], list(characters.values()), rtol=1e-4)
        epoch |= characters

    reference = {
        "pairs": pairs,
        "metrics": {key: float(whole[key]) for key in METRICS[:2]} | character_values(sums),
        "steps": records,
        "epochs": epochs,
        "decodes": decodes,
    }
    versions = {"keras": keras.__version__, "tensorflow": tf.__version__, "numpy": np.__version__}
    save_file(
        {key: np.ascontiguousarray(value, np.float32) for key, value in expected.items()},
        FOLDER / f"{name}.expected.safetensors",
        {"expected": json.dumps(reference, ensure_ascii=False), "versions": json.dumps(versions)},
    )
    print(f"{name}: {len(records)} steps, loss {records[0]['loss']:.4f} -> {records[-1]['loss']:.4f}", flush=True)


for number, (name, pairs, settings) in enumerate(cases(RMSPROP)):
    if not sys.argv[2:] or name in sys.argv[2:]:
        write(name, pairs, settings, seed=number + 1)
