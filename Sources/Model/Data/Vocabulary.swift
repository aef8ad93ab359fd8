/// The characters a network knows, as sorted distinct Unicode scalars; a character's index is its one-hot position.
///
/// Scalars, as in Python: Swift's `Character` would merge CR LF, or e and U+0301.
package struct Vocabulary: Hashable, Sendable {
  /// The scalars in ascending order.
  package let scalars: [Unicode.Scalar]
  /// Index by scalar value up to the last scalar, -1 where there is none.
  private let indices: [Int32]

  /// How many characters there are: the width of a one-hot row.
  package var count: Int { scalars.count }

  /// The vocabulary of these scalars, or nil unless they are in strictly ascending order.
  package init?(sorted scalars: [Unicode.Scalar]) {
    guard zip(scalars, scalars.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    self.init(ascending: scalars)
  }

  /// The distinct scalars of `texts` and of `additional`.
  package init(of texts: some Sequence<String>, including additional: [Unicode.Scalar] = []) {
    var isPresent = [Bool](repeating: false, count: 0x11_0000)
    for scalar in additional { isPresent[Int(scalar.value)] = true }
    for text in texts {
      for scalar in text.unicodeScalars { isPresent[Int(scalar.value)] = true }
    }
    self.init(ascending: isPresent.indices.lazy.filter { isPresent[$0] }.compactMap { Unicode.Scalar(UInt32($0)) })
  }

  private init(ascending scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    var indices = [Int32](repeating: -1, count: scalars.last.map { Int($0.value) + 1 } ?? 0)
    for (index, scalar) in scalars.enumerated() { indices[Int(scalar.value)] = Int32(index) }
    self.indices = indices
  }

  /// The index of `scalar`, or nil for an unknown character.
  package func index(of scalar: Unicode.Scalar) -> Int? {
    guard scalar.value < indices.count, indices[Int(scalar.value)] >= 0 else { return nil }
    return Int(indices[Int(scalar.value)])
  }

  /// The character at `index`.
  package subscript(index: Int) -> Unicode.Scalar { scalars[index] }

  /// Equal if the characters are.
  package static func == (left: Vocabulary, right: Vocabulary) -> Bool { left.scalars == right.scalars }

  /// Hashes the characters alone.
  package func hash(into hasher: inout Hasher) { hasher.combine(scalars) }
}
