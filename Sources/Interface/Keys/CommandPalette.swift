import Model

/// A command being typed, and what it could become.
package struct CommandPalette: Hashable, Sendable {
  /// What is typed.
  package private(set) var editor = LineEditor()
  /// The entry under the cursor, among `entries`.
  package private(set) var selected = 0
  /// Why the last command was refused.
  package private(set) var error: String?
  /// The files that are offered behind a command that takes one.
  private var files = OfferedFiles()

  /// A palette in which nothing is typed.
  package init() {}

  /// A palette in which a command and what stands behind it are typed already.
  package init(_ name: CommandName, _ argument: String, error: String? = nil) {
    editor.set(name.rawValue + " " + argument)
    self.error = error
  }

  /// What the typed text could become, the best match first.
  package var entries: [CommandEntry] { CommandEntry.matches(for: editor.text, files: files.listing) }

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
  mutating func accept(orRefuseWith refusal: String) -> CommandEntry? {
    let entries = entries
    guard entries.indices.contains(selected) else {
      error = refusal
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
    editor.count > Self.longestPath ? nil : files.request(CommandEntry.folder(in: editor.text))
  }

  /// Takes what is in a folder.
  mutating func receive(_ listing: FolderListing) { files.receive(listing) }
}

extension WorkbenchState {
  /// Opens the palette, perhaps with a command typed, unless a question waits for an answer.
  mutating func openPalette(typing name: CommandName?) {
    guard keys.dialog == nil else { return }
    keys.help = nil
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
    guard case .palette(let typed) = keys.dialog else { return [] }
    let refusal = CommandEntry.refusal(of: typed.editor.text, in: self)
    guard let entry = changePalette({ $0.accept(orRefuseWith: refusal) }) ?? nil else { return [] }
    keys.dialog = nil
    show(pageOf: entry.binding.context)
    return perform(entry.action)
  }

  /// Has the folder read whose files the palette, or the form, could offer.
  mutating func listFolder() -> [Effect] {
    let folder = changePalette { $0.folderToList() } ?? folderForForm()
    return (folder ?? nil).map { [.listFolder($0)] } ?? []
  }

  /// Offers what is in a folder, if it is still wanted.
  mutating func takeFolder(_ listing: FolderListing) {
    changePalette { $0.receive(listing) }
    training.form.receive(listing)
  }

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
