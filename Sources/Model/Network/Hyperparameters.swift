/// Everything a training run can be told; the defaults reproduce the original example.
package struct Hyperparameters: Hashable, Sendable {
  /// RMSprop's step size before decay.
  package var learningRate = 0.001
  /// The step size at iteration n is `learningRate / (1 + decay · n)`.
  package var decay = 0.0
  /// How much of the mean square is kept at each step.
  package var rho = 0.9
  /// How much of the last movement is added to the next; 0 turns the slot off.
  package var momentum = 0.0
  /// Keeps the quotient finite.
  package var epsilon = 1e-7
  /// Whether the squared mean gradient is subtracted from the mean square.
  package var centered = false
  /// Where epsilon stands.
  package var rmsprop = RMSpropVariant.optimizerV2
  /// Pairs per weight update; the last batch of an epoch may be smaller.
  package var batchSize = 64
  /// The epoch to reach; 0 leaves the network untrained.
  package var epochs = 100
  /// H: the width of the states h and c.
  package var latentDimension = 256
  /// What the LSTMs' gates make of their sums.
  package var recurrentActivation = RecurrentActivation.sigmoid
  /// Whether the decoder attends to the encoder's outputs.
  package var attention = false
  /// Whether the source is read in both directions.
  package var bidirectional = false
  /// How many pairs of the corpus are taken, from its start.
  package var sampleCount = 10_000
  /// Pairs with a longer side are left out: more characters of English, or of French with the TAB and LF around it.
  package var maxLength = NetworkConfiguration.maximumLength
  /// The share of the pairs, or of the sentences, that is held out.
  package var validationSplit = 0.2
  /// Which of them.
  package var split = Split.last
  /// What follows a text shorter than the longest.
  package var padding = Padding.space
  /// The share of the characters read that each weight update does not see.
  package var dropout = 0.0
  /// Whether the training pairs are reordered before every epoch.
  package var shuffle = true
  /// Fixes the initial weights, the order of the pairs, what dropout leaves out, and which sentences are held out.
  package var seed: UInt64 = 1

  /// The original's values.
  package init() {}

  /// What is impossible among the values (found, then expected), or nil if all is well.
  package var defect: (found: String, expected: String)? {
    Hyperparameter.all.lazy.compactMap { $0.defect(in: self) }.first
      ?? NetworkConfiguration.defect(
        padding: padding, latentDimension: latentDimension, hasAttention: attention, isBidirectional: bidirectional)
  }

  /// Those of some data's pairs that a training takes, in their order.
  package func sample(of pairs: [SentencePair]) -> ArraySlice<SentencePair> {
    guard maxLength < NetworkConfiguration.maximumLength else { return pairs.prefix(sampleCount) }
    return Array(pairs.lazy.filter { $0.fits(in: maxLength) }.prefix(sampleCount))[...]
  }
}

