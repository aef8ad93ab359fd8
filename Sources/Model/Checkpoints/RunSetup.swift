import Foundation

/// What somebody asked of a training run, before anything is read.
package struct RunRequest: Sendable {
  /// What a run begins with.
  package enum Start: Sendable {
    /// An untrained network made for the data.
    case newNetwork
    /// A network at hand, to be trained further, and the file it is from.
    case network(Checkpoint, path: String? = nil)
    /// A network in a file, to be trained further.
    case file(path: String)

    /// The file of the network; `nil` for none.
    var path: String? {
      switch self {
      case .newNetwork: nil
      case .network(_, let path): path
      case .file(let path): path
      }
    }
  }

  /// The pairs to train on.
  package var data: CorpusLocation
  /// The network to train.
  package var start: Start
  /// The hyperparameters asked for.
  package var given: GivenHyperparameters
  /// The threads asked for; `nil` for those of the run that goes on, or one per processor.
  package var threads: Int?
  /// Where the run saves and logs.
  package var output: RunOutput

  /// A request.
  package init(
    data: CorpusLocation = .embedded, start: Start = .newNetwork, given: GivenHyperparameters = GivenHyperparameters(),
    threads: Int? = nil, output: RunOutput = .nowhere
  ) {
    self.data = data
    self.start = start
    self.given = given
    self.threads = threads
    self.output = output
  }
}

/// A training run that is ready to start: `train` and the workbench both begin here.
package struct RunSetup: Sendable {
  /// The network to train, with its hyperparameters and how far it has come.
  package let checkpoint: Checkpoint
  /// The pairs, encoded for the network.
  package let dataset: Dataset
  /// The file the pairs are from.
  package let dataPath: String
  /// The lines of the file that were left out.
  package let rejected: [RejectedLines]
  /// Which pairs these are, for the checkpoint.
  package let data: TrainingData
  /// What the longest pairs cost where that is most of the training, and where they can still be left out.
  package let lengthCost: LengthCost?
  /// How many threads train.
  package let threads: Int
  /// What was found out of the file of the network that is trained further, and what to know of it.
  package let findings: [String]
  /// Whether a network is trained further.
  package let isResumed: Bool
  /// Where the run saves and logs.
  package let output: TrainingOutput
  /// The right to save there.
  private let lock: RunLock?

  /// Reads the checkpoint and the corpus, applies what was asked for, and says what does not fit.
  ///
  /// `known` is the data if it was read already: it is read again only if its file has changed.
  /// - Throws: what is wrong with the checkpoint, the corpus or the request: `CorpusError`, `RunSetupError`, or what
  ///   `Checkpoint(contentsOf:)` throws.
  package init(_ request: RunRequest, known: Corpus? = nil) throws {
    let path = try request.data.path()
    try request.output.named.checkDistinct(data: path, resumed: request.start.path)
    var findings: [String] = []
    let resumed: Checkpoint? =
      switch request.start {
      case .newNetwork: nil
      case .network(let checkpoint, _): checkpoint
      case .file(let path):
        try Checkpoint(
          contentsOf: path, charactersFrom: CharacterData(request.data, given: request.given, known: known)
        ) { findings.append($0) }
      }
    self.findings = findings
    threads = try Self.threads(request.threads, resuming: resumed?.state)
    let hyperparameters =
      try resumed.map { try request.given.resumed(from: $0.hyperparameters) }
      ?? request.given.applied(to: Hyperparameters())
    let corpus = try Corpus.first(
      hyperparameters.sampleCount, of: request.data, maxLength: hyperparameters.maxLength, known: known)
    var checkpoint: Checkpoint
    if let resumed {
      dataset = try Dataset(pairs: corpus.pairs, fitting: resumed.network.configuration, path: path)
      checkpoint = resumed
      checkpoint.hyperparameters = hyperparameters
      try checkpoint.markRate(after: resumed.hyperparameters.learningRate, pairs: dataset.count)
    } else {
      dataset = Dataset(pairs: corpus.pairs, padding: hyperparameters.padding)
      checkpoint = Checkpoint(untrainedFor: dataset, hyperparameters: hyperparameters)
    }
    let data = TrainingData(name: request.data.name, pairs: corpus.pairs)
    checkpoint.data = data
    self.checkpoint = checkpoint
    self.data = data
    dataPath = path
    rejected = corpus.rejected
    // The lengths of a network that exists are what they are.
    lengthCost = resumed == nil ? LengthCost(dataset) : nil
    isResumed = resumed != nil
    // Last, so that whatever was refused before has taken no name.
    // A network that was only opened stays as it is: what it becomes is a run of its own.
    let goesOn = if case .file(let path) = request.start { path } else { String?.none }
    (output, lock) = try request.output.settled(resuming: goesOn)
    try output.checkDistinct(data: path, resumed: request.start.path)
  }

  /// A session that has not started, behind the last checks of where it saves and logs; a new run's log is begun.
  ///
  /// `onChange` and `onEpoch` are the session's.
  /// - Throws: `TrainingError`, or what keeps the output from being written.
  package func session(
    onChange: @escaping @Sendable () -> Void = {}, onEpoch: (@Sendable (Int, Network) -> Void)? = nil
  ) throws -> TrainingSession {
    let session = try TrainingSession(
      checkpoint, dataset: dataset, threads: threads, output: output, lock: lock, onChange: onChange, onEpoch: onEpoch)
    try output.beginLog(isResumed: isResumed)
    try output.beginTensorBoard()
    return session
  }

  /// As many threads as asked for; else as a resumed run had, so that it goes on bit for bit; else one per processor.
  private static func threads(_ asked: Int?, resuming state: TrainingState?) throws(RunSetupError) -> Int {
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let inherited = state.flatMap { $0.threads > 0 ? min($0.threads, processors) : nil }
    let count = asked ?? inherited ?? processors
    guard (1...1024).contains(count) else { throw .impossible(found: "\(count) threads", expected: "1 to 1024") }
    return count
  }
}

extension Checkpoint {
  /// Marks that a run goes on with another learning rate than it had.
  ///
  /// - Throws: `TrainingError` if it cannot go on.
  fileprivate mutating func markRate(after before: Double, pairs: Int) throws(TrainingError) {
    guard before != hyperparameters.learningRate, state.epoch > 0 || state.batch > 0 else { return }
    let batches = try Trainer.batchesPerEpoch(of: self, pairs: pairs)
    let kind = RunMark.Kind.rate(from: before, to: hyperparameters.learningRate)
    state.marks.add(RunMark(kind, at: state.point, batchesPerEpoch: batches))
  }
}
