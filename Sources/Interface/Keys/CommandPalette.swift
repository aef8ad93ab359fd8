import Model

/// A command being typed, and what it could become.
package struct CommandPalette: Hashable, Sendable {
  /// What is typed.
  package private(set) var editor = LineEditor()
  /// The entry under the cursor, among `entries`.
  package private(set) var selected = 0
  /// Why the last command was refused.
  package private(set) var error: String?
  /// The folder whose files are offered, and the one that was asked for last.
  private var listing: FolderListing?
  private var requestedFolder: String?

  /// A palette in which something is typed already.
  package init(_ text: String = "", error: String? = nil) {
    editor.set(text)
    self.error = error
  }

  /// What the typed text could become, the best match first.
  package var entries: [CommandEntry] { CommandEntry.matches(for: editor.text, files: listing) }

  /// Changes what is typed.
  package mutating func apply(_ edit: LineEdit) {
    let before = editor.text
    editor.apply(edit)
    if editor.text != before { (selected, error) = (0, nil) }
  }

  /// Moves the cursor over the entries, stopping at the ends.
  package mutating func select(by distance: Int) {
    selected = max(0, min(entries.count - 1, selected + distance))
  }

  /// Types the rest of the entry under the cursor, or of the next one where that is typed whole already.
  package mutating func complete() {
    let rest = entries.dropFirst(selected).map(\.completion)
    guard let text = rest.first(where: { $0 != editor.text }) else { return }
    editor.set(text)
    (selected, error) = (0, nil)
  }

  /// What the entry under the cursor does; `nil` where there is none, with a reason on the screen, and where it is a folder,
  /// which is opened.
  package mutating func accept() -> CommandEntry? {
    let entries = entries
    guard entries.indices.contains(selected) else {
      error = CommandEntry.refusal(of: editor.text)
      return nil
    }
    guard entries[selected].isFolder else { return entries[selected] }
    complete()
    return nil
  }

  /// The folder whose files could be offered, once: it is to be read then.
  package mutating func folderToList() -> String? {
    guard let folder = CommandEntry.folder(in: editor.text), folder != requestedFolder else { return nil }
    requestedFolder = folder
    return folder
  }

  /// Takes what is in a folder.
  package mutating func receive(_ listing: FolderListing) {
    if listing.folder == requestedFolder { self.listing = listing }
  }
}

/// What is in a folder.
package struct FolderListing: Hashable, Sendable {
  /// The folder as it was typed, up to its last slash; empty for the one the program was started in.
  package let folder: String
  /// The names in it, sorted; folders end with a slash.
  package let names: [String]

  /// What is in a folder.
  package init(folder: String, names: [String]) {
    self.folder = folder
    self.names = names
  }

  /// The paths that begin with a text and are folders or end with one of some extensions; hidden ones only if the text
  /// names them.
  package func paths(from text: String, extensions: [String]) -> [String] {
    names.filter { name in
      (name.hasSuffix("/") || extensions.contains { name.hasSuffix("." + $0) })
        && (!name.hasPrefix(".") || text.dropFirst(folder.count).hasPrefix("."))
    }.map { folder + $0 }.filter { $0.hasPrefix(text) }
  }
}

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
