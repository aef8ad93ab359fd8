import Terminal

/// One line of text being typed: graphemes, a cursor between them, and the lines entered before.
///
/// The workbench's prompt, its path prompt and the line REPL all edit with this; none of them knows how a word ends.
package struct LineEditor: Hashable, Sendable {
  /// The graphemes of the line.
  package private(set) var characters: [Character] = []
  /// The cursor, as a number of graphemes before it.
  package private(set) var cursor = 0
  /// What was entered before.
  package private(set) var history: History
  /// The text of the last deletion of more than one grapheme, for `paste`.
  private var killed: [Character] = []

  /// An empty line.
  package init(history: History = History()) {
    self.history = history
  }

  /// The whole line.
  package var text: String { String(characters) }

  /// Whether the cursor is behind the last character.
  package var isAtEnd: Bool { cursor == characters.count }

  /// Whether nothing is typed.
  package var isEmpty: Bool { characters.isEmpty }

  /// The columns of the screen in front of the cursor.
  package var columnOfCursor: Int { String(characters[..<cursor]).displayWidth }

  /// Changes the line or moves the cursor; edits that have nothing to act on do nothing.
  package mutating func apply(_ edit: LineEdit) {
    switch edit {
    case .insert(let text): insert(text)
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .wordLeft: cursor = startOfWord(isSeparator: { !$0.isWordPart })
    case .wordRight: cursor = endOfWord()
    case .home: cursor = 0
    case .end: cursor = characters.count
    case .deleteBackward: remove(max(0, cursor - 1)..<cursor)
    case .deleteForward: remove(cursor..<min(characters.count, cursor + 1))
    case .deleteWordBackward: kill(startOfWord(isSeparator: \.isWhitespace)..<cursor)
    case .deleteWordForward: kill(cursor..<endOfWord())
    case .deleteToStart: kill(0..<cursor)
    case .deleteToEnd: kill(cursor..<characters.count)
    case .yank: insert(String(killed))
    case .older: replace(with: history.older(than: text))
    case .newer: replace(with: history.newer())
    }
  }

  /// Empties the line, remembers it in the history, and returns it.
  package mutating func enter() -> String {
    let line = text
    history.append(line)
    set("")
    return line
  }

  /// Remembers a line that was not typed here.
  package mutating func remember(_ line: String) { history.append(line) }

  /// Replaces the line, the cursor behind it.
  package mutating func set(_ text: String) {
    characters = Array(text)
    cursor = characters.count
  }

  private mutating func insert(_ text: String) {
    // The joined text is split again: a combining mark belongs to the grapheme in front of it.
    let before = String(characters[..<cursor]) + String(text.filter { !$0.isControl })
    let after = String(characters[cursor...])
    cursor = before.count
    characters = Array(before + after)
    cursor = min(cursor, characters.count)
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private mutating func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    killed = Array(characters[range])
    remove(range)
  }

  private mutating func replace(with line: String?) {
    if let line { set(line) }
  }

  private func startOfWord(isSeparator: (Character) -> Bool) -> Int {
    var position = cursor
    while position > 0, isSeparator(characters[position - 1]) { position -= 1 }
    while position > 0, !isSeparator(characters[position - 1]) { position -= 1 }
    return position
  }

  private func endOfWord() -> Int {
    var position = cursor
    while position < characters.count, !characters[position].isWordPart { position += 1 }
    while position < characters.count, characters[position].isWordPart { position += 1 }
    return position
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber }
  fileprivate var isControl: Bool {
    unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
  }
}
