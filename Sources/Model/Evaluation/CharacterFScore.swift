/// chrF: how far a translation shares its character n-grams with a reference (Popović, 2015).
///
/// Computed as sacrebleu 2's `CHRF()` does by default: n-grams of 1 to 6 characters without white space; precision and
/// recall are each the mean over the orders both sides have, and recall weighs twice as much (β = 2). The counts of many
/// translations are added up before that.
package struct CharacterFScore: Hashable, Sendable {
  private struct Counts: Hashable {
    var translation = 0
    var reference = 0
    var matches = 0
  }

  /// By n − 1.
  private var counts = [Counts](repeating: Counts(), count: CharacterNGrams.orders)

  /// Of no translations yet.
  package init() {}

  /// The counts of one translation against the reference it scores highest with, the first of equals.
  package init(_ translation: String, references: [String]) {
    let grams = CharacterNGrams(translation)
    self = references.map { Self(grams, CharacterNGrams($0)) }.max { $0.value < $1.value } ?? Self()
  }

  private init(_ translation: CharacterNGrams, _ reference: CharacterNGrams) {
    for order in counts.indices {
      let available = reference.count(order: order)
      counts[order] = Counts(
        // An order that the reference is too short for is nobody's fault.
        translation: available > 0 ? translation.count(order: order) : 0, reference: available,
        matches: translation.matches(reference, order: order))
    }
  }

  /// Adds the counts of other translations.
  package static func += (left: inout CharacterFScore, right: CharacterFScore) {
    for order in left.counts.indices {
      left.counts[order].translation += right.counts[order].translation
      left.counts[order].reference += right.counts[order].reference
      left.counts[order].matches += right.counts[order].matches
    }
  }

  /// The score, 0 to 100.
  package var value: Double {
    let used = counts.filter { $0.translation > 0 && $0.reference > 0 }
    let precision = used.reduce(0) { $0 + Double($1.matches) / Double($1.translation) } / Double(max(1, used.count))
    let recall = used.reduce(0) { $0 + Double($1.matches) / Double($1.reference) } / Double(max(1, used.count))
    return precision + recall > 0 ? 100 * 5 * precision * recall / (4 * precision + recall) : 0
  }
}

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
