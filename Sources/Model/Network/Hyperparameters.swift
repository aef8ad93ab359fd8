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
  /// How many pairs of the corpus are taken, from its start.
  package var sampleCount = 10_000
  /// The share of the pairs, from the end, that is held out.
  package var validationSplit = 0.2
  /// What follows a text shorter than the longest.
  package var padding = Padding.space
  /// The share of the characters read that each weight update does not see.
  package var dropout = 0.0
  /// Whether the training pairs are reordered before every epoch.
  package var shuffle = true
  /// Fixes the initial weights, the order of the pairs and what dropout leaves out.
  package var seed: UInt64 = 1

  /// The original's values.
  package init() {}

  /// What is impossible among the values (found, then expected), or nil if all is well.
  package var defect: (found: String, expected: String)? {
    let nonNegative: [(String, Double)] = [("decay", decay), ("momentum", momentum), ("epsilon", epsilon)]
    if let (name, value) = nonNegative.first(where: { !($0.1.isFinite && $0.1 >= 0) }) {
      return ("\(name) \(value)", "a finite number of at least 0")
    }
    if !(learningRate.isFinite && learningRate > 0) {
      return ("learning rate \(learningRate)", "a finite number above 0")
    }
    if !(0..<1).contains(rho) { return ("rho \(rho)", "at least 0 and less than 1") }
    if !(0..<1).contains(validationSplit) {
      return ("validation split \(validationSplit)", "at least 0 and less than 1")
    }
    if !(0..<1).contains(dropout) { return ("dropout \(dropout)", "at least 0 and less than 1") }
    if !(1...NetworkConfiguration.maximumLatentDimension).contains(latentDimension) {
      return ("latent dimension \(latentDimension)", "1 to \(NetworkConfiguration.maximumLatentDimension)")
    }
    if !(1...1_000_000).contains(batchSize) { return ("batch size \(batchSize)", "1 to 1000000") }
    if !(0...1_000_000).contains(epochs) { return ("\(epochs) epochs", "0 to 1000000") }
    if !(1...100_000_000).contains(sampleCount) { return ("\(sampleCount) samples", "1 to 100000000") }
    return nil
  }
}

extension Hyperparameters: Codable {
  private enum CodingKeys: String, CodingKey {
    case learningRate = "learning_rate"
    case decay, rho, momentum, epsilon, centered, rmsprop
    case precision = "training_precision"
    case batchSize = "batch_size"
    case epochs
    case latentDimension = "latent_dim"
    case recurrentActivation = "recurrent_activation"
    case sampleCount = "num_samples"
    case validationSplit = "validation_split"
    case padding, dropout, shuffle, seed
  }

  /// Reads what is there; what is missing keeps its default.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func read<Value: Decodable>(_ key: CodingKeys, into value: inout Value) throws {
      if let found = try values.decodeIfPresent(Value.self, forKey: key) { value = found }
    }
    try read(.learningRate, into: &learningRate)
    try read(.decay, into: &decay)
    try read(.rho, into: &rho)
    try read(.momentum, into: &momentum)
    try read(.epsilon, into: &epsilon)
    try read(.centered, into: &centered)
    try read(.rmsprop, into: &rmsprop)
    try read(.batchSize, into: &batchSize)
    try read(.epochs, into: &epochs)
    try read(.latentDimension, into: &latentDimension)
    try read(.recurrentActivation, into: &recurrentActivation)
    try read(.sampleCount, into: &sampleCount)
    try read(.validationSplit, into: &validationSplit)
    try read(.padding, into: &padding)
    try read(.dropout, into: &dropout)
    try read(.shuffle, into: &shuffle)
    try read(.seed, into: &seed)
    var precision = "float32"
    try read(.precision, into: &precision)
    guard precision == "float32" else {
      throw DecodingError.dataCorruptedError(
        forKey: .precision, in: values, debugDescription: "training_precision \(precision), expected float32")
    }
  }

  /// Writes every key of the checkpoint format; dropout, and an activation other than σ, only where there is one.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(learningRate, forKey: .learningRate)
    try values.encode(decay, forKey: .decay)
    try values.encode(rho, forKey: .rho)
    try values.encode(momentum, forKey: .momentum)
    try values.encode(epsilon, forKey: .epsilon)
    try values.encode(centered, forKey: .centered)
    try values.encode(rmsprop, forKey: .rmsprop)
    try values.encode("float32", forKey: .precision)
    try values.encode(batchSize, forKey: .batchSize)
    try values.encode(epochs, forKey: .epochs)
    try values.encode(latentDimension, forKey: .latentDimension)
    if recurrentActivation != .sigmoid { try values.encode(recurrentActivation, forKey: .recurrentActivation) }
    try values.encode(sampleCount, forKey: .sampleCount)
    try values.encode(validationSplit, forKey: .validationSplit)
    try values.encode(padding, forKey: .padding)
    if dropout > 0 { try values.encode(dropout, forKey: .dropout) }
    try values.encode(shuffle, forKey: .shuffle)
    try values.encode(seed, forKey: .seed)
  }
}

/// Where RMSprop's epsilon stands.
package enum RMSpropVariant: String, Codable, Hashable, Sendable, CaseIterable {
  /// lr·g / (√v + ε), as Keras's OptimizerV2 did and so the original example; with momentum, √(v + ε).
  case optimizerV2 = "optimizer-v2"
  /// lr·g / √(v + ε), as Keras 3 does.
  case keras3 = "keras-3"
}
