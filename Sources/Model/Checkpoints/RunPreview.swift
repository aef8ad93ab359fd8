import Essentials

/// What a training run will be, found out before anything starts.
package struct RunPreview: Hashable, Sendable {
  /// A number for what is read and one for what is written.
  package struct Sides: Hashable, Sendable {
    /// Of the English.
    package let input: Int
    /// Of the French.
    package let target: Int
  }

  /// The pairs that are taken, the held-out ones among them.
  package let pairs: Int
  /// Those that are held out.
  package let heldOut: Int
  /// The lines that were left out.
  package let rejected: [RejectedLines]
  /// Different characters of the English and of the French, the two marks and the padding among them.
  package let characters: Sides
  /// The longest English, and the longest French with its two marks, in characters.
  package let longest: Sides
  /// Weight updates in an epoch.
  package let batchesPerEpoch: Int
  /// Weights of the network.
  package let parameterCount: Int
  /// What an epoch asks of the machine.
  package let load: RunLoad
  /// What the longest pairs cost where that is most of the training; `nil` for a network that is trained further.
  package let lengthCost: LengthCost?

  /// Finds out what a run with some hyperparameters will be.
  ///
  /// - Parameters:
  ///   - corpus: The pairs that it takes.
  ///   - hyperparameters: How it trains.
  ///   - resumed: The network that is trained further; `nil` for a new one.
  ///   - threads: How many threads train.
  /// - Throws: `CorpusError.doesNotFit` where a network that is trained further has no room for the pairs,
  ///   `RunSetupError` where no network can be made for them, `TrainingError` where none is left to train on.
  package init(
    of corpus: Corpus, hyperparameters: Hyperparameters, resumed: NetworkConfiguration?, threads: Int
  ) throws {
    let dataset =
      try resumed.map { try Dataset(pairs: corpus.pairs, fitting: $0, path: corpus.path) }
      ?? Dataset(pairs: corpus.pairs, padding: hyperparameters.padding)
    let configuration =
      resumed
      ?? dataset.configuration(
        latentDimension: hyperparameters.latentDimension, recurrentActivation: hyperparameters.recurrentActivation,
        hasAttention: hyperparameters.attention, isBidirectional: hyperparameters.bidirectional)
    if let defect = configuration.defect {
      throw RunSetupError.impossible(found: defect.found, expected: defect.expected)
    }
    let split = try DataSplit(dataset.pairs, hyperparameters)
    pairs = dataset.count
    heldOut = split.heldOut.count
    rejected = corpus.rejected
    characters = Sides(
      input: configuration.inputVocabulary.count, target: configuration.targetVocabulary.count)
    longest = Sides(input: configuration.maxEncoderLength, target: configuration.maxDecoderLength)
    batchesPerEpoch = split.batches(of: hyperparameters.batchSize)
    parameterCount = ParameterTensor.allCases.reduce(0) { $0 + $1.count(in: configuration) }
    load = RunLoad(
      dataset, heldOut: heldOut, configuration: configuration,
      threads: min(threads, hyperparameters.batchSize))
    lengthCost = resumed == nil ? LengthCost(dataset) : nil
  }
}

/// What an epoch of a run asks of the machine.
package struct RunLoad: Hashable, Sendable {
  /// Multiplications of an epoch, a validation's counted once and a training step's three times.
  let multiplications: Double
  /// How many threads train.
  package let threads: Int

  /// What a cell costs at each step beside the products, in multiplications: the times by width in Kernels/SPEED.md tell.
  private static let gateCost = 160.0

  /// The load of an epoch on some data, of which so many pairs are held out.
  init(_ dataset: Dataset, heldOut: Int, configuration: NetworkConfiguration, threads: Int) {
    // Behind the end of a target nothing is computed, unless spaces are learnt there; behind that of an input, where it is
    // masked.
    let (decoderSteps, encoderSteps) = (
      configuration.padding == .space ? Double(configuration.maxDecoderLength) : Self.meanLength(dataset.targets),
      configuration.padding == .mask ? Self.meanLength(dataset.inputs) : Double(configuration.maxEncoderLength)
    )
    let factors = ParameterTensor.allCases.filter(\.role.isFactor).reduce(0.0) { sum, tensor in
      let isRead = tensor.name.hasPrefix("encoder")
      return sum + Double(tensor.count(in: configuration)) * (isRead ? encoderSteps : decoderSteps)
    }
    let gates = Self.gateCost * Double(configuration.latentDimension) * (encoderSteps + decoderSteps)
    multiplications = (factors + gates) * Double(3 * (dataset.count - heldOut) + heldOut)
    self.threads = threads
  }

  private static func meanLength(_ sequences: TokenSequences) -> Double {
    Double((0..<sequences.count).reduce(0) { $0 + sequences.length(at: $1) }) / Double(max(1, sequences.count))
  }
}

/// How fast a machine trains, as it was measured in an epoch.
package struct MachinePace: Hashable, Sendable {
  /// Seconds for each multiplication, of all threads together.
  private let seconds: Double
  /// How many threads trained.
  private let threads: Int

  /// The pace of an epoch that took some seconds; `nil` where that tells nothing.
  package init?(seconds: Double, for load: RunLoad) {
    guard seconds.isFinite, seconds > 0, load.multiplications > 0 else { return nil }
    self.seconds = seconds / load.multiplications
    threads = load.threads
  }

  /// Seconds that an epoch will take, about.
  package func seconds(for load: RunLoad) -> Double {
    seconds * load.multiplications * Double(Self.atOnce(threads)) / Double(Self.atOnce(load.threads))
  }

  /// More threads than processors are no faster.
  private static func atOnce(_ threads: Int) -> Int {
    max(1, min(threads, ProcessInfo.processInfo.activeProcessorCount))
  }
}

extension MachinePace: LosslessStringConvertible {
  /// The seconds and the threads, such as `3.1e-12 2`.
  package var description: String { "\(seconds) \(threads)" }

  /// The pace that a text tells of; `nil` for any other text.
  package init?(_ description: String) {
    let parts = description.split(separator: " ")
    guard parts.count == 2, let seconds = Double(parts[0]), let threads = Int(parts[1]), seconds.isFinite, seconds > 0,
      RunRequest.threadCounts.contains(threads)
    else { return nil }
    (self.seconds, self.threads) = (seconds, threads)
  }
}
