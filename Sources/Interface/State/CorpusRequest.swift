import Model

/// A training run that waits for its sentence pairs to be read.
package struct CorpusRequest: Hashable, Sendable {
  /// The pairs.
  package let data: CorpusLocation
  /// Whether the network at hand is to be trained further.
  package let resumes: Bool
  /// The question that was answered, which is asked again if the pairs cannot be used.
  package let question: Dialog
}
