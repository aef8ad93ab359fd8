/// A command being typed, and what it could become.
package struct CommandPalette: Hashable, Sendable {
  /// What is typed.
  package private(set) var editor = LineEditor()
  /// The entry under the cursor, among `entries`.
  package private(set) var selected = 0
  /// Why the last command was refused.
  package private(set) var error: String?

  /// A palette in which something is typed already.
  package init(_ text: String = "", error: String? = nil) {
    editor.set(text)
    self.error = error
  }

  /// What the typed text could become, the best match first.
  package var entries: [CommandEntry] { CommandEntry.matches(for: editor.text) }

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

  /// Types the rest of the entry under the cursor.
  package mutating func complete() {
    guard entries.indices.contains(selected) else { return }
    self = CommandPalette(entries[selected].completion)
  }

  /// What the entry under the cursor does; `nil`, and a reason on the screen, where there is none.
  package mutating func accept() -> CommandEntry? {
    let entries = entries
    if entries.indices.contains(selected) { return entries[selected] }
    error = CommandEntry.refusal(of: editor.text)
    return nil
  }
}