extension Hyperparameter {
  /// See `Hyperparameters.learningRate`.
  package static let learningRate = Hyperparameter(
    \.learningRate, "learning_rate", "RMSprop's step size", expected: "a finite number above 0",
    where: { $0.isFinite && $0 > 0 })
  /// See `Hyperparameters.decay`.
  package static let decay = Hyperparameter(
    nonNegative: \.decay, "decay", "Step size at iteration n: rate / (1 + decay * n)")
  /// See `Hyperparameters.rho`.
  package static let rho = Hyperparameter(share: \.rho, "rho", "RMSprop's memory of the mean square")
  /// See `Hyperparameters.momentum`.
  package static let momentum = Hyperparameter(nonNegative: \.momentum, "momentum", "RMSprop's momentum")
  /// See `Hyperparameters.epsilon`.
  package static let epsilon = Hyperparameter(nonNegative: \.epsilon, "epsilon", "RMSprop's epsilon")
  /// See `Hyperparameters.centered`.
  package static let centered = Hyperparameter(
    flag: \.centered, "centered", "Subtract the squared mean gradient from the mean square")
  /// See `Hyperparameters.rmsprop`.
  package static let rmsprop = Hyperparameter(
    word: \.rmsprop, "rmsprop", "Where epsilon stands; optimizer-v2 is the original's and the default")
  /// See `Hyperparameters.batchSize`.
  package static let batchSize = Hyperparameter(
    count: \.batchSize, "batch_size", in: 1...1_000_000, "Pairs per weight update", unit: "pairs")
  /// See `Hyperparameters.epochs`.
  package static let epochs = Hyperparameter(count: \.epochs, "epochs", in: 0...1_000_000, "The epoch to reach")
  /// See `Hyperparameters.latentDimension`.
  package static let latentDimension = Hyperparameter(
    count: \.latentDimension, "latent_dim", title: "latent dimension",
    in: 1...NetworkConfiguration.maximumLatentDimension, "Width of the LSTM states", unit: "cells")
  /// See `Hyperparameters.recurrentActivation`; a checkpoint of the original's does not name it.
  package static let recurrentActivation = Hyperparameter(
    word: \.recurrentActivation, "recurrent_activation",
    "The LSTMs' gates; hard-sigmoid was Keras's default until 2.2", isOmitted: { $0 == .sigmoid })
  /// See `Hyperparameters.attention`; a checkpoint without it does not name it.
  package static let attention = Hyperparameter(
    flag: \.attention, "attention", "Let the decoder attend to every character read, with --padding mask",
    isOmitted: { !$0 })
  /// See `Hyperparameters.bidirectional`; a checkpoint without it does not name it.
  package static let bidirectional = Hyperparameter(
    flag: \.bidirectional, "bidirectional", "Read the source in both directions, with --padding mask",
    isOmitted: { !$0 })
  /// See `Hyperparameters.sampleCount`.
  package static let samples = Hyperparameter(
    count: \.sampleCount, "num_samples", option: "samples", in: 1...100_000_000, "Take the first N pairs", unit: "pairs"
  )
  /// See `Hyperparameters.maxLength`; a checkpoint without any limit of its own does not name it.
  package static let maxLength = Hyperparameter(
    count: \.maxLength, "max_length", in: 1...NetworkConfiguration.maximumLength,
    "Leave out pairs with a side over N characters, of French with its two marks", unit: "characters",
    isOmitted: { $0 == NetworkConfiguration.maximumLength })
  /// See `Hyperparameters.validationSplit`.
  package static let validationSplit = Hyperparameter(
    share: \.validationSplit, "validation_split", "Share of the pairs held out")
  /// See `Hyperparameters.split`; a checkpoint of the original's does not name it.
  package static let split = Hyperparameter(
    word: \.split, "split", "Hold out the last pairs, or all pairs of sentences drawn by the seed",
    isOmitted: { $0 == .last })
  /// See `Hyperparameters.padding`.
  package static let padding = Hyperparameter(word: \.padding, "padding", "What follows shorter texts")
  /// See `Hyperparameters.dropout`; a checkpoint without any does not name it.
  package static let dropout = Hyperparameter(
    share: \.dropout, "dropout", "Share of the characters hidden from each weight update", isOmitted: { $0 == 0 })
  /// See `Hyperparameters.shuffle`.
  package static let shuffle = Hyperparameter(
    flag: \.shuffle, "shuffle", "Reorder the training pairs before every epoch")
  /// See `Hyperparameters.seed`.
  package static let seed = Hyperparameter(
    \.seed, "seed", "Fixes initial weights, shuffles and drawn sentences", expected: "a whole number from 0 on")

  /// Every hyperparameter, in the order of a checkpoint.
  package static let all = [
    learningRate, decay, rho, momentum, epsilon, centered, rmsprop, batchSize, epochs, latentDimension,
    recurrentActivation, attention, bidirectional, samples, maxLength, validationSplit, split, padding, dropout,
    shuffle, seed,
  ]

  /// Those that somebody sets first, in the order of a form.
  package static let usual = [
    samples, maxLength, latentDimension, batchSize, epochs, learningRate, padding, dropout, validationSplit, seed,
  ]

  /// The others.
  package static let rest = all.filter { !usual.contains($0) }

  /// What a network is made with: it cannot be another where it is trained further.
  package static let ofTheNetwork = [latentDimension, padding, recurrentActivation, attention, bidirectional]
}

extension Hyperparameters: Codable {
  private static let precision = Hyperparameter.Key("training_precision")

  /// Reads what is there; what is missing keeps its default.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Hyperparameter.Key.self)
    for hyperparameter in Hyperparameter.all { try hyperparameter.decode(values, &self) }
    let precision = try values.decodeIfPresent(String.self, forKey: Self.precision) ?? "float32"
    guard precision == "float32" else {
      throw DecodingError.dataCorruptedError(
        forKey: Self.precision, in: values, debugDescription: "training_precision \(precision), expected float32")
    }
  }

  /// Writes every key of the checkpoint format; those of a later version only where they are not as before it.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Hyperparameter.Key.self)
    for hyperparameter in Hyperparameter.all { try hyperparameter.encode(self, &values) }
    try values.encode("float32", forKey: Self.precision)
  }
}

/// Where RMSprop's epsilon stands.
package enum RMSpropVariant: String, Codable, Hashable, Sendable, CaseIterable {
  /// lr·g / (√v + ε), as Keras's OptimizerV2 did and so the original example; with momentum, √(v + ε).
  case optimizerV2 = "optimizer-v2"
  /// lr·g / √(v + ε), as Keras 3 does.
  case keras3 = "keras-3"
}
