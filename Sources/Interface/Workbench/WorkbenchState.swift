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
  /// The network that translates.
  package var network: NetworkCard?
  /// The checkpoint that is being read to take its place.
  package var networkPath: String?
  /// What fills the screen.
  package var page: Page = .overview
  /// Where the keys go.
  package var focus: Focus = .prompt
  /// The sentence being typed.
  package var prompt = LineEditor()
  /// The sentences translated, with their steps.
  package var translations = Translations()
  /// The pairs of the data in use, once they are read.
  package var corpus: Corpus?
  /// The corpus that is being downloaded.
  package var download: CorpusDownload?
  /// The languages whose corpora are in the cache.
  package var fetched: [LanguageCode] = []
  /// What to train on next, unless something else is chosen; `nil` for the data in use.
  package var suggestedData: CorpusLocation?
  /// The beam search beside the greedy decode.
  package var beam = BeamState()
  /// The network that is compared with the one that translates.
  package var other = OtherNetwork()
  /// The sentences of the data in use, once they are read.
  package var sentences: SentenceIndex?
  /// What stands behind the decode on the inspecting page.
  package var inspector = InspectorState()
  /// How well the network translates.
  package var evaluation = EvaluationState()
  /// How what is typed could go on.
  package var completion: Completion?
  /// The training run, or what a checkpoint remembers of one.
  package var training: RunState
  /// How the curves are drawn.
  package var chart = ChartState()
  /// The earlier runs whose curves are drawn beside them.
  package var overlays: [Overlay] = []
  /// The sentences that are translated after every epoch.
  package var pins = Pins()
  /// The question in front of everything else.
  package var dialog: Dialog?
  /// The first line of the help shown; `nil` while it is closed.
  package var helpOffset: Int?
  /// A message until the next key.
  package var notice: Notice?
  /// Set once the program is to end as soon as the training has been saved.
  package var leaving: Leaving?

  /// A first screen.
  package init(
    size: Size, appearance: Appearance = .plain, network: NetworkCard? = nil, training: RunState = RunState()
  ) {
    self.size = size
    self.appearance = appearance
    self.network = network
    self.training = training
  }

  /// How long after the last frame the next one is due; `nil` while nothing moves by itself.
  package var animationInterval: Duration? { translations.animationInterval }

  /// The groups of keys that work now, the nearest first.
  package var keyContexts: [KeyContext] {
    if helpOffset != nil { return [.help, .everywhere] }
    if let dialog { return [dialog.keyContext, .everywhere] }
    // Beside the pinned sentences the keys of the curves work, too: both show the epoch under the crosshair.
    // On the inspecting page the rows of a panel take the place of a step's choices.
    let near: [KeyContext] =
      switch (focus, page) {
      case (.pins, _): [.pins, .chart]
      case (.steps, .inspecting): [.inspector, .steps]
      default: [focus.keyContext]
      }
    return near + (focus == .prompt ? [] : [.commands]) + [.everywhere]
  }
}

extension WorkbenchState {
  /// The first screen of a program started with some options.
  package init(_ options: WorkbenchOptions, size: Size, appearance: Appearance) {
    let card = options.checkpoint.map { NetworkCard($0, path: options.checkpointPath) }
    let training = RunState(
      options.checkpoint?.state ?? TrainingState(), data: options.run.data,
      outputPath: options.run.output.checkpoint,
      hyperparameters: (try? options.run.given.applied(to: Hyperparameters())) ?? Hyperparameters())
    self.init(size: size, appearance: appearance, network: card, training: training)
    fetched = options.fetched
    for run in options.compared where overlays.add(run) && run.rejectedLineCount > 0 {
      notice = Notice(run.summary)
    }
    other = OtherNetwork(options.other.map { NetworkCard($0, path: options.otherPath) })
  }
}
