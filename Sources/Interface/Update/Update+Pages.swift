extension WorkbenchState {
  /// Shows a page; who types goes on typing, else the page's first pane gets the keys.
  mutating func show(_ page: Page) {
    self.page = page
    if focus != .prompt { focus = paneAfter(.prompt) }
  }

  /// The pane that Tab goes to from another; a pane with nothing in it is left out.
  func paneAfter(_ pane: Focus) -> Focus {
    let panes = page.panes.filter { $0 != .steps || translations.current != nil }
    let next = (panes.firstIndex(of: pane) ?? -1) + 1
    return panes[next % panes.count]
  }
}
