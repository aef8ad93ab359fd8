import ArgumentParser
import Essentials
import Model

/// The options that `train` and the workbench share.
///
/// What is given overrides a resumed checkpoint, what is not inherits from it.
struct TrainingOptions: ParsableArguments {
  @OptionGroup var data: DataOptions
  @Option(help: .of(.samples, "n"))
  var samples: Int?
  @Option(help: .of(.maxLength, "n"))
  var maxLength: Int?
  @Option(help: .of(.epochs, "n"))
  var epochs: Int?
  @Option(help: .of(.batchSize, "n"))
  var batchSize: Int?
  @Option(help: .of(.latentDimension, "n"))
  var latentDim: Int?
  @Option(help: .of(.recurrentActivation, "gates"))
  var recurrentActivation: RecurrentActivation?
  @Flag(help: "\(Hyperparameter.attention.explanation).")
  var attention = false
  @Flag(help: "\(Hyperparameter.bidirectional.explanation).")
  var bidirectional = false
  @Option(help: .of(.validationSplit, "f"))
  var validationSplit: Double?
  @Option(help: .of(.split))
  var split: Split?
  @Option(help: .of(.learningRate, "f"))
  var learningRate: Double?
  @Option(help: .of(.decay, "f"))
  var decay: Double?
  @Option(help: .of(.rho, "f"))
  var rho: Double?
  @Option(help: .of(.momentum, "f"))
  var momentum: Double?
  @Option(help: .of(.epsilon, "f"))
  var epsilon: Double?
  @Flag(help: "\(Hyperparameter.centered.explanation).")
  var centered = false
  @Option(help: "\(Hyperparameter.rmsprop.explanation).")
  var rmsprop: RMSpropVariant?
  @Option(help: .of(.padding))
  var padding: Padding?
  @Option(help: .of(.dropout, "f"))
  var dropout: Double?
  @Flag(help: "Keep the pairs in the file's order.")
  var noShuffle = false
  @Option(help: .of(.seed, "n"))
  var seed: UInt64?
  @Option(help: .of(.threads, "n", default: "one per processor, or as resumed"))
  var threads: Int?
  @Option(help: ArgumentHelp("Continue this checkpoint's training.", valueName: "file"))
  var resume: String?
  @Option(
    help: .of(
      .output, "file", default: "the resumed file, else ./seq2seq.safetensors, ./seq2seq-2.safetensors, …"))
  var output: String?
  @Flag(help: "Replace what --output and --log name.")
  var overwrite = false
  @Option(help: .of(.log, "file.jsonl"))
  var log: String?
  @Option(help: .of(.tensorBoard, "folder"))
  var tensorboard: String?

  /// The hyperparameters that were given.
  var given: GivenHyperparameters {
    var given = GivenHyperparameters()
    given.set(.samples, samples)
    given.set(.maxLength, maxLength)
    given.set(.epochs, epochs)
    given.set(.batchSize, batchSize)
    given.set(.latentDimension, latentDim)
    given.set(.recurrentActivation, recurrentActivation)
    given.set(.attention, attention ? true : nil)
    given.set(.bidirectional, bidirectional ? true : nil)
    given.set(.validationSplit, validationSplit)
    given.set(.split, split)
    given.set(.learningRate, learningRate)
    given.set(.decay, decay)
    given.set(.rho, rho)
    given.set(.momentum, momentum)
    given.set(.epsilon, epsilon)
    given.set(.centered, centered ? true : nil)
    given.set(.rmsprop, rmsprop)
    given.set(.padding, padding)
    given.set(.dropout, dropout)
    given.set(.shuffle, noShuffle ? false : nil)
    given.set(.seed, seed)
    return given
  }

  /// What was asked for of a run that begins with a new network, or with one to train further.
  ///
  /// - Throws: `UsageError` if a shipped checkpoint would be overwritten.
  func request(_ start: RunRequest.Start) throws -> RunRequest {
    RunRequest(data: data.location, start: start, given: given, threads: threads, output: try runOutput())
  }

  /// Where to save and log.
  ///
  /// - Throws: `UsageError` if a shipped checkpoint would be overwritten.
  private func runOutput() throws -> RunOutput {
    if let output, ShippedNetworks.wouldOverwrite(output) {
      throw UsageError(
        description:
          "--output \(output) is where the shipped networks are, which are never overwritten. Give another name.")
    }
    return RunOutput(checkpoint: output, log: log, tensorBoard: tensorboard, conflict: overwrite ? .overwrite : .refuse)
  }
}

extension TrainingOptions {
  /// The command line that goes on with what these options train, perhaps to a later epoch.
  func resumption(of checkpoint: String, to epochs: Int?) -> String {
    let program = CommandLine.arguments.first ?? "seq2seq"
    let named: [(String, String?)] = [
      ("resume", checkpoint), ("data", data.data), ("columns", data.columns?.description),
      ("separator", data.separator?.rawValue), ("epochs", epochs.map(String.init)),
      ("log", log), ("tensorboard", tensorboard),
    ]
    let words = named.flatMap { name, value in value.map { ["--" + name, $0] } ?? [] }
    return ([program, "train"] + words).map(\.shellWord).joined(separator: " ")
  }
}

extension String {
  /// The text as one word of a shell's command line.
  fileprivate var shellWord: String {
    let isPlain = !isEmpty && allSatisfy { $0.isLetter || $0.isNumber || "/._-+,:@%=".contains($0) }
    return isPlain ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}

extension ArgumentHelp {
  /// What a hyperparameter does, and its default.
  fileprivate static func of(_ hyperparameter: Hyperparameter, _ valueName: String? = nil) -> ArgumentHelp {
    let value = hyperparameter.plainText(Hyperparameters())
    return ArgumentHelp("\(hyperparameter.explanation) (default: \(value)).", valueName: valueName)
  }

  /// What something else that a run can be told does, and its default.
  fileprivate static func of(_ setting: RunSetting, _ valueName: String, default value: String? = nil) -> ArgumentHelp {
    ArgumentHelp("\(setting.explanation)\(value.map { " (default: \($0))" } ?? "").", valueName: valueName)
  }
}

extension RMSpropVariant: ExpressibleByArgument {}

extension Padding: ExpressibleByArgument {}

extension Split: ExpressibleByArgument {}

extension RecurrentActivation: ExpressibleByArgument {}
