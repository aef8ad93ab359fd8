import Model

extension Corpus {
  /// The pairs that `hyperparameters` take from the file at `path`; lines left out are told of on standard error.
  static func read(_ path: String, _ hyperparameters: Hyperparameters) throws(CorpusError) -> Corpus {
    let corpus = try Corpus(contentsOf: path, limit: hyperparameters.sampleCount)
    for rejected in corpus.rejected { StandardError.write("\(path): \(rejected)") }
    return corpus
  }
}
