/// What fills the screen between its head and its foot.
package enum Page: Int, CaseIterable, Hashable, Sendable {
  /// The curves and the decode together.
  case overview = 1
  /// The curves with all their numbers.
  case training
  /// A sentence, its decode and what else it could have been.
  case translating
  /// Everything behind one decode.
  case inspecting
  /// How well the network translates what it was trained on, and what it never saw.
  case evaluating
  /// The runs there are, and their curves.
  case runs

  /// The digit that opens the page.
  package var digit: Character { Character(String(rawValue)) }

  /// The page's name in the head of the screen.
  package var title: String {
    switch self {
    case .overview: "all"
    case .training: "train"
    case .translating: "translate"
    case .inspecting: "inspect"
    case .evaluating: "evaluate"
    case .runs: "runs"
    }
  }

  /// The panes that can have the keys, in the order Tab visits them.
  package var panes: [Focus] {
    switch self {
    case .overview: [.prompt, .steps, .chart]
    case .training: [.prompt, .chart, .pins]
    case .translating: [.prompt, .steps, .beam]
    case .inspecting: [.prompt, .steps]
    case .evaluating: [.prompt, .evaluation]
    case .runs: [.prompt, .runs]
    }
  }

  /// The groups of keys that work somewhere on the page.
  var keyContexts: [KeyContext] {
    panes.map(\.keyContext) + (self == .inspecting ? [.inspector] : self == .runs ? [.runsFilter] : [])
  }
}

/// Where the keys go.
package enum Focus: Hashable, Sendable {
  /// Every printable key is typed.
  case prompt
  /// Arrow keys walk the decode's steps.
  case steps
  /// Arrow keys choose among the hypotheses of the beam search.
  case beam
  /// Arrow keys move the crosshair over the curves.
  case chart
  /// Arrow keys walk the pinned sentences and their epochs.
  case pins
  /// Arrow keys choose a part of the data and scroll its sentences.
  case evaluation
  /// Arrow keys walk the list of runs.
  case runs
  /// What the list of runs is to be filtered by is typed.
  case runsFilter

  /// The keys that work in this pane alone.
  var keyContext: KeyContext {
    switch self {
    case .prompt: .prompt
    case .steps: .steps
    case .beam: .beam
    case .chart: .chart
    case .pins: .pins
    case .evaluation: .evaluation
    case .runs: .runs
    case .runsFilter: .runsFilter
    }
  }
}

extension WorkbenchState {
  /// Shows a page; who types goes on typing, else the page's first pane gets the keys.
  mutating func show(_ page: Page) {
    self.page = page
    if keys.focus != .prompt { keys.focus = paneBesidePrompt }
  }

  /// The pane that Tab goes to from another; a pane with nothing in it is left out.
  func paneAfter(_ pane: Focus) -> Focus {
    let panes = page.panes.filter(hasContent)
    let next = (panes.firstIndex(of: pane) ?? -1) + 1
    return panes[next % panes.count]
  }

  /// The pane that has the keys once the prompt is left: the next one, or the steps that are still to come.
  var paneBesidePrompt: Focus {
    let next = paneAfter(.prompt)
    return next == .prompt ? .steps : next
  }

  private func hasContent(_ pane: Focus) -> Bool {
    switch pane {
    case .prompt, .chart, .evaluation, .runs, .runsFilter: true
    case .steps: translating.current != nil
    case .beam: translating.beam.isShown
    case .pins: !training.pins.sentences.isEmpty
    }
  }
}
