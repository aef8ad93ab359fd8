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
