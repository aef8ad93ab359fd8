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
