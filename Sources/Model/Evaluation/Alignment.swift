/// Two texts side by side, with as few differences as possible: the alignment of least edit distance (Levenshtein, 1966).
package struct Alignment: Hashable, Sendable {
  /// What stands in a column.
  package enum Kind: Hashable, Sendable {
    /// The same character on both sides.
    case match
    /// One character in the place of another.
    case differ
    /// A character that only the left side has.
    case onlyLeft
    /// A character that only the right side has.
    case onlyRight
  }

  /// One column: at least one side has a character.
  package struct Column: Hashable, Sendable {
    /// The character's position on the left, from 0.
    package let left: Int?
    /// The character's position on the right.
    package let right: Int?
    /// How the two compare.
    package let kind: Kind
  }

  /// The columns from left to right; each side's positions ascend.
  package let columns: [Column]

  /// How many characters must be changed, removed or added to make one text of the other.
  package var distance: Int { columns.count { $0.kind != .match } }

  /// The alignment of two texts; of several equally good ones the one that keeps characters in pairs from the start.
  package init(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) {
    // distances[i][j]: between what is left of the two from i and j on, row-major.
    let width = right.count + 1
    var distances = [Int32](repeating: 0, count: (left.count + 1) * width)
    for i in (0...left.count).reversed() {
      for j in (0...right.count).reversed() {
        let here = i * width + j
        if i == left.count || j == right.count {
          distances[here] = Int32(left.count - i + right.count - j)
        } else {
          let pair = distances[here + width + 1] + (left[i] == right[j] ? 0 : 1)
          distances[here] = min(pair, 1 + min(distances[here + width], distances[here + 1]))
        }
      }
    }
    var columns: [Column] = []
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      let here = i * width + j
      if i < left.count, j < right.count,
        distances[here] == distances[here + width + 1] + (left[i] == right[j] ? 0 : 1)
      {
        columns.append(Column(left: i, right: j, kind: left[i] == right[j] ? .match : .differ))
        (i, j) = (i + 1, j + 1)
      } else if i < left.count, distances[here] == 1 + distances[here + width] {
        columns.append(Column(left: i, right: nil, kind: .onlyLeft))
        i += 1
      } else {
        columns.append(Column(left: nil, right: j, kind: .onlyRight))
        j += 1
      }
    }
    self.columns = columns
  }

  /// The steps of two decodes side by side, by their characters, LF included: the networks may have different vocabularies.
  package init(_ left: Decode, _ right: Decode) {
    self.init(left.steps.map(\.character), right.steps.map(\.character))
  }
}
