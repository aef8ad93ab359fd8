import Model

/// A sentence whose neighbours among the training sentences are wanted.
package struct NearestRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// The data in use.
  package let data: CorpusLocation
  /// How many of its pairs, from the start, are trained on.
  package let pairCount: Int
  /// How often a reader asked for the sentences to be encoded anew.
  package let round: Int
  /// Whether sentences that earlier weights encoded in this round will do: while a network trains, they are not encoded anew
  /// for every one that is translated.
  package let toleratesEarlierWeights: Bool

  /// A sentence among those of some pairs.
  package init(
    translation: Int, sentence: String, data: CorpusLocation, pairCount: Int, round: Int, toleratesEarlierWeights: Bool
  ) {
    self.translation = translation
    self.sentence = sentence
    self.data = data
    self.pairCount = pairCount
    self.round = round
    self.toleratesEarlierWeights = toleratesEarlierWeights
  }
}
