extension WorkbenchState {
  /// Shows a page; who types goes on typing, else the page's first pane gets the keys.
  mutating func show(_ page: Page) {
    self.page = page
    if focus != .prompt { focus = paneAfter(.prompt) }
  }

  /// The pane that Tab goes to from another; a pane with nothing in it is left out.
  func paneAfter(_ pane: Focus) -> Focus {
    let panes = page.panes.filter { pane in
      switch pane {
      case .steps: translations.current != nil
      case .pins: !pins.sentences.isEmpty
      case .prompt, .chart: true
      }
    }
    let next = (panes.firstIndex(of: pane) ?? -1) + 1
    return panes[next % panes.count]
  }
}
