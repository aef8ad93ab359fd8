import Model

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
