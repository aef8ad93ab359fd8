import Model

/// The sentences of the data that the encoder leaves nearest to another one.
package struct NearestSentences: Hashable, Sendable {
  /// The most that are ever shown.
  package static let capacity = 64

  /// The sentences, nearest first.
  package let neighbors: [EncodedSentences.Neighbor]
  /// Among how many they were found.
  package let count: Int
  /// Whether they were encoded by earlier weights than the sentence was translated with.
  package let isStale: Bool

  /// An answer.
  package init(_ neighbors: [EncodedSentences.Neighbor], among count: Int, isStale: Bool) {
    self.neighbors = neighbors
    self.count = count
    self.isStale = isStale
  }
}
