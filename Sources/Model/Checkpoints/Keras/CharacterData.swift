import Essentials

/// The pairs in which the characters of a network are looked for whose file does not hold them.
package struct CharacterData: Sendable {
  /// The pairs it was trained on; nil where nobody has named any.
  package var location: CorpusLocation?
  /// How many of them, from the first; nil for as many as the original takes.
  package var sampleCount: Int?
  /// What follows a shorter text, or nil to find out.
  package var padding: Padding?
  /// What was read already, which is not read again if it is that data.
  package var known: Corpus?

  /// Data to look in; by default none.
  package init(
    _ location: CorpusLocation? = nil, sampleCount: Int? = nil, padding: Padding? = nil, known: Corpus? = nil
  ) {
    self.location = location
    self.sampleCount = sampleCount
    self.padding = padding
    self.known = known
  }

  /// The data that a run is asked to train on.
  package init(_ location: CorpusLocation?, given: GivenHyperparameters, known: Corpus? = nil) {
    self.init(
      location, sampleCount: given[.samples].flatMap { Int($0) },
      padding: given[.padding].flatMap { Padding(rawValue: $0) }, known: known)
  }

  /// The corpora on this machine, in which the characters may also be.
  static var others: [CorpusLocation] {
    [.embedded] + CorpusLocation.fetchedLanguages().map { .named($0.letters) }
  }
}

extension RunFormat {
  /// What Keras and TensorFlow save, and what this program exports for them.
  static let keras = RunFormat(
    title: "a model of Keras's", suffixes: [".keras", ".h5", ".hdf5", ".index"],
    recognizes: { KerasFile.isRecognized($0.path) || KerasSource.isRelated($0) },
    checkpoint: { (path, data, report) throws(CheckpointError) in try Checkpoint(keras: path, data, report) },
    run: { (path) throws(CheckpointError) in
      let history = try KerasFile(contentsOf: path).enclosure?.state.history ?? []
      guard !history.isEmpty else {
        throw .noEpochs(path: path, found: "a model of Keras's, which keeps no record of its epochs")
      }
      return RecordedRun(path: path, history: history)
    })
}

extension Checkpoint {
  /// Reads a file of Keras's: whole if this program exported it, else with characters found in the data.
  fileprivate init(keras path: String, _ data: CharacterData, _ report: RunFormat.Report) throws(CheckpointError) {
    let file = try KerasFile(contentsOf: path)
    if let whole = file.enclosedCheckpoint() {
      self = whole
    } else {
      guard let location = data.location else { throw KerasCharacters.demand(file, among: CharacterData.others) }
      let corpus: Corpus
      do throws(CorpusError) {
        corpus = try Corpus.whole(location, known: data.known)
      } catch {
        throw .noCharacters(error)
      }
      let found = try KerasCharacters(
        of: file, pairs: corpus.pairs, sampleCount: data.sampleCount ?? Hyperparameters().sampleCount,
        title: location.title, padding: data.padding, threads: ProcessInfo.processInfo.activeProcessorCount)
      self = file.checkpoint(found)
      self.data = TrainingData(name: location.name, pairs: Array(corpus.pairs.prefix(found.sampleCount)))
      report("\(path): \(file.title); \(found.line); \(file.optimizer.title)")
    }
    for note in file.notes { report("\(path): \(note)") }
  }
}
