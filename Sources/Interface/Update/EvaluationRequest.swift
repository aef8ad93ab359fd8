import Model

/// The network at hand is to be evaluated on the data in use.
package struct EvaluationRequest: Hashable, Sendable {
  /// Tells it from earlier ones.
  package let number: Int
  /// The file of the network, or what it is called where it has none.
  package let checkpoint: String
  /// The data in use.
  package let data: CorpusLocation
  /// The file that holds it.
  package let dataPath: String

  /// A request.
  package init(number: Int, checkpoint: String, data: CorpusLocation, dataPath: String) {
    self.number = number
    self.checkpoint = checkpoint
    self.data = data
    self.dataPath = dataPath
  }
}
