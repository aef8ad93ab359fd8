"""The network of the Keras example, for either Keras: vectorising, building, weights under the checkpoint's names."""
import json

import numpy as np
import tensorflow as tf

LAYERS = ("encoder", "decoder", "output")
TENSORS = {"encoder": ("kernel", "recurrent_kernel", "bias"), "output": ("kernel", "bias")}
TENSORS["decoder"] = TENSORS["encoder"]
BACKWARD = ("backward_kernel", "backward_recurrent_kernel", "backward_bias")


def tensors(layer, config):
    """The names of a layer's weights in a checkpoint, in Keras's order."""
    two_ways = layer == "encoder" and config["hyperparameters"].get("bidirectional")
    return TENSORS[layer] + (BACKWARD if two_ways else ())


class Text:
    """Pairs as one-hot arrays: `source` [N,Te,V_in], `previous` and `target` [N,Td,V_out], `real` [N,Td].

    Where padding is masked the decoder does not read LF: Keras would count the step behind it.
    """

    def __init__(self, pairs, config):
        self.inputs = config["input_characters"]
        self.outputs = config["target_characters"]
        te, td = config["max_encoder_length"], config["max_decoder_length"]
        pad = " " if config["hyperparameters"]["padding"] == "space" else None
        texts = ["\t" + french + "\n" for _, french in pairs]
        self.source = self.rows([english for english, _ in pairs], self.inputs, te, pad)
        read = [text[:-1] for text in texts] if config["hyperparameters"]["padding"] == "mask" else texts
        self.previous = self.rows(read, self.outputs, td, pad)
        self.target = self.rows([text[1:] for text in texts], self.outputs, td, pad)
        self.real = np.array([[position < len(text) - 1 for position in range(td)] for text in texts])

    @staticmethod
    def rows(texts, characters, length, pad):
        index = {character: position for position, character in enumerate(characters)}
        rows = np.zeros((len(texts), length, len(characters)), np.float32)
        for row, text in zip(rows, texts):
            for position in range(length):
                character = text[position] if position < len(text) else pad
                if character is not None:
                    row[position, index[character]] = 1
        return rows


def config_for(pairs, hyperparameters):
    """The `config` of a checkpoint made for `pairs`."""
    extra = " " if hyperparameters["padding"] == "space" else ""
    return {
        "hyperparameters": hyperparameters,
        "input_characters": sorted(set("".join(english for english, _ in pairs) + extra)),
        "target_characters": sorted(set("".join(french for _, french in pairs) + "\t\n" + extra)),
        "max_encoder_length": max(len(english) for english, _ in pairs),
        "max_decoder_length": max(len(french) for _, french in pairs) + 2,
    }


def shapes(config):
    """Every tensor's shape by its name in a checkpoint."""
    settings = config["hyperparameters"]
    width, inputs, size = settings["latent_dim"], len(config["input_characters"]), len(config["target_characters"])
    half = width // 2 if settings.get("bidirectional") else width
    cell = lambda count, units: ((count, 4 * units), (units, 4 * units), (4 * units,))
    values = {"encoder": cell(inputs, half) * 2, "decoder": cell(size, width)}
    values["output"] = ((2 * width if settings.get("attention") else width, size), (size,))
    return {
        f"{layer}.{name}": shape for layer in LAYERS for name, shape in zip(tensors(layer, config), values[layer])
    }


def loss_for(padding):
    """Categorical cross-entropy as the padding has it: TensorFlow's own gives all-zero targets a gradient.

    Where they are masked it is Keras's own, which divides the sum by the number of steps that are not.
    """

    def explicit(target, probabilities):
        logarithms = tf.math.log(tf.clip_by_value(probabilities, 1e-7, 1.0))
        return tf.reduce_mean(-tf.reduce_sum(target * logarithms, axis=-1), axis=-1)

    return explicit if padding == "zero" else "categorical_crossentropy"


def hits(target, probabilities):
    """1 where the likeliest character is the target's; 0 where there is no target."""
    same = tf.equal(tf.argmax(target, -1), tf.argmax(probabilities, -1))
    return tf.cast(same, tf.float32) * tf.reduce_sum(target, -1)


