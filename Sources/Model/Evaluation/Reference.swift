/// A translation that the data gives, beside one that a network gives.
package struct Reference: Hashable, Sendable {
  /// The data's translation.
  package let text: String
  /// The first scalar, from 0, at which the two differ, nil where they are equal; where one goes on after the other's end, the
  /// length of the shorter.
  package let firstDifference: Int?

  /// `text` beside `output`.
  package init(_ text: String, beside output: String) {
    self.text = text
    let (left, right) = (Array(text.unicodeScalars), Array(output.unicodeScalars))
    let common = zip(left, right).prefix { $0 == $1 }.count
    firstDifference = common == left.count && common == right.count ? nil : common
  }

  /// The one of `references` that agrees with `output` for the longest, which also suits an output that is still growing.
  ///
  /// Of equals the one at the least edit distance, then the first.
  package static func closest(to output: String, among references: [String]) -> Reference? {
    let scalars = Array(output.unicodeScalars)
    let ranked = references.map { text in
      let reference = Reference(text, beside: output)
      let distance = Alignment(scalars, Array(text.unicodeScalars)).distance
      return (reference: reference, rank: (-(reference.firstDifference ?? .max), distance))
    }
    return ranked.min { $0.rank < $1.rank }?.reference
  }
}
