/// An English sentence with one French rendering, both as they stand in the corpus.
package struct Pair: Hashable, Sendable {
  /// The English sentence, 20 scalars at most.
  package let english: String
  /// One of its French renderings.
  package let french: String

  /// Joins two plain sentences: French ends as English does, begins with a capital, is elided and set as in print.
  init(_ english: String, _ french: String) {
    let mark = english.last.map(String.init) ?? ""
    let space = mark == "." ? "" : " "
    self.english = Typography.capitalized(english)
    self.french = Typography.set(Typography.capitalized(Elision.apply(to: french)) + space + mark)
  }

  /// The English as it is said calmly: an exclamation's mark is a full stop.
  var calmEnglish: String { english.hasSuffix("!") ? english.dropLast() + "." : english }

  /// A pair written by hand, of which only the spaces need setting.
  init(written english: String, _ french: String) {
    self.english = english
    self.french = Typography.set(french)
  }
}

extension Pair: Comparable {
  /// The order of the corpus: the shorter English first, then by the alphabet (scalar values), then by the French.
  package static func < (left: Pair, right: Pair) -> Bool {
    let lengths = (left.english.unicodeScalars.count, right.english.unicodeScalars.count)
    if lengths.0 != lengths.1 { return lengths.0 < lengths.1 }
    if left.english != right.english {
      return left.english.unicodeScalars.lexicographicallyPrecedes(right.english.unicodeScalars)
    }
    return left.french.unicodeScalars.lexicographicallyPrecedes(right.french.unicodeScalars)
  }
}
