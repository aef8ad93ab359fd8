/// What the longest of a training's pairs cost all others, where that is most of its steps.
///
/// Every pair takes as many steps as the longest one, so a few can make all of them slow.
package struct LengthCost: Hashable, Sendable {
  /// The share of the pairs that are the longest, and from how many pairs on there is such a share.
  private static let share = 1_000
  private static let fewestPairs = 100

  /// The steps of encoder and decoder together for each pair.
  package let steps: Int
  /// How many pairs have a side of more than `maxLength` characters: no more than a thousandth of them, or one.
  package let longPairCount: Int
  /// The most characters in a side of the others, see `SentencePair.longerSide`.
  package let maxLength: Int
  /// The steps for each of the others if the long ones were left out.
  package let shorterSteps: Int

  /// What the longest pairs cost; `nil` unless a training without them would take less than half of the steps.
  package init?(_ dataset: Dataset) {
    let lengths = (0..<dataset.count).map { max(dataset.inputs.length(at: $0), dataset.targets.length(at: $0)) }
    guard lengths.count >= Self.fewestPairs, let longest = lengths.max() else { return nil }
    var counts = [Int](repeating: 0, count: longest + 1)
    for length in lengths { counts[length] += 1 }
    var (maxLength, longer) = (longest, 0)
    while longer + counts[maxLength] <= max(1, lengths.count / Self.share) {
      longer += counts[maxLength]
      maxLength -= 1
    }
    let others = lengths.indices.filter { lengths[$0] <= maxLength }
    let steps = Self.steps(dataset, lengths.indices)
    let shorterSteps = Self.steps(dataset, others)
    guard shorterSteps * others.count * 2 < steps * lengths.count else { return nil }
    self.steps = steps
    self.maxLength = maxLength
    self.shorterSteps = shorterSteps
    longPairCount = longer
  }

  /// The steps for each of some pairs, among themselves: under zero padding the decoder goes on only to a pair's own end, and
  /// under a mask the encoder, too.
  private static func steps(_ dataset: Dataset, _ pairs: some Collection<Int>) -> Int {
    let inputs = pairs.lazy.map { dataset.inputs.length(at: $0) }
    let targets = pairs.lazy.map { dataset.targets.length(at: $0) }
    func mean(_ lengths: some Collection<Int>) -> Int { lengths.reduce(0, +) / max(1, pairs.count) }
    return switch dataset.padding {
    case .space: (inputs.max() ?? 0) + (targets.max() ?? 0)
    case .zero: (inputs.max() ?? 0) + mean(targets)
    case .mask: mean(inputs) + mean(targets)
    }
  }
}

extension LengthCost: CustomStringConvertible {
  /// What it costs, and how it would not.
  package var description: String {
    """
    \(steps) steps for each pair because of \(longPairCount) \(longPairCount == 1 ? "pair" : "pairs") over \(maxLength) \
    characters; --max-length \(maxLength) would need \(shorterSteps)
    """
  }
}
