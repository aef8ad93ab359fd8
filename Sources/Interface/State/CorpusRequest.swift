/// A corpus that is being read so that training can start.
package struct CorpusRequest: Hashable, Sendable {
  /// The file.
  package let path: String
  /// Whether the network at hand is to be trained further.
  package let resumes: Bool
}
