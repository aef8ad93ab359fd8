import ArgumentParser
import Foundation
import Model

/// The options that `train` and the workbench share.
///
/// What is given overrides a resumed checkpoint, what is not inherits from it.
struct TrainingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Sentence pairs, English TAB French [TAB …], plain or in a .zip.", valueName: "file"))
  var data: String?
  @Option(help: ArgumentHelp("Take the first N pairs (default: 10000).", valueName: "n"))
  var samples: Int?
  @Option(help: ArgumentHelp("The epoch to reach (default: 100).", valueName: "n"))
  var epochs: Int?
  @Option(help: ArgumentHelp("Pairs per weight update (default: 64).", valueName: "n"))
  var batchSize: Int?
  @Option(help: ArgumentHelp("Width of the LSTM states (default: 256).", valueName: "n"))
  var latentDim: Int?
  @Option(
    help: ArgumentHelp(
      "The LSTMs' gates; hard-sigmoid was Keras's default until 2.2 (default: sigmoid).", valueName: "gates"))
  var recurrentActivation: RecurrentActivation?
  @Option(help: ArgumentHelp("Share of the pairs held out, from the end (default: 0.2).", valueName: "f"))
  var validationSplit: Double?
  @Option(help: ArgumentHelp("RMSprop's step size (default: 0.001).", valueName: "f"))
  var learningRate: Double?
  @Option(help: ArgumentHelp("Step size at iteration n: rate / (1 + decay · n) (default: 0).", valueName: "f"))
  var decay: Double?
  @Option(help: ArgumentHelp("RMSprop's memory of the mean square (default: 0.9).", valueName: "f"))
  var rho: Double?
  @Option(help: ArgumentHelp("RMSprop's momentum (default: 0).", valueName: "f"))
  var momentum: Double?
  @Option(help: ArgumentHelp("RMSprop's epsilon (default: 1e-7).", valueName: "f"))
  var epsilon: Double?
  @Flag(help: "Subtract the squared mean gradient from the mean square.")
  var centered = false
  @Option(help: "Where epsilon stands; optimizer-v2 is the original's and the default.")
  var rmsprop: RMSpropVariant?
  @Option(help: "What follows shorter texts (default: space).")
  var padding: Padding?
  @Option(help: ArgumentHelp("Share of the characters hidden from each weight update (default: 0).", valueName: "f"))
  var dropout: Double?
  @Flag(help: "Keep the pairs in the file's order.")
  var noShuffle = false
  @Option(help: ArgumentHelp("Fixes the initial weights and the shuffles (default: 1).", valueName: "n"))
  var seed: UInt64?
  @Option(help: ArgumentHelp("Threads that train (default: one per processor, or as resumed).", valueName: "n"))
  var threads: Int?
  @Option(help: ArgumentHelp("Continue this checkpoint's training.", valueName: "file"))
  var resume: String?
  @Option(help: ArgumentHelp("Where to save after every epoch", valueName: "file"))
  var output = "./seq2seq.safetensors"
  @Option(help: ArgumentHelp("Write one line of JSON per epoch.", valueName: "file.jsonl"))
  var log: String?

  /// The pairs to train on.
  var corpus: CorpusLocation { data.map { .named($0) } ?? .embedded }

  /// `base` with the options that were given.
  ///
  /// - Throws: `UsageError` naming the value that makes no sense.
  func hyperparameters(over base: Hyperparameters) throws -> Hyperparameters {
    var result = base
    result.sampleCount = samples ?? base.sampleCount
    result.epochs = epochs ?? base.epochs
    result.batchSize = batchSize ?? base.batchSize
    result.latentDimension = latentDim ?? base.latentDimension
    result.recurrentActivation = recurrentActivation ?? base.recurrentActivation
    result.validationSplit = validationSplit ?? base.validationSplit
    result.learningRate = learningRate ?? base.learningRate
    result.decay = decay ?? base.decay
    result.rho = rho ?? base.rho
    result.momentum = momentum ?? base.momentum
    result.epsilon = epsilon ?? base.epsilon
    result.centered = centered || base.centered
    result.rmsprop = rmsprop ?? base.rmsprop
    result.padding = padding ?? base.padding
    result.dropout = dropout ?? base.dropout
    result.shuffle = base.shuffle && !noShuffle
    result.seed = seed ?? base.seed
    if let defect = result.defect { throw UsageError(description: "\(defect.found); expected \(defect.expected)") }
    return result
  }

  /// `base` of a checkpoint to resume with the options that were given; what fixes the network's shape must agree.
  ///
  /// - Throws: `UsageError` naming what does not agree.
  func resumedHyperparameters(over base: Hyperparameters) throws -> Hyperparameters {
    let result = try hyperparameters(over: base)
    if result.latentDimension != base.latentDimension {
      throw UsageError(
        description: """
          --latent-dim \(result.latentDimension), but the checkpoint's is \(base.latentDimension). Leave the option out, or \
          train a new network without --resume.
          """)
    }
    if result.padding != base.padding {
      throw UsageError(
        description: """
          --padding \(result.padding.rawValue), but the checkpoint was trained with \(base.padding.rawValue). Leave the \
          option out, or train a new network without --resume.
          """)
    }
    if result.recurrentActivation != base.recurrentActivation {
      throw UsageError(
        description: """
          --recurrent-activation \(result.recurrentActivation.rawValue), but the checkpoint's is \
          \(base.recurrentActivation.rawValue). Leave the option out, or train a new network without --resume.
          """)
    }
    return result
  }

  /// `base` of a checkpoint that may be resumed or not with the options that were given; what fixes the network's shape
  /// is meant for a new network.
  ///
  /// - Throws: `UsageError` naming the value that makes no sense.
  func hyperparametersIfResumed(over base: Hyperparameters) throws -> Hyperparameters {
    guard resume == nil else { return try resumedHyperparameters(over: base) }
    var result = try hyperparameters(over: base)
    result.latentDimension = base.latentDimension
    result.padding = base.padding
    result.recurrentActivation = base.recurrentActivation
    return result
  }

  /// How many threads train: by default one per processor, or as many as a resumed run had, so that it goes on exactly.
  ///
  /// - Throws: `UsageError` if the number makes no sense.
  func threadCount(resuming state: TrainingState? = nil) throws -> Int {
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let inherited = state.flatMap { $0.threads > 0 ? min($0.threads, processors) : nil }
    let count = threads ?? inherited ?? processors
    guard (1...1024).contains(count) else { throw UsageError(description: "\(count) threads; expected 1 to 1024") }
    return count
  }

  /// Where to save and log.
  ///
  /// - Throws: `UsageError` if a shipped checkpoint would be overwritten.
  func trainingOutput() throws -> TrainingOutput {
    if ShippedCheckpoint.wouldOverwrite(output) {
      throw UsageError(
        description:
          "--output \(output) is where the shipped networks are, which are never overwritten. Give another name.")
    }
    return TrainingOutput(checkpoint: output, log: log)
  }
}

extension RMSpropVariant: ExpressibleByArgument {}

extension Padding: ExpressibleByArgument {}

extension RecurrentActivation: ExpressibleByArgument {}
