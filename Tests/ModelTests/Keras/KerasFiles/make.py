"""Makes the small files of Keras and TensorFlow that the tests read, and `expected.json` with what is in them.

Run by hand, once per Keras, each in a virtual environment of its own (see check.py), and add what it makes:

    /tmp/keras-new/bin/python make.py FOLDER keras-3.15.1
    /tmp/keras-old/bin/python make.py FOLDER keras-3.3.3
    TF_USE_LEGACY_KERAS=1 /tmp/keras-new/bin/python make.py FOLDER tf-keras-2.21
    /tmp/keras-new/bin/pip install safetensors

The networks are tiny and hardly trained: the files' form is what matters. Those in `older/` are of Keras 2.3.1, which
today's Python does not run; they were trained on other sentences, for which there is no make.py.
"""

import json
import os
import pathlib
import shutil
import sys
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import h5py
import numpy as np
from safetensors.numpy import save_file

FOLDER, VERSION = pathlib.Path(sys.argv[1]), sys.argv[2]
TF_KERAS = VERSION.startswith("tf-keras")
if TF_KERAS:
    import tf_keras as keras
    import tensorflow as tf
else:
    import keras

# As in TrainingFixtures.swift.
PAIRS = [
    ("Go on.", "Va."), ("I sew.", "Je couds."), ("Sit here.", "Assieds-toi."), ("We swim.", "On nage."),
    ("A red hat.", "Un képi."), ("Hot tea?", "Du thé ?"), ("No bees.", "Pas d'abeille."), ("Look!", "Vois !"),
    ("It rains.", "Il pleut."), ("My cow.", "Ma vache."), ("He dug.", "Il bêcha."), ("Old ink.", "Encre."),
    ("Two eggs.", "Deux œufs."),
]
WIDTH = 4
SPLIT = 0.3
INPUTS = sorted({c for source, _ in PAIRS for c in source} | {" "})
TARGETS = sorted({c for _, text in PAIRS for c in text} | set("\t\n "))
TE = max(len(source) for source, _ in PAIRS)
TD = max(len(text) for _, text in PAIRS) + 2
PROBES = [0, 6, 12]
fixtures = {}


def indices():
    encoder = np.array([[INPUTS.index(c) for c in source.ljust(TE)] for source, _ in PAIRS])
    decoder = np.array([[TARGETS.index(c) for c in ("\t" + text + "\n").ljust(TD)] for _, text in PAIRS])
    target = np.array([[TARGETS.index(c) for c in (text + "\n").ljust(TD)] for _, text in PAIRS])
    return encoder, decoder, target


ENCODER, DECODER, TARGET = indices()


def one_hot(rows, width):
    return np.eye(width, dtype="float32")[rows]


def network(swapped=False, dropout=False, wrapped=False, crossed=False, bias=True, activation="softmax",
            recurrent="sigmoid", apart=False, names=None, cell="LSTM", outputs=1):
    """The example's network, or one that is not quite it."""
    layers = keras.layers
    name = (lambda i: {"name": names[i]}) if names else (lambda i: {})
    LSTM = getattr(layers, cell)
    settings = {"use_bias": bias, "recurrent_activation": recurrent, "return_state": True}
    settings["recurrent_initializer"] = "glorot_uniform"  # TensorFlow has no orthogonal matrices of bfloat16
    if swapped:
        decoder_inputs = keras.Input(shape=(None, len(TARGETS)))
        encoder_inputs = keras.Input(shape=(None, len(INPUTS)))
    else:
        encoder_inputs = keras.Input(shape=(None, len(INPUTS)), **name(0))
        decoder_inputs = keras.Input(shape=(None, len(TARGETS)), **name(1))
    if swapped:
        decoder = LSTM(WIDTH, return_sequences=True, **settings)
        encoder = LSTM(WIDTH, **settings)
    else:
        encoder = LSTM(WIDTH, **settings, **name(2))
        decoder = LSTM(WIDTH, return_sequences=True, **settings, **name(3))
    states = encoder(encoder_inputs)[1:]
    states = states[::-1] if crossed else states
    sequence = decoder(decoder_inputs, initial_state=states)[0]
    if dropout:
        sequence = layers.Dropout(0.2)(sequence)
    dense = layers.Dense(len(TARGETS), activation=None if apart else activation, **name(4))
    result = layers.TimeDistributed(dense)(sequence) if wrapped else dense(sequence)
    if apart:
        result = layers.Activation(activation)(result)
    inputs = [decoder_inputs, encoder_inputs] if swapped else [encoder_inputs, decoder_inputs]
    return keras.Model(inputs, [result, sequence] if outputs == 2 else result)


