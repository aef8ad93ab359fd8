"""The tiny cases of generate.py. The sentences are invented here, none comes from a corpus."""

ISLAND = [
    ("Zog naps", "Zog dort"),
    ("Zog gnaw?", "Zog rogne\u202f?"),
    ("No gap", "Non é"),
    ("Zog naps", "Zog rêde"),
    ("A pawn?", "Gé trotte\u202f?"),
    ("No wasps", "Rend"),
    ("A gnaw", "Zo\u202fndé"),
]
TIDE = [
    ("ebb", "été"),
    ("be a tide", "ride traître"),
    ("dab", "tâte"),
    ("a bad tide", "âne, âtre, idée"),
    ("I bide", "dé"),
]
TINY = [("ab", "ça"), ("b", "à"), ("bab", "aç à"), ("aab", "à ça"), ("ba", "a"), ("a", "ç")]

DEFAULTS = {
    "learning_rate": 0.01,
    "decay": 0.0,
    "rho": 0.9,
    "momentum": 0.0,
    "epsilon": 1e-7,
    "centered": False,
    "training_precision": "float32",
    "shuffle": False,
    "seed": 1,
}
GENTLE = {"learning_rate": 0.002, "batch_size": 3, "epochs": 5}


def case(name, rmsprop, padding, pairs, latent_dim, **others):
    """-> name, pairs, hyperparameters."""
    settings = {"rmsprop": rmsprop, "padding": padding, "latent_dim": latent_dim, "num_samples": len(pairs)}
    settings |= {"batch_size": 2, "epochs": 4, "validation_split": 0.2}
    return f"{rmsprop}-{name}", pairs, DEFAULTS | settings | others


def cases(rmsprop):
    """All cases of one kind of RMSprop. Last batches are smaller, and widths no multiple of a vector's."""
    result = [
        case("space", rmsprop, "space", ISLAND, 8),
        case("zero", rmsprop, "zero", ISLAND, 8),
        case("centered", rmsprop, "space", TIDE, 5, centered=True, batch_size=3, epochs=5),
        case("momentum", rmsprop, "zero", TIDE, 5, momentum=0.7, epsilon=1e-3, rho=0.8, **GENTLE),
        case("centered-momentum", rmsprop, "space", TINY, 5, centered=True, momentum=0.5, epsilon=1e-4, **GENTLE),
    ]
    if rmsprop == "optimizer-v2":
        result.append(case("decay", rmsprop, "zero", TINY, 20, decay=0.1, epochs=6, validation_split=0.0))
    # At the end: a case's weights follow from its place.
    result.append(case("mask", rmsprop, "mask", ISLAND, 8))
    result.append(case("attention", rmsprop, "mask", ISLAND, 20, attention=True))
    result.append(case("bidirectional", rmsprop, "mask", ISLAND, 32, bidirectional=True))
    result.append(case("both", rmsprop, "mask", TIDE, 32, epochs=5, attention=True, bidirectional=True))
    return result
