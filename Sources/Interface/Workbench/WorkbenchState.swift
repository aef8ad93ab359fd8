import Model
import Terminal

/// Everything the screen shows and every key acts on.
///
/// Views read it, `update` changes it, nothing else does.
package struct WorkbenchState: Sendable {
  /// The size of the terminal.
  package var size: Size
  /// What the terminal can show.
  package var appearance: Appearance
  /// What fills the screen.
  package var page: Page = .overview
  /// Where the keys go.
  package var keys = KeysState()
  /// A message until the next key.
  package var notice: Notice?
  /// Set once the program is to end as soon as the training has been saved.
  package var leaving: Leaving?
  /// The sentence pairs in use.
  package var data = DataInUse()
  /// The network that translates.
  package var network: NetworkInUse
  /// The training run, or what a checkpoint remembers of one, and the pinned sentences.
  package var training: RunState
  /// How the curves are drawn, and which.
  package var chart = ChartState()
  /// The sentences typed and translated.
  package var translating = TranslatingState()
  /// What stands behind the decode on the inspecting page.
  package var inspector = InspectorState()
  /// How well the network translates.
  package var evaluation = EvaluationState()

  /// A first screen.
  package init(
    size: Size, appearance: Appearance = .plain, network: NetworkCard? = nil, training: RunState = RunState()
  ) {
    self.size = size
    self.appearance = appearance
    self.network = NetworkInUse(network)
    self.training = training
  }

  /// How long after the last frame the next one is due; `nil` while nothing moves by itself.
  package var animationInterval: Duration? { translating.animationInterval }
}

extension WorkbenchState {
  /// The first screen of a program started with some options.
  package init(_ options: WorkbenchOptions, size: Size, appearance: Appearance) {
    let card = options.checkpoint.map { NetworkCard($0, path: options.checkpointPath) }
    let training = RunState(
      options.checkpoint?.state ?? TrainingState(), outputPath: options.run.output.expectedCheckpoint(),
      asked: options.run)
    self.init(size: size, appearance: appearance, network: card, training: training)
    data = DataInUse(options.data)
    data.fetched = options.fetched
    if let beam = options.beam {
      translating.beam = BeamState(shown: beam)
      evaluation.beam = beam
    }
    for run in options.compared where chart.overlays.add(run) && run.rejectedLineCount > 0 {
      notice = Notice(run.summary)
    }
    translating.other = OtherNetwork(options.other.map { NetworkCard($0, path: options.otherPath) })
  }
}
