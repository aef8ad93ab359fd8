import Model

extension Corpus {
  /// The pairs that `hyperparameters` take from some data; lines left out are told of on standard error.
  static func read(_ location: CorpusLocation, _ hyperparameters: Hyperparameters) throws(CorpusError) -> Corpus {
    let corpus = try Corpus(
      location, limit: hyperparameters.sampleCount, maxLength: hyperparameters.maxLength)
    for rejected in corpus.rejected { StandardError.write("\(corpus.path.visible): \(rejected)") }
    return corpus
  }
}