def data(model, encoder, decoder):
    arrays = {len(INPUTS): one_hot(encoder, len(INPUTS)), len(TARGETS): one_hot(decoder, len(TARGETS))}
    return [arrays[tensor.shape[-1]] for tensor in model.inputs]


def train(model, optimizer, epochs=2):
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    epoch(model, epochs)
    return model


def epoch(model, epochs=1):
    """Trains in the pairs' order, and gives the losses."""
    n = int(len(PAIRS) * (1 - SPLIT))
    target = one_hot(TARGET, len(TARGETS))
    return model.fit(
        data(model, ENCODER[:n], DECODER[:n]), target[:n], batch_size=4, epochs=epochs, shuffle=False, verbose=0,
        validation_data=(data(model, ENCODER[n:], DECODER[n:]), target[n:])).history


def add(name, files, model=None, verdict="open", reason=""):
    """Notes what is in the files of a model."""
    fixture = {"files": files, "verdict": verdict, "reason": reason}
    if model is not None:
        cells = [layer for layer in model.layers if type(layer).__name__ == "LSTM"]
        cells.sort(key=lambda cell: cell.return_sequences)
        variables = [v for cell in cells for v in cell.weights]
        variables += [v for v in model.layers[-1].weights or model.layers[-2].weights]
        parts = ["encoder.kernel", "encoder.recurrent_kernel", "encoder.bias", "decoder.kernel",
                 "decoder.recurrent_kernel", "decoder.bias", "output.kernel", "output.bias"]
        as_float = lambda value: np.array(value).astype("float32")
        tensors = {part: as_float(v) for part, v in zip(parts, variables)}
        optimizer = getattr(model, "optimizer", None)
        optimizer = getattr(optimizer, "inner_optimizer", optimizer)
        config = optimizer.get_config() if optimizer else {}
        if "RMSprop" in type(optimizer).__name__:
            kinds = ["rms/"] + ["momentum/"] * bool(config["momentum"]) + ["mean_gradient/"] * bool(config["centered"])
            slots = getattr(optimizer, "variables", None)
            slots = slots() if callable(slots) else list(slots)
            values = [as_float(v) for v in slots if len(v.shape) > 0]
            assert len(values) == 8 * len(kinds), (name, len(values))
            # Keras's order is that of the model's weights.
            order = [parts[[v is w for w in variables].index(True)] for v in model.trainable_variables]
            for kind, start in zip(kinds, range(0, len(values), 8)):
                tensors.update({kind + part: value for part, value in zip(order, values[start:])})
            fixture["iterations"] = int(np.array(optimizer.iterations))
            fixture["optimizer"] = {k: np.array(v).item() for k, v in config.items()
                                    if isinstance(v, (int, float, np.number))}
        tensors["probe.encoder_indices"] = ENCODER[PROBES]
        tensors["probe.decoder_indices"] = DECODER[PROBES]
        probabilities = model.predict(data(model, ENCODER[PROBES], DECODER[PROBES]), verbose=0)
        tensors["probe.probabilities"] = np.array(probabilities).astype("float32")
        fixture["expected"] = f"expected/{VERSION}.{name}.safetensors"
        save_file(tensors, str(FOLDER / fixture["expected"]))
        if "iterations" in fixture and verdict == "open" and not any("Dropout" in str(type(l)) for l in model.layers):
            # What training on from the file must give.
            history = epoch(model)
            fixture["next_loss"], fixture["next_val_loss"] = history["loss"][0], history["val_loss"][0]
    fixtures[f"{VERSION}.{name}"] = fixture


