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
