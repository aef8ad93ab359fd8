/// The character n-grams of a text for n = 1 to 6, without its white space.
struct CharacterNGrams {
  /// The longest n.
  static let orders = 6

  /// By n − 1: the n-grams in ascending order, repetitions included; each scalar takes 21 of the 128 bits.
  private let grams: [[UInt128]]

  /// The n-grams of `text`.
  init(_ text: String) {
    let scalars = text.unicodeScalars.filter { !Self.isSpace($0) }.map { UInt128($0.value) }
    grams = (1...Self.orders).map { order in
      guard scalars.count >= order else { return [] }
      return (0...scalars.count - order).map { start in
        scalars[start..<start + order].reduce(0) { $0 << 21 | $1 }
      }.sorted()
    }
  }

  /// How many n-grams there are for n = `order` + 1.
  func count(order: Int) -> Int { grams[order].count }

  /// How many n-grams both texts have for n = `order` + 1; one that both repeat counts as often as both have it.
  func matches(_ other: CharacterNGrams, order: Int) -> Int {
    let (left, right) = (grams[order], other.grams[order])
    var (i, j, matches) = (0, 0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] { matches += 1 }
      (i, j) = (left[i] <= right[j] ? i + 1 : i, right[j] <= left[i] ? j + 1 : j)
    }
    return matches
  }

  /// White space as Python's `str.split` knows it: Unicode's, and the four separators of ASCII.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }
}
