/// Grammatical gender.
package enum Gender: String, Hashable, Sendable {
  case masculine = "m"
  case feminine = "f"
}

/// Gender and number, in which adjectives and participles agree.
package struct Agreement: Hashable, Sendable {
  /// Masculine or feminine.
  package let gender: Gender
  /// Whether there are several.
  package let isPlural: Bool

  /// One man, boy or masculine thing.
  package static let masculine = Agreement(gender: .masculine, isPlural: false)
  /// One woman, girl or feminine thing.
  package static let feminine = Agreement(gender: .feminine, isPlural: false)
  /// Several, a masculine one among them.
  package static let masculinePlural = Agreement(gender: .masculine, isPlural: true)
  /// Several, all feminine.
  package static let femininePlural = Agreement(gender: .feminine, isPlural: true)

  /// Collects the two.
  package init(gender: Gender, isPlural: Bool) {
    self.gender = gender
    self.isPlural = isPlural
  }

  /// A table's notation: `m`, `f`, `mp` or `fp`; `p` alone where the gender does not matter.
  init(_ notation: String) {
    self.init(gender: notation.hasPrefix("f") ? .feminine : .masculine, isPlural: notation.hasSuffix("p"))
  }

  /// A past participle in agreement: `allé`, `allée`, `allés`, `allées`.
  package func participle(_ masculine: String) -> String {
    let base = masculine + (gender == .feminine ? "e" : "")
    return isPlural && !base.hasSuffix("s") ? base + "s" : base
  }
}