def character_metrics(keras, line_feed):
    """Loss and accuracy over the real characters: every target position up to and including LF."""

    class CharacterMean(keras.metrics.Mean):
        def __init__(self, value, name):
            super().__init__(name=name)
            self.value = value

        def update_state(self, target, probabilities, sample_weight=None):
            real = tf.cumsum(target[:, :, line_feed], axis=1, exclusive=True) < 0.5
            return super().update_state(self.value(target, probabilities), sample_weight=tf.cast(real, tf.float32))

    def surprise(target, probabilities):
        return -tf.math.log(tf.maximum(tf.reduce_sum(target * probabilities, -1), 1e-30))

    return [CharacterMean(surprise, "character_loss"), CharacterMean(hits, "character_accuracy")]


def build(keras, config, weights):
    """The compiled training model holding `weights`."""
    inputs, outputs = len(config["input_characters"]), len(config["target_characters"])
    settings = config["hyperparameters"]
    source = keras.Input((None, inputs))
    previous = keras.Input((None, outputs))
    masked = settings["padding"] == "mask"
    read, written = (keras.layers.Masking()(source), keras.layers.Masking()(previous)) if masked else (source, previous)
    encoded, state = encode(keras, settings)(read)
    decoder = keras.layers.LSTM(settings["latent_dim"], return_sequences=True, name="decoder")
    hidden = decoder(written, initial_state=state)
    if settings.get("attention"):
        hidden = keras.layers.Concatenate()([keras.layers.Attention()([hidden, encoded]), hidden])
    probabilities = keras.layers.Dense(outputs, activation="softmax", name="output")(hidden)
    model = keras.Model([source, previous], probabilities)
    for layer in LAYERS:
        model.get_layer(layer).set_weights([weights[f"{layer}.{name}"] for name in tensors(layer, config)])

    keys = ("learning_rate", "rho", "momentum", "epsilon", "centered")
    arguments = {key: settings[key] for key in keys}
    if settings["rmsprop"] == "optimizer-v2":
        optimizer = keras.optimizers.legacy.RMSprop(decay=settings["decay"], **arguments)
    else:
        optimizer = keras.optimizers.RMSprop(**arguments)

    def accuracy(target, probabilities):
        return tf.reduce_mean(hits(target, probabilities), axis=-1)

    line_feed = config["target_characters"].index("\n")
    metrics = ["accuracy" if masked else accuracy, *character_metrics(keras, line_feed)]
    model.compile(optimizer=optimizer, loss=loss_for(settings["padding"]), metrics=metrics)
    return model


def encode(keras, settings):
    """The encoder: a function from its input to all outputs, and h and c."""
    width = settings["latent_dim"]
    arguments = {"return_state": True, "return_sequences": True}
    if not settings.get("bidirectional"):
        layer = keras.layers.LSTM(width, name="encoder", **arguments)
        return lambda source: (lambda outputs, h, c: (outputs, [h, c]))(*layer(source))
    layer = keras.layers.Bidirectional(keras.layers.LSTM(width // 2, **arguments), name="encoder")

    def read(source):
        outputs, *states = layer(source)
        return outputs, [keras.layers.Concatenate()([states[index], states[index + 2]]) for index in (0, 1)]

    return read


def import_keras(rmsprop):
    """TF-Keras with its OptimizerV2, or Keras 3; one process can hold only one of them."""
    if rmsprop == "optimizer-v2":
        import tf_keras as keras
    else:
        import keras
    return keras


def variables(model, config):
    """Every TensorFlow variable by its name in a checkpoint."""
    return {
        f"{layer}.{name}": variable if isinstance(variable, tf.Variable) else variable.value
        for layer in LAYERS
        for name, variable in zip(tensors(layer, config), model.get_layer(layer).trainable_variables)
    }


def weights_of(model, config):
    """Every weight by its name in a checkpoint, as float32 arrays."""
    return {
        f"{layer}.{name}": np.ascontiguousarray(value, np.float32)
        for layer in LAYERS
        for name, value in zip(tensors(layer, config), model.get_layer(layer).get_weights())
    }


def checkpoint_metadata(config, **more):
    """The `__metadata__` of a version-1 checkpoint."""
    return {"format": "seq2seq", "version": "1", "config": json.dumps(config, ensure_ascii=False)} | more
