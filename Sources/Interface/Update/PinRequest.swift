/// Which sentences are to be translated after every epoch.
package struct PinRequest: Hashable, Sendable {
  /// The sentences.
  package let texts: [String]
  /// The training run they are followed in, by number.
  package let run: Int
  /// The epoch of the network at hand, if they are to be translated with that one at once.
  package let epoch: Int?

  /// A request.
  package init(texts: [String], run: Int, epoch: Int?) {
    self.texts = texts
    self.run = run
    self.epoch = epoch
  }
}
