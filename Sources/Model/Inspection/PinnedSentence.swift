/// A sentence whose translations are kept through the epochs of a training.
package struct PinnedSentence: Hashable, Sendable {
  /// Its translation after one epoch.
  package struct Entry: Hashable, Sendable {
    /// The epoch, from 1.
    package let epoch: Int
    /// The translation, without LF.
    package let output: String
  }

  /// How a character of the target stands at an epoch.
  package enum Standing: Hashable, Sendable {
    /// It has not been right yet.
    case notYet
    /// It is right, and has been at every epoch kept since this one.
    case right(since: Int)
    /// It was right, and has been wrong at every epoch kept since this one.
    case lost(since: Int)
  }

  /// The sentence, composed (NFC).
  package let text: String
  /// Its translations in the data; there may be none.
  package let references: [String]
  /// The translations, in ascending order of their epochs.
  package private(set) var entries: [Entry] = []
  /// What all translations are compared with: the reference closest to the newest one, or without references the newest itself.
  package private(set) var target = ""
  /// For each entry, which characters of the target it has: those that an `Alignment` of the two matches.
  private var isRight: [[Bool]] = []

  /// A sentence without translations yet.
  package init(_ text: String, references: [String]) {
    self.text = text.composed
    self.references = references
  }

  /// Adds the translation after an epoch; entries of that epoch and later ones, of a run that was given up, go.
  package mutating func record(_ output: String, epoch: Int) {
    let kept = entries.prefix { $0.epoch < epoch }.count
    entries = entries.prefix(kept) + [Entry(epoch: epoch, output: output)]
    let newTarget = Reference.closest(to: output, among: references)?.text ?? output
    // Entries keep what was found about them as long as they are compared with the same.
    isRight = newTarget == target ? Array(isRight.prefix(kept)) : []
    target = newTarget
    isRight += entries.dropFirst(isRight.count).map { Self.matches(in: target, $0.output) }
  }

  /// How each character (scalar) of `target` stands at the entry of this position.
  package func standings(at position: Int) -> [Standing] {
    target.unicodeScalars.indices.enumerated().map { character, _ in
      zip(entries, isRight).prefix(position + 1).reduce(Standing.notYet) { standing, entry in
        switch (standing, entry.1[character]) {
        case (.notYet, true), (.lost, true): .right(since: entry.0.epoch)
        case (.right, false): .lost(since: entry.0.epoch)
        default: standing
        }
      }
    }
  }

  /// Which scalars of `target` an alignment with `output` matches.
  private static func matches(in target: String, _ output: String) -> [Bool] {
    let alignment = Alignment(Array(target.unicodeScalars), Array(output.unicodeScalars))
    return alignment.columns.filter { $0.left != nil }.map { $0.kind == .match }
  }
}

extension PinnedSentence {
  /// Neighbouring entries that are all right, or all wrong.
  package struct Spell: Hashable, Sendable {
    /// Whether the whole translation was right.
    package let isRight: Bool
    /// The first and the last of the entries' epochs.
    package let epochs: ClosedRange<Int>
  }

  /// The entry that is shown for an epoch: the last one up to it, the newest without an epoch; nil where there is none.
  package func position(at epoch: Int?) -> Int? {
    guard let epoch else { return entries.indices.last }
    return entries.lastIndex { $0.epoch <= epoch }
  }

  /// The spells up to the entry at a position.
  ///
  /// Right is a translation that the data gives or, where it gives none, one that equals the newest.
  package func spells(through position: Int) -> [Spell] {
    entries.prefix(position + 1).reduce(into: []) { spells, entry in
      let isRight = references.isEmpty ? entry.output == target : references.contains(entry.output)
      let first = spells.last?.isRight == isRight ? spells.removeLast().epochs.lowerBound : entry.epoch
      spells.append(Spell(isRight: isRight, epochs: first...entry.epoch))
    }
  }
}
