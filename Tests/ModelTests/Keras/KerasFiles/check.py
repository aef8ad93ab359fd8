"""Whether Keras opens what this program exports: predictions, the next epoch's loss, the example's own restore code.

Run by hand; it needs Keras, which is too large for the tests' ten minutes. Each Keras in a virtual environment of its own:

    python3 -m venv /tmp/keras-new && /tmp/keras-new/bin/pip install tensorflow-cpu==2.21.0 keras==3.15.1 tf-keras==2.21.0
    python3 -m venv /tmp/keras-old && /tmp/keras-old/bin/pip install tensorflow-cpu==2.16.2 keras==3.3.3
    mkdir /tmp/exports && SEQ2SEQ_KERAS_EXPORTS=/tmp/exports swift test --filter forKerasToRead
    /tmp/keras-new/bin/python Tests/ModelTests/Keras/KerasFiles/check.py /tmp/exports 2>/dev/null
    /tmp/keras-old/bin/python Tests/ModelTests/Keras/KerasFiles/check.py /tmp/exports 2>/dev/null
    TF_USE_LEGACY_KERAS=1 /tmp/keras-new/bin/python Tests/ModelTests/Keras/KerasFiles/check.py /tmp/exports --tf-keras 2>/dev/null

KERAS_BACKEND=jax or torch, with that package installed, checks the other backends.
"""

import glob
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import numpy as np

TF_KERAS = "--tf-keras" in sys.argv
if TF_KERAS:
    import tf_keras as keras
else:
    import keras

KERAS_3 = keras.__version__.startswith("3.")
TOLERANCE = 1e-6
LOSS_TOLERANCE = 1e-5  # relative; float32 sums over an epoch in another order


def one_hot(case):
    """The arrays of the example, from the pairs."""
    inputs = {c: i for i, c in enumerate(case["input_characters"])}
    targets = {c: i for i, c in enumerate(case["target_characters"])}
    count, te, td = len(case["pairs"]), case["max_encoder_length"], case["max_decoder_length"]
    encoder = np.zeros((count, te, len(inputs)), "float32")
    decoder = np.zeros((count, td, len(targets)), "float32")
    target = np.zeros((count, td, len(targets)), "float32")
    masked = case["padding"] == "mask"
    te, td = (0, 0) if masked else (te, td)
    for row, (source, text) in enumerate(case["pairs"]):
        text = "\t" + text + "\n"
        for step, character in enumerate(source.ljust(te)):
            encoder[row, step, inputs[character]] = 1
        # Keras would count a loss behind LF.
        for step, character in enumerate((text[:-1] if masked else text).ljust(td)):
            decoder[row, step, targets[character]] = 1
        for step, character in enumerate(text[1:].ljust(td)):
            target[row, step, targets[character]] = 1
    return encoder, decoder, target


def difference(case, predictions):
    """The greatest difference of a probability, over the real characters."""
    return max(
        float(np.abs(predictions[row, : len(steps)] - np.array(steps)).max())
        for row, steps in enumerate(case["probabilities"])
    )


def next_epoch(case, model, arrays):
    """The loss of one more epoch, and of the validation after it."""
    encoder, decoder, target = arrays
    n = case["training"]
    history = model.fit(
        [encoder[:n], decoder[:n]], target[:n], batch_size=case["batch_size"], epochs=1, shuffle=False, verbose=0,
        validation_data=([encoder[n:], decoder[n:]], target[n:]),
    ).history
    return history["loss"][0], history["val_loss"][0]


