import Model

/// A session that has not started, and what to say about it.
struct PreparedRun: Sendable {
  /// The session.
  let session: TrainingSession
  /// The network it trains.
  let card: NetworkCard
  /// The lines of the data that hold no pair.
  let rejected: [RejectedLines]
  /// Where it saves.
  let outputPath: String?
  /// What an epoch asks of the machine.
  let load: RunLoad
  /// Where a new training behind it would save.
  let nextOutput: String?

  /// The session of a run that is set up.
  init(session: TrainingSession, setup: RunSetup, output: RunOutput) {
    self.session = session
    outputPath = setup.output.checkpoint
    nextOutput = output.expectedCheckpoint(besides: setup.output.checkpoint)
    rejected = setup.rejected
    load = setup.load
    card = NetworkCard(setup.checkpoint, path: setup.output.checkpoint, name: "new network")
  }
}
