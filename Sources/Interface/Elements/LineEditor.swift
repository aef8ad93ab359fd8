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
/// The workbench's prompt, its path prompt and the line REPL all edit with this; none of them knows how a word ends. What
/// an edit costs depends on what it changes or passes, not on the length of the line.
package struct LineEditor: Hashable, Sendable {
  /// The graphemes in front of the cursor.
  private var before: [Character] = []
  /// Those behind it, the last one first, so that the cursor moves by taking from one end and putting to the other.
  private var after: [Character] = []
  /// What was entered before.
  package private(set) var history: History
  /// The text of the last deletion of more than one grapheme, for `paste`.
  private var killed: [Character] = []

  /// An empty line.
  package init(history: History = History()) {
    self.history = history
  }

  /// The whole line.
  package var text: String { String(before) + String(after.reversed()) }

  /// How many graphemes there are.
  package var count: Int { before.count + after.count }

  /// The cursor, as a number of graphemes before it.
  package var cursor: Int { before.count }

  /// Whether the cursor is behind the last character.
  package var isAtEnd: Bool { after.isEmpty }

  /// Whether nothing is typed.
  package var isEmpty: Bool { before.isEmpty && after.isEmpty }

  /// What is seen of the line in so many columns, scrolled as little as the cursor needs.
  package struct Visible {
    /// The graphemes, the last of them perhaps not whole.
    package let text: String
    /// The column of the cursor.
    package let cursor: Int
    /// Whether there is more in front of it.
    package let isCutBefore: Bool
    /// Whether there is more behind it.
    package let isCutAfter: Bool
  }

  /// What is seen of the line in so many columns; the cursor stands before the mark of a cut end.
  package func visible(columns: Int) -> Visible {
    var (first, column) = (before.count, 0)
    let last = columns - (after.isEmpty ? 0 : 1)
    while first > 0, case let width = columnWidth(before[first - 1]), column + width < last {
      column += width
      first -= 1
    }
    var (end, used) = (after.count, column)
    while end > 0, used < columns {
      end -= 1
      used += columnWidth(after[end])
    }
    return Visible(
      text: String(before[first...]) + String(after[end...].reversed()), cursor: column, isCutBefore: first > 0,
      isCutAfter: end > 0 || used > columns)
  }

  /// Changes the line or moves the cursor; edits that have nothing to act on do nothing.
  ///
  /// - Returns: whether the text may be another one now.
  @discardableResult
  package mutating func apply(_ edit: LineEdit) -> Bool {
    switch edit {
    case .insert(let text): return insert(text)
    case .left: moveBack(by: min(1, before.count))
    case .right: moveForward(by: min(1, after.count))
    case .wordLeft: moveBack(by: wordBefore(isSeparator: { !$0.isWordPart }))
    case .wordRight: moveForward(by: wordAfter())
    case .home: moveBack(by: before.count)
    case .end: moveForward(by: after.count)
    case .deleteBackward: return before.popLast() != nil
    case .deleteForward: return after.popLast() != nil
    case .deleteWordBackward: return killBack(wordBefore(isSeparator: \.isWhitespace))
    case .deleteWordForward: return killForward(wordAfter())
    case .deleteToStart: return killBack(before.count)
    case .deleteToEnd: return killForward(after.count)
    case .yank: return insert(String(killed))
    case .older: return replace(with: history.older(than: text))
    case .newer: return replace(with: history.newer())
    }
    return false
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
    before = Array(text)
    after = []
  }

  private mutating func replace(with line: String?) -> Bool {
    if let line { set(line) }
    return line != nil
  }
}

// Text that is put in or taken out.
extension LineEditor {
  private mutating func insert(_ text: String) -> Bool {
    let new = text.filter { !$0.isControl }
    guard !new.isEmpty else { return false }
    // A combining mark belongs to the grapheme in front of it; what stands further back is not changed by it.
    let last = before.popLast().map(String.init) ?? ""
    before += last + new
    join()
    return true
  }

  /// What stands behind the cursor may belong to the grapheme in front of it now, and so on along a row of flags.
  private mutating func join() {
    var row = Array(before.suffix(1))
    while let last = row.last, let next = after.last {
      let pieces = Array(String(last) + String(next))
      guard pieces.count != 2 || pieces[1] != next else { break }
      after.removeLast()
      row.replaceSubrange((row.count - 1)..., with: pieces)
    }
    before.replaceSubrange(max(0, before.count - 1)..., with: row.prefix(1))
    after += row.dropFirst().reversed()
  }

  private mutating func killBack(_ count: Int) -> Bool {
    guard count > 0 else { return false }
    killed = Array(before.suffix(count))
    before.removeLast(count)
    return true
  }

  private mutating func killForward(_ count: Int) -> Bool {
    guard count > 0 else { return false }
    killed = after.suffix(count).reversed()
    after.removeLast(count)
    return true
  }
}

// The cursor.
extension LineEditor {
  private mutating func moveBack(by count: Int) {
    after += before.suffix(count).reversed()
    before.removeLast(count)
  }

  private mutating func moveForward(by count: Int) {
    before += after.suffix(count).reversed()
    after.removeLast(count)
  }

  /// How far the word in front of the cursor reaches back, with the separators between.
  private func wordBefore(isSeparator: (Character) -> Bool) -> Int {
    let separators = before.reversed().prefix(while: isSeparator).count
    return separators + before.dropLast(separators).reversed().prefix { !isSeparator($0) }.count
  }

  /// How far the word behind the cursor reaches, with what stands in between.
  private func wordAfter() -> Int {
    let others = after.reversed().prefix { !$0.isWordPart }.count
    return others + after.dropLast(others).reversed().prefix(while: \.isWordPart).count
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber }
  fileprivate var isControl: Bool {
    unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
  }
}