def deflate(path):
    """Packs the members of a .keras, which Keras reads as well; most of an HDF5 file is empty."""
    with zipfile.ZipFile(path) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, contents in members.items():
            archive.writestr(member, contents)


def save(name, model, endings, **note):
    """Saves a model in some formats; but for the plain one, a .keras is packed to keep it small."""
    files = []
    for ending in endings:
        path = FOLDER / VERSION / (name + ending)
        if ending == ".weights.h5" or ending.endswith("weights.h5"):
            model.save_weights(path)
        elif ending == "-folder":
            model.save(path, zipped=False)
        else:
            model.save(path)
            if name != "plain" and ending == ".keras":
                deflate(path)
        files += [str(p.relative_to(FOLDER)) for p in (sorted(path.glob("*.*")) if path.is_dir() else [path])]
    add(name, files, model, **note)


def refuse(name, reason, model):
    """A model whose config alone tells that it is another network; the weights stay out to keep it small."""
    path = FOLDER / VERSION / (name + ".keras")
    model.save(path)
    with zipfile.ZipFile(path) as archive:
        members = {member: archive.read(member) for member in ["metadata.json", "config.json"]}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, contents in members.items():
            archive.writestr(member, contents)
    add(name, [str(path.relative_to(FOLDER))], verdict="refuse", reason=reason)


def keras_3():
    RMSprop = keras.optimizers.RMSprop
    if VERSION != "keras-3.15.1":
        return save("plain", train(network(), RMSprop()), [".keras"])
    # An .h5 makes Keras 3.15.1 forget the optimizer in what it saves later, so it comes last.
    save("plain", train(network(), RMSprop()), [".keras", "-folder", ".h5"])
    save("momentum-centered", train(network(names=["a", "b", "c", "d", "e"]),
                                    RMSprop(0.002, rho=0.8, momentum=0.5, centered=True)), [".keras"])
    save("inputs-swapped", train(network(swapped=True), RMSprop()), [".weights.h5"])
    save("dropout-wrapped", train(network(dropout=True, wrapped=True), RMSprop()), [".keras"])
    save("softmax-apart", train(network(apart=True), RMSprop()), [".keras"])
    save("adam", train(network(), keras.optimizers.Adam()), [".keras"])
    save("hard-sigmoid", train(network(recurrent="hard_sigmoid"), RMSprop()), [".keras"])
    keras.config.set_dtype_policy("bfloat16")
    save("bfloat16", train(network(), RMSprop()), [".keras"], verdict="convert", reason="weights of bfloat16")
    keras.config.set_dtype_policy("mixed_float16")
    save("mixed", train(network(), RMSprop()), [".keras"], verdict="convert", reason="computed in half precision")
    keras.config.set_dtype_policy("float32")
    inputs = keras.Input((None, 3))
    gru = keras.Model(inputs, keras.layers.Dense(3, activation="softmax")(keras.layers.GRU(2)(inputs)))
    for name, reason, model in [
        ("crossed", "outputs 2 and 1 as h and c", network(crossed=True)),
        ("no-bias", "without bias", network(bias=False)),
        ("logits", "without softmax", network(activation=None)),
        ("sigmoid", "the activation sigmoid", network(activation="sigmoid")),
        ("two-outputs", "2 outputs", network(outputs=2)),
        ("sequential", "the class Sequential", keras.Sequential([keras.Input((None, 3)), keras.layers.GRU(2)])),
        ("gru", "the GRU layer", gru),
    ]:
        refuse(name, reason, model)
    broken()


