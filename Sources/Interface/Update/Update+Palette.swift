import Model

extension WorkbenchState {
  mutating func performOnPalette(_ action: Action) -> [Effect] {
    if case .openPalette(let text) = action {
      openPalette(typing: text)
      return []
    }
    guard case .palette(var palette) = dialog else { return [] }
    switch action {
    case .selectCommand(let distance): palette.select(by: distance)
    case .completeCommand: palette.complete()
    case .performCommand:
      guard let entry = palette.accept() else { break }
      dialog = nil
      show(pageOf: entry.binding.context)
      return perform(entry.action)
    default:
      dialog = nil
      return []
    }
    dialog = .palette(palette)
    return []
  }

  /// Has the folder read whose files the palette could offer.
  mutating func listFolder() -> [Effect] {
    guard case .palette(var palette) = dialog, let folder = palette.folderToList() else { return [] }
    dialog = .palette(palette)
    return [.listFolder(folder)]
  }

  /// Offers what is in a folder, if it is still wanted.
  mutating func takeFolder(_ listing: FolderListing) {
    guard case .palette(var palette) = dialog else { return }
    palette.receive(listing)
    dialog = .palette(palette)
  }

  /// Opens the palette, unless a question waits for an answer.
  private mutating func openPalette(typing text: String) {
    guard dialog == nil else { return }
    helpOffset = nil
    dialog = .palette(CommandPalette(text))
  }

  /// Goes where the keys of a pane work, so that what a command does there is seen.
  private mutating func show(pageOf context: KeyContext) {
    let hasKeys = { (page: Page) in page.keyContexts.contains(context) }
    guard !hasKeys(page), let other = Page.allCases.first(where: hasKeys) else { return }
    show(other)
  }
}
