import Model
import Terminal

/// The characters a pinned sentence's translations are compared with: whether the network has each right, and since
/// when.
///
/// One column a character: the character, ✓ right, × lost again or · not yet, and the epoch of that, its digits
/// downwards.
struct PinCharacters {
  private let sentence: PinnedSentence
  private let standings: [PinnedSentence.Standing]
  private let glyphs: Glyphs
  private let theme: Theme

  /// The characters at the entry of a position.
  init(_ sentence: PinnedSentence, at position: Int, appearance: Appearance) {
    self.sentence = sentence
    standings = sentence.standings(at: position)
    glyphs = appearance.glyphs
    theme = Theme(appearance)
  }

  /// The rows they take.
  var rows: Int { Self.rows(digits: digitCount) }

  /// The rows they take where the latest of the epochs has so many digits.
  static func rows(digits: Int) -> Int { 2 + digits }

  private var digitCount: Int { standings.map { Self.epoch($0).map { String($0).count } ?? 0 }.max() ?? 0 }

  /// Draws the rows, as many characters as have room.
  func draw(on canvas: inout Canvas, columns: PinColumns, row: Int) {
    let labels = [sentence.references.isEmpty ? "newest" : "reference", "", "since"]
    for (offset, label) in labels.prefix(rows).enumerated() {
      canvas.write(label, at: Point(column: columns.text.lowerBound, row: row + offset), style: theme.quiet)
    }
    var column = columns.output.lowerBound
    for (scalar, standing) in zip(sentence.target.unicodeScalars, standings) {
      let mark = glyphs.mark(scalar)
      guard column + mark.displayWidth <= columns.summary.upperBound else { break }
      canvas.write(mark, at: Point(column: column, row: row), style: scalar == " " ? theme.quiet : theme.text)
      let (sign, style) = sign(standing)
      canvas.write(sign, at: Point(column: column, row: row + 1), style: style)
      let digits = Self.epoch(standing).map { String($0).rightAligned(in: digitCount) } ?? ""
      for (offset, digit) in digits.enumerated() {
        canvas.write(String(digit), at: Point(column: column, row: row + 2 + offset), style: style)
      }
      column += mark.displayWidth
    }
  }

  private static func epoch(_ standing: PinnedSentence.Standing) -> Int? {
    switch standing {
    case .notYet: nil
    case .right(let epoch), .lost(let epoch): epoch
    }
  }

  private func sign(_ standing: PinnedSentence.Standing) -> (String, Style) {
    switch standing {
    case .notYet: (glyphs.isUnicode ? "·" : ".", theme.quiet)
    case .right: (glyphs.isUnicode ? "✓" : "+", theme.bar)
    case .lost: (glyphs.isUnicode ? "×" : "x", theme.error)
    }
  }
}

/// What became of a pinned sentence up to an epoch, in a few words.
package enum PinSummary {
  /// Such as `right since 14, lost 22–25`, `lost since 22, right 14–21` or `9 of 13 characters right`.
  ///
  /// `unchanged since 31` is said where the data gives no translation to compare with, `or before` where it was so at
  /// the first epoch that is known; more than two ups and downs are only counted.
  package static func text(_ sentence: PinnedSentence, at position: Int, isUnicode: Bool) -> String {
    let spells = sentence.spells(through: position)
    let known = spells.drop { !$0.isRight }
    func since(_ epoch: Int) -> String {
      "since \(epoch)" + (epoch > 1 && epoch == sentence.entries.first?.epoch ? " or before" : "")
    }
    func list(isRight: Bool) -> String {
      known.filter { $0.isRight == isRight }.map { words($0.epochs, isUnicode: isUnicode) }.joined(separator: ", ")
    }
    guard let first = known.first, let last = known.last else {
      return sentence.references.isEmpty || spells.isEmpty ? "" : characters(sentence, at: position)
    }
    if sentence.references.isEmpty { return last.isRight ? "unchanged " + since(last.epochs.lowerBound) : "" }
    let times = known.count / 2
    if times > 2 {
      let (now, other) = last.isRight ? ("right", "lost") : ("lost", "right")
      return "\(now) since \(last.epochs.lowerBound), \(other) \(times) times since \(first.epochs.lowerBound)"
    }
    if !last.isRight { return "lost since \(last.epochs.lowerBound), right " + list(isRight: true) }
    return "right " + since(first.epochs.lowerBound) + (times > 0 ? ", lost " + list(isRight: false) : "")
  }

  private static func words(_ epochs: ClosedRange<Int>, isUnicode: Bool) -> String {
    let (first, last) = (epochs.lowerBound, epochs.upperBound)
    return first == last ? "\(first)" : "\(first)" + (isUnicode ? "–" : "-") + "\(last)"
  }

  private static func characters(_ sentence: PinnedSentence, at position: Int) -> String {
    let standings = sentence.standings(at: position)
    let right = standings.count { if case .right = $0 { true } else { false } }
    return "\(right) of \(standings.count) characters right"
  }
}