def broken():
    """HDF5 of the kinds that are not read."""
    source = FOLDER / VERSION / "plain-folder" / "model.weights.h5"

    def change(name, reason, edit, whole=False, **options):
        path = FOLDER / "broken" / (name + ".weights.h5")
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        with h5py.File(source) as old, h5py.File(path, "w", **options) as new:
            # What is refused at sight needs no more than one layer.
            for group in ["layers"] if whole else ["layers/lstm"]:
                if not whole:
                    new.create_group("layers")
                old.copy(group, new if whole else new["layers"])
            edit(new)
        fixtures["broken." + name] = {"files": [str(path.relative_to(FOLDER))], "verdict": "refuse", "reason": reason}

    def replace(file, path, **options):
        values = file[path][()]
        del file[path]
        file.create_dataset(path, data=values.astype(options.pop("dtype", values.dtype)), **options)

    kernel = "layers/lstm/cell/vars/0"
    change("gzip", "compressed (filter 1)", lambda f: replace(f, kernel, compression="gzip"))
    change("chunks", "lies in chunks", lambda f: replace(f, kernel, chunks=(2, 2)))
    change("big-endian", "big-endian", lambda f: replace(f, kernel, dtype=">f4"))
    change("latest", "superblock of version", lambda f: None, libver="latest")

    def link(file, target):
        del file[kernel]
        file[kernel] = target

    change("soft-link", "soft link", lambda f: link(f, h5py.SoftLink("/layers/lstm/cell/vars/1")))
    change("external-link", "into another file", lambda f: link(f, h5py.ExternalLink("plain.weights.h5", kernel)))
    change("hard-link", "something else lies", lambda f: f.__setitem__("layers/again", f["layers/lstm"]), whole=True)
    change("missing", "2 arrays of the decoder", lambda f: f.__delitem__("layers/lstm_1/cell/vars/2"), whole=True)
    change("shape", "of the shape", lambda f: replace(f, "layers/lstm_1/cell/vars/2", shape=(2, 8)), whole=True)
    change("infinite", "not finite", lambda f: f["layers/dense/vars/1"].__setitem__(0, np.inf), whole=True)


def tf_keras():
    RMSprop = keras.optimizers.RMSprop

    def bundle(name, model, path):
        """A folder or checkpoint, without the graphs, which nobody needs."""
        for extra in ["saved_model.pb", "fingerprint.pb", "checkpoint"]:
            (path / extra).unlink(missing_ok=True)
        shutil.rmtree(path / "assets", ignore_errors=True)

    folder = FOLDER / VERSION
    model = train(network(), RMSprop())
    model.save(folder / "savedmodel", save_format="tf")
    bundle("plain", model, folder / "savedmodel")
    model.save_weights(folder / "ckpt", save_format="tf")
    tf.train.Checkpoint(model=model, optimizer=model.optimizer).save(str(folder / "object-ckpt"))
    model.save(folder / "plain.keras")
    model.save(folder / "plain.h5")
    model.save_weights(folder / "weights.h5")
    (folder / "checkpoint").unlink()
    files = [p for p in sorted(folder.rglob("*")) if p.is_file()]
    add("plain", [str(p.relative_to(FOLDER)) for p in files], model)
    legacy = train(network(), keras.optimizers.legacy.RMSprop(0.002, rho=0.8, momentum=0.5, centered=True, decay=1e-4))
    legacy.save(folder / "legacy", save_format="tf")
    bundle("legacy", legacy, folder / "legacy")
    files = [p for p in sorted((folder / "legacy").rglob("*")) if p.is_file()]
    add("legacy", [str(p.relative_to(FOLDER)) for p in files], legacy)
    hard = train(network(recurrent="hard_sigmoid"), RMSprop())
    hard.save(folder / "hard-sigmoid.h5")
    add("hard-sigmoid", [f"{VERSION}/hard-sigmoid.h5"], hard)


keras.utils.set_random_seed(7)
shutil.rmtree(FOLDER / VERSION, ignore_errors=True)
(FOLDER / VERSION).mkdir(parents=True)
(FOLDER / "expected").mkdir(exist_ok=True)
tf_keras() if TF_KERAS else keras_3()
path = FOLDER / "expected.json"
old = json.loads(path.read_text())["fixtures"] if path.exists() else {}
old = {name: fixture for name, fixture in old.items() if not name.startswith(VERSION)}
path.write_text(json.dumps({
    "data": {
        "pairs": PAIRS, "latent_dim": WIDTH, "input_characters": INPUTS, "target_characters": TARGETS,
        "max_encoder_length": TE, "max_decoder_length": TD, "validation_split": SPLIT,
    },
    "fixtures": dict(sorted({**old, **fixtures}.items())),
}, indent=1) + "\n")
