/// Where the keys go.
package struct KeysState: Hashable, Sendable {
  /// The pane that has them, unless something is in front of it.
  package var focus: Focus = .prompt
  /// The question in front of everything else.
  package var dialog: Dialog?
  /// The help; `nil` while it is closed.
  package var help: HelpState?

  /// Everything is typed.
  package init() {}

  /// Whether a question or the help is in front of the page.
  var isPageCovered: Bool { dialog != nil || help != nil }

  /// The groups of keys that work on a page now, the nearest first.
  package func contexts(on page: Page) -> [KeyContext] {
    if let help { return [help.isSearching ? .helpSearch : .help, .everywhere] }
    if let dialog { return [dialog.keyContext, .everywhere] }
    // Beside the pinned sentences the keys of the curves work, too: both show the epoch under the crosshair.
    // Beside the hypotheses those of the decode's steps work that choose nothing: drawing, branches, references.
    // On the inspecting page the rows of a panel take the place of a step's choices.
    let near: [KeyContext] =
      switch (focus, page) {
      case (.pins, _): [.pins, .chart]
      case (.beam, _): [.beam, .steps]
      case (.steps, .inspecting): [.inspector, .steps]
      default: [focus.keyContext]
      }
    return near + (focus == .prompt || focus == .runsFilter ? [] : [.commands]) + [.everywhere]
  }
}

extension WorkbenchState {
  mutating func perform(_ action: KeysAction) -> [Effect] {
    switch action {
    case .leavePrompt: keys.focus = paneBesidePrompt
    case .enterPrompt: keys.focus = .prompt
    case .nextPane: keys.focus = paneAfter(keys.focus)
    case .openPalette(let name): openPalette(typing: name)
    case .selectCommand(let distance): changePalette { $0.select(by: distance) }
    case .completeCommand: changePalette { $0.complete() }
    case .performCommand: return performCommand()
    case .closePalette: keys.dialog = nil
    case .help: keys.help = HelpState()
    case .closeHelp: keys.help = nil
    case .scrollHelp(let lines): scrollHelp(by: lines)
    case .searchHelp:
      keys.help = HelpState()
      keys.help?.isSearching = true
    case .keepSearch: keys.help?.isSearching = false
    case .leaveSearch: keys.help = HelpState()
    case .dismiss: dismiss()
    }
    return []
  }

  /// Takes a question back, and with it a start that still reads its corpus, or a quit that waits for the last epoch.
  private mutating func dismiss() {
    keys.dialog = nil
    training.loading = nil
    if leaving?.moment == .trained { leaving = nil }
  }

  private mutating func scrollHelp(by lines: Int) {
    guard let help = keys.help else { return }
    let last = HelpView(help, self).lastOffset(in: HelpView.area(of: size))
    let moved = min(last, help.offset).addingReportingOverflow(lines)
    let offset = moved.overflow ? (lines < 0 ? 0 : last) : max(0, min(last, moved.partialValue))
    if offset == help.offset { notice = Notice("This is the \(lines < 0 ? "beginning" : "end") of the help") }
    keys.help?.offset = offset
  }

  /// What is written for the key that does something.
  func key(for action: Action) -> String { KeyBinding.label(for: action, isUnicode: appearance.isUnicode) }
}
