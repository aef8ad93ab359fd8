import Model

/// What the workbench starts with.
package struct WorkbenchOptions: Sendable {
  /// The network that translates at first, and that may be trained further; `nil` for none.
  package var checkpoint: Checkpoint?
  /// Where the checkpoint is from.
  package var checkpointPath: String?
  /// A second network that is compared with it; `nil` for none.
  package var other: Checkpoint?
  /// Where the second network is from.
  package var otherPath: String?
  /// The data in use: what is trained on unless something else is chosen, and what the screen knows sentences from.
  package var data: CorpusLocation
  /// The languages whose corpora are in the cache.
  package var fetched: [LanguageCode]
  /// How a new network is trained.
  package var hyperparameters: Hyperparameters
  /// How a checkpoint is trained further: its own way, but for what is asked for here.
  package var resuming: @Sendable (Hyperparameters) -> Hyperparameters
  /// Earlier runs whose curves are drawn beside this one's, as many as there are letters for.
  package var compared: [RecordedRun]
  /// Where training saves and logs.
  package var output: TrainingOutput
  /// The threads that train.
  package var threads: Int
  /// Whether charts and marks are to be drawn in ASCII whatever the terminal can show.
  package var isASCII: Bool

  /// Options.
  package init(
    checkpoint: Checkpoint? = nil, checkpointPath: String? = nil, other: Checkpoint? = nil,
    otherPath: String? = nil, data: CorpusLocation = .embedded, fetched: [LanguageCode] = [],
    hyperparameters: Hyperparameters = Hyperparameters(),
    resuming: @escaping @Sendable (Hyperparameters) -> Hyperparameters = { $0 },
    compared: [RecordedRun] = [],
    output: TrainingOutput = TrainingOutput(checkpoint: "./seq2seq.safetensors"), threads: Int, isASCII: Bool = false
  ) {
    self.checkpoint = checkpoint
    self.checkpointPath = checkpointPath
    self.other = other
    self.otherPath = otherPath
    self.data = data
    self.fetched = fetched
    self.hyperparameters = hyperparameters
    self.resuming = resuming
    self.compared = compared
    self.output = output
    self.threads = threads
    self.isASCII = isASCII
  }
}