def build(case):
    """The example's own model, for weights alone."""
    width, v_in, v_out = case["latent_dim"], len(case["input_characters"]), len(case["target_characters"])
    encoder_inputs = keras.Input(shape=(None, v_in))
    gates = {"recurrent_activation": case["recurrent_activation"]}
    mask = keras.layers.Masking() if case["padding"] == "mask" else keras.layers.Activation("linear")
    _, h, c = keras.layers.LSTM(width, return_state=True, **gates)(mask(encoder_inputs))
    decoder_inputs = keras.Input(shape=(None, v_out))
    outputs, _, _ = keras.layers.LSTM(width, return_sequences=True, return_state=True, **gates)(
        mask(decoder_inputs), initial_state=[h, c])
    outputs = keras.layers.Dense(v_out, activation="softmax")(outputs)
    model = keras.Model([encoder_inputs, decoder_inputs], outputs)
    optimizer = keras.optimizers.RMSprop(
        learning_rate=0.01, momentum=case["momentum"], centered=case["centered"])
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def restored_translations(case, model):
    """The example's code that restores a model and decodes with it, word for word but for the names of variables."""
    latent_dim = case["latent_dim"]
    encoder_inputs = model.input[0]  # input_1
    encoder_outputs, state_h_enc, state_c_enc = model.layers[2].output  # lstm_1
    encoder_states = [state_h_enc, state_c_enc]
    encoder_model = keras.Model(encoder_inputs, encoder_states)

    decoder_inputs = model.input[1]  # input_2
    decoder_state_input_h = keras.Input(shape=(latent_dim,))
    decoder_state_input_c = keras.Input(shape=(latent_dim,))
    decoder_states_inputs = [decoder_state_input_h, decoder_state_input_c]
    decoder_lstm = model.layers[3]
    decoder_outputs, state_h_dec, state_c_dec = decoder_lstm(decoder_inputs, initial_state=decoder_states_inputs)
    decoder_states = [state_h_dec, state_c_dec]
    decoder_dense = model.layers[4]
    decoder_outputs = decoder_dense(decoder_outputs)
    decoder_model = keras.Model([decoder_inputs] + decoder_states_inputs, [decoder_outputs] + decoder_states)

    characters = case["target_characters"]
    encoder, _, _ = one_hot(case)
    translations = []
    for row in range(len(encoder)):
        states = encoder_model.predict(encoder[row : row + 1], verbose=0)
        target_seq = np.zeros((1, 1, len(characters)))
        target_seq[0, 0, characters.index("\t")] = 1.0
        text = ""
        while True:
            output_tokens, h, c = decoder_model.predict([target_seq] + states, verbose=0)
            index = int(np.argmax(output_tokens[0, -1, :]))
            # This program stops once Td + 1 characters are out, and leaves LF out.
            if characters[index] == "\n":
                break
            text += characters[index]
            if len(text) > case["max_decoder_length"]:
                break
            target_seq = np.zeros((1, 1, len(characters)))
            target_seq[0, 0, index] = 1.0
            states = [h, c]
        translations.append(text)
    return translations


def main(folder):
    failures = 0

    def check(name, what, is_right, found):
        nonlocal failures
        failures += not is_right
        print(f"{'ok  ' if is_right else 'FAIL'} {name:40} {what:22} {found}", flush=True)

    backend = keras.backend.backend()
    print(f"{keras.__name__} {keras.__version__} on {backend}")
    for path in sorted(glob.glob(folder + "/*.json")):
        case = json.load(open(path))
        arrays = one_hot(case)
        stem = path[: -len(".json")]
        # Keras 3 has one rule and no decay; TF-Keras has both.
        goes_on = not KERAS_3 or (case["rule"] == "keras-3" and case["decay"] == 0)
        name = os.path.basename(stem)
        files = [stem + (".keras" if KERAS_3 else ".h5")]
        # TF-Keras's new optimizer is the keras-3 rule.
        if case["rule"] == "keras-3" and case["is_plain"]:
            files.append(stem + (".weights.h5" if KERAS_3 else ".tf.weights.h5"))
        # hard_sigmoid is another in Keras 3, and is only exported for the library that means the same.
        for file in filter(os.path.exists, files):
            if "weights" in file:
                model = build(case)
                # Otherwise there are no slots yet to load into, and Keras leaves them out with a warning.
                model.optimizer.build(model.trainable_variables)
                model.load_weights(file)
            else:
                model = keras.models.load_model(file)
            title = os.path.basename(file)
            apart = difference(case, np.array(model.predict(list(arrays[:2]), verbose=0)))
            check(title, "predictions", apart < TOLERANCE, f"{apart:.1e}")
            iterations = int(np.array(model.optimizer.iterations))
            check(title, "iterations", iterations == case["iterations"], iterations)
            if "weights" not in file and name in ("v2", "keras-3"):
                check(title, "the example's restore", restored_translations(case, model) == case["translations"],
                      f"{len(case['translations'])} translations")
            if goes_on:
                loss, val_loss = next_epoch(case, model, arrays)
                apart = abs(val_loss / case["next_val_loss"] - 1)
                # Keras's epoch of a masked network is a mean of batches by their pairs, not by their characters.
                if case["padding"] != "mask":
                    apart = max(apart, abs(loss / case["next_loss"] - 1))
                check(title, "the next epoch's loss", apart < LOSS_TOLERANCE, f"{loss:.7f} {apart:.1e}")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main([argument for argument in sys.argv[1:] if not argument.startswith("--")][0])
