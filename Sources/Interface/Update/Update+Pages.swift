extension WorkbenchState {
  /// Shows a page; who types goes on typing, else the page's first pane gets the keys.
  mutating func show(_ page: Page) {
    self.page = page
    if focus != .prompt { focus = paneBesidePrompt }
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
    case .prompt, .chart, .evaluation: true
    case .steps: translations.current != nil
    case .beam: beam.isShown
    case .pins: !pins.sentences.isEmpty
    }
  }
}
