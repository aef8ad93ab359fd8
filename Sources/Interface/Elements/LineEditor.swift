import Terminal

/// What a key can do to a line of text.
package enum LineEdit: Hashable, Sendable {
  case insert(String)
  case left
  case right
  case wordLeft
  case wordRight
  case home
  case end
  case deleteBackward
  case deleteForward
  case deleteWordBackward
  case deleteWordForward
  case deleteToStart
  case deleteToEnd
  case yank
  case older
  case newer
}

/// The lines entered before, oldest first, and where in them the reader stands.
package struct History: Hashable, Sendable {
  /// At most this many lines are kept.
  package static let capacity = 1000

  /// The lines, oldest first.
  package private(set) var lines: [String]
  /// The line shown, or `nil` while the line being typed is.
  private var position: Int?
  /// What was being typed when the reader went back.
  private var draft = ""

  /// A history of some lines, oldest first.
  package init(_ lines: [String] = []) {
    self.lines = lines.suffix(Self.capacity)
  }

  /// Remembers a line, unless it is blank or the same as the last one, and returns to the end.
  package mutating func append(_ line: String) {
    position = nil
    draft = ""
    guard !line.allSatisfy(\.isWhitespace), line != lines.last else { return }
    lines.append(line)
    if lines.count > Self.capacity { lines.removeFirst() }
  }

  /// The line before the shown one; `nil` at the oldest.
  package mutating func older(than current: String) -> String? {
    let next = (position ?? lines.count) - 1
    guard next >= 0 else { return nil }
    if position == nil { draft = current }
    position = next
    return lines[next]
  }

  /// The line behind the shown one, at last what was being typed; `nil` when that is shown already.
  package mutating func newer() -> String? {
    guard let current = position else { return nil }
    position = current + 1 < lines.count ? current + 1 : nil
    return position.map { lines[$0] } ?? draft
  }
}

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
  mutating func remember(_ line: String) { history.append(line) }

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
