import Model

/// What the workbench starts with.
package struct WorkbenchOptions: Sendable {
  /// The network that translates at first, and that may be trained further; `nil` for none.
  package var checkpoint: Checkpoint?
  /// Where the checkpoint is from.
  package var checkpointPath: String?
  /// The data in use: what is trained on unless something else is chosen, and what the screen knows sentences from.
  package var data: CorpusLocation
  /// How a new network is trained.
  package var hyperparameters: Hyperparameters
  /// How the checkpoint is trained further; `nil` for its own way.
  package var resumedHyperparameters: Hyperparameters?
  /// Where training saves and logs.
  package var output: TrainingOutput
  /// The threads that train.
  package var threads: Int

  /// Options.
  package init(
    checkpoint: Checkpoint? = nil, checkpointPath: String? = nil, data: CorpusLocation = .embedded,
    hyperparameters: Hyperparameters = Hyperparameters(), resumedHyperparameters: Hyperparameters? = nil,
    output: TrainingOutput = TrainingOutput(checkpoint: "./seq2seq.safetensors"), threads: Int
  ) {
    self.checkpoint = checkpoint
    self.checkpointPath = checkpointPath
    self.data = data
    self.hyperparameters = hyperparameters
    self.resumedHyperparameters = resumedHyperparameters
    self.output = output
    self.threads = threads
  }
}
