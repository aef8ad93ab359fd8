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
  /// A beam that searches beside every decode, and by which networks are evaluated; `nil` for none.
  package var beam: BeamSearch?
  /// The languages whose corpora are in the cache.
  package var fetched: [LanguageCode]
  /// What was asked for of the runs that are started here.
  ///
  /// What they are trained on is `data`, unless something else is chosen.
  package var run: RunRequest
  /// The data in use, or where what the network was trained on can be had.
  package var data: NetworkData
  /// Earlier runs whose curves are drawn beside this one's, as many as there are letters for.
  package var compared: [RecordedRun]
  /// Whether charts and marks are to be drawn in ASCII whatever the terminal can show.
  package var isASCII: Bool

  /// Options.
  package init(
    checkpoint: Checkpoint? = nil, checkpointPath: String? = nil, other: Checkpoint? = nil,
    otherPath: String? = nil, beam: BeamSearch? = nil, fetched: [LanguageCode] = [],
    run: RunRequest = RunRequest(output: RunOutput()),
    data: NetworkData = .here(.embedded),
    compared: [RecordedRun] = [], isASCII: Bool = false
  ) {
    self.checkpoint = checkpoint
    self.checkpointPath = checkpointPath
    self.other = other
    self.otherPath = otherPath
    self.beam = beam
    self.fetched = fetched
    self.run = run
    self.data = data
    self.compared = compared
    self.isASCII = isASCII
  }
}
