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

  /// A palette in which nothing is typed.
  package init() {}

  /// A palette in which a command and what stands behind it are typed already.
  package init(_ name: CommandName, _ argument: String, error: String? = nil) {
    editor.set(name.rawValue + " " + argument)
    self.error = error
  }

  /// What the typed text could become, the best match first.
  package var entries: [CommandEntry] { CommandEntry.matches(for: editor.text, files: listing) }

  /// Changes what is typed.
  package mutating func apply(_ edit: LineEdit) {
    if editor.apply(edit) { (selected, error) = (0, nil) }
  }

  /// Moves the cursor over the entries, stopping at the ends.
  mutating func select(by distance: Int) {
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
  mutating func accept() -> CommandEntry? {
    let entries = entries
    guard entries.indices.contains(selected) else {
      error = CommandEntry.refusal(of: editor.text)
      return nil
    }
    guard entries[selected].isFolder else { return entries[selected] }
    complete()
    return nil
  }

  /// The longest text that is looked through for a folder, key by key.
  private static let longestPath = 1024

  /// The folder whose files could be offered, once: it is to be read then.
  mutating func folderToList() -> String? {
    guard editor.count <= Self.longestPath, let folder = CommandEntry.folder(in: editor.text),
      folder != requestedFolder
    else { return nil }
    requestedFolder = folder
    return folder
  }

  /// Takes what is in a folder.
  mutating func receive(_ listing: FolderListing) {
    if listing.folder == requestedFolder { self.listing = listing }
  }
}

/// The names that the palette offers behind a command that takes a file.
package struct FolderListing: Hashable, Sendable {
  /// The folder as it was typed, up to its last slash; empty for the one the program was started in.
  package let folder: String
  /// The names in it, sorted; folders end with a slash.
  package let names: [String]

  /// The names found in a folder, sorted.
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
  /// Opens the palette, perhaps with a command typed, unless a question waits for an answer.
  mutating func openPalette(typing name: CommandName?) {
    guard keys.dialog == nil else { return }
    keys.helpOffset = nil
    keys.dialog = .palette(name.map { CommandPalette($0, "") } ?? CommandPalette())
  }

  /// Changes the palette, where it is open.
  @discardableResult
  mutating func changePalette<Result>(_ change: (inout CommandPalette) -> Result) -> Result? {
    guard case .palette(var palette) = keys.dialog else { return nil }
    // Held only here while it changes: its line is not copied for every key.
    keys.dialog = nil
    let result = change(&palette)
    keys.dialog = .palette(palette)
    return result
  }

  /// Does what the entry under the cursor stands for, on a page where that is seen.
  mutating func performCommand() -> [Effect] {
    guard let entry = changePalette({ $0.accept() }) ?? nil else { return [] }
    keys.dialog = nil
    show(pageOf: entry.binding.context)
    return perform(entry.action)
  }

  /// Has the folder read whose files the palette could offer.
  mutating func listFolder() -> [Effect] {
    (changePalette { $0.folderToList() } ?? nil).map { [.listFolder($0)] } ?? []
  }

  /// Offers what is in a folder, if it is still wanted.
  mutating func takeFolder(_ listing: FolderListing) { changePalette { $0.receive(listing) } }

  /// Shows a command again with the reason why it was refused; the reason alone where a question is in front.
  mutating func refuse(_ name: CommandName, _ argument: String, _ reason: String) {
    if keys.dialog == nil {
      keys.dialog = .palette(CommandPalette(name, argument, error: reason))
    } else {
      notice = Notice(reason, isError: true)
    }
  }

  /// Goes where the keys of a pane work, so that what a command does there is seen.
  private mutating func show(pageOf context: KeyContext) {
    let hasKeys = { (page: Page) in page.keyContexts.contains(context) }
    guard !hasKeys(page), let other = Page.allCases.first(where: hasKeys) else { return }
    show(other)
  }
}
