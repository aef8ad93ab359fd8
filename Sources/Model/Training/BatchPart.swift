/// Some pairs of a batch that go through the network together.
struct BatchPart: Sendable {
  /// The pairs' places in the batch.
  let range: Range<Int>
  /// Whether no part came before it.
  let isFirst: Bool
  /// Whether it completes the batch.
  let isLast: Bool

  /// The parts of a batch of `count` pairs, equal but for one pair and none greater than `size`.
  static func all(of count: Int, size: Int) -> [BatchPart] {
    let parts = (count + size - 1) / size
    return (0..<parts).map { part in
      BatchPart(
        range: count * part / parts..<count * (part + 1) / parts, isFirst: part == 0, isLast: part == parts - 1)
    }
  }
}
