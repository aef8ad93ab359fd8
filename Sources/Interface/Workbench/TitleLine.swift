import Model
import Terminal

/// The first row: the program, its network, and what the training is doing.
package struct TitleLine {
  private let state: WorkbenchState

  /// The title of a screen.
  package init(_ state: WorkbenchState) {
    self.state = state
  }

  /// Writes the title.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let theme = Theme(state.appearance)
    let used = StatusLine([.init(phase.text, style: phase.isUrgent ? theme.error : theme.strong, priority: 9)])
      .draw(on: &canvas, in: area, alignedRight: true)
    let room = used > 0 ? area.split(columns: -(used + Self.gap)).left : area
    let network = network(theme)
    let named = StatusLine([tabs(theme)])
    // The names of the pages stay longer than the program's, and that longer than what else there is to say.
    // What is to be said of the data stays longest.
    let count = state.data.warning == nil ? 2 : 3
    let short = StatusLine([tabs(theme, isShort: true)])
    var choices = [
      (network, count, named), (Array(network.dropFirst().prefix(count - 1)), count - 1, named),
      (network, count, short),
    ]
    if state.data.warning != nil { choices.append((Array(network.dropFirst().prefix(2)), 2, short)) }
    let fitting = choices.first { identity, count, tabs in
      StatusLine(Array(identity.prefix(count)), gap: Self.gap).width + 1 + tabs.width <= room.size.columns
    }
    fitting?.2.draw(on: &canvas, in: room, alignedRight: true)
    let rest = fitting.map { room.split(columns: -($0.2.width + 1)).left } ?? room
    StatusLine(fitting?.0 ?? network, gap: Self.gap).draw(on: &canvas, in: rest)
  }

  private static let gap = 2

  /// The pages with their digits; where room is short only the one on the screen has its name.
  private func tabs(_ theme: Theme, isShort: Bool = false) -> StatusLine.Segment {
    let tabs = Page.allCases.map { page in
      let name = isShort && page != state.page ? "\(page.digit)" : "\(page.digit) \(page.title)"
      return page == state.page ? ("[\(name)]", theme.focusedTitle) : (name, theme.quiet)
    }
    return StatusLine.Segment(Array(tabs.map { [$0] }.joined(separator: [(" ", theme.text)])), priority: 5)
  }

  private func network(_ theme: Theme) -> [StatusLine.Segment] {
    let name = StatusLine.Segment(
      "seq2seq", style: theme.strong, priority: state.data.warning == nil ? 9 : 6)
    guard let card = state.network.card else {
      return [name, .init("no network yet", style: theme.quiet, priority: 8)]
    }
    let (arrow, dot) = state.appearance.isUnicode ? ("→", "·") : ("->", "|")
    let configuration = card.configuration
    let characters =
      "\(configuration.inputVocabulary.count) \(arrow) \(configuration.targetVocabulary.count) characters"
    let warning =
      state.data.warning.map { [StatusLine.Segment("\(dot)  \($0)", style: theme.warning, priority: 10)] } ?? []
    return [name, .init(card.name, style: theme.text, priority: warning.isEmpty ? 8 : 11)] + warning + [
      .init("\(dot)  \(characters)", style: theme.quiet, priority: 4),
      .init("\(dot)  \(configuration.latentDimension) cells", style: theme.quiet, priority: 3),
    ]
  }

  private var phase: (text: String, isUrgent: Bool) {
    if state.leaving?.moment == .saved { return ("saving, then leaving", true) }
    if state.training.loading != nil || state.network.reading != nil { return ("reading", false) }
    if state.training.isElsewhere, let run = state.runs.watch.run {
      let silence = RunWords.silence(run.standing)
      return (silence ?? (run.standing == .growing ? "watching" : run.standing.word), silence != nil)
    }
    switch state.training.phase {
    case .running: return (state.leaving == nil ? "training" : "training, then quitting", false)
    case .paused: return ("paused", false)
    case .stopped: return ("stopped", false)
    case .finished: return ("trained", false)
    case .ready, nil: return ("", false)
    }
  }
}
