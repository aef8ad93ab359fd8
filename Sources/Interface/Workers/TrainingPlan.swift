import Foundation
import Model

/// Everything a training run needs before its corpus is read.
struct TrainingPlan: Sendable {
  /// The corpus.
  let data: CorpusLocation
  /// The epoch to reach.
  let epochs: Int
  /// The network to train further, or nil for a new one.
  let resumed: ResumedNetwork?
  /// What the program was started with.
  let options: WorkbenchOptions

  /// A network to train further.
  enum ResumedNetwork: Sendable {
    /// The one the program was started with.
    case given(Checkpoint)
    /// The one that the session before has saved.
    case saved(path: String)
  }

  /// A session that has not started, and what to say about it.
  struct Prepared: Sendable {
    let session: TrainingSession
    let card: NetworkCard
    let rejected: [RejectedLines]
  }

  /// Reads the corpus and makes the network; this takes a while.
  ///
  /// - Throws: what is wrong with the corpus, the checkpoint or the log.
  func prepare(
    onChange: @escaping @Sendable () -> Void, onEpoch: @escaping @Sendable (Int, Network) -> Void
  ) throws -> Prepared {
    let path = try data.path()
    try options.output.checkDistinct(data: path, resumed: options.checkpointPath)
    let (checkpoint, pairs, rejected) = try load(path)
    let dataset = try Dataset(pairs: pairs, fitting: checkpoint.network.configuration, path: path)
    let session = try TrainingSession(
      checkpoint, dataset: dataset, threads: options.threads, output: options.output, onChange: onChange,
      onEpoch: onEpoch)
    try options.output.checkCheckpoint()
    try options.output.beginLog(isResumed: resumed != nil)
    let name = options.output.checkpoint.map { NSString(string: $0).lastPathComponent } ?? "new network"
    let card = NetworkCard(
      name: name, path: options.output.checkpoint, configuration: checkpoint.network.configuration,
      epochs: checkpoint.state.history.count)
    return Prepared(session: session, card: card, rejected: rejected)
  }

  private func load(_ path: String) throws -> (Checkpoint, [SentencePair], [RejectedLines]) {
    var checkpoint: Checkpoint?
    switch resumed {
    case .given(let given): checkpoint = given
    case .saved(let path): checkpoint = try Checkpoint(contentsOf: path)
    case nil: break
    }
    if var checkpoint {
      checkpoint.hyperparameters = options.resuming(checkpoint.hyperparameters)
      checkpoint.hyperparameters.epochs = epochs
      let corpus = try Corpus(contentsOf: path, limit: checkpoint.hyperparameters.sampleCount)
      return (checkpoint, corpus.pairs, corpus.rejected)
    }
    var hyperparameters = options.hyperparameters
    hyperparameters.epochs = epochs
    let corpus = try Corpus(contentsOf: path, limit: hyperparameters.sampleCount)
    let dataset = Dataset(pairs: corpus.pairs, padding: hyperparameters.padding)
    return (Checkpoint(untrainedFor: dataset, hyperparameters: hyperparameters), corpus.pairs, corpus.rejected)
  }
}
