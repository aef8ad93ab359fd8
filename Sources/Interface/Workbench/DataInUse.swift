import Model

/// The sentence pairs that the screen knows sentences from, and how others come into use.
///
/// They belong to the network: what it was trained on, or what somebody chose beside it.
package struct DataInUse: Sendable {
  /// Where they are from, or could be had.
  package private(set) var source: NetworkData
  /// Whether these are the pairs that the network was trained on; `nil` until they are read, and where nobody knows.
  package var isOfNetwork: Bool?
  /// Whether the network has room for all of them; `nil` until they are read.
  package var fitsNetwork: Bool?
  /// The pairs, once they are read.
  package var corpus: Corpus?
  /// Their sentences, once they are indexed.
  package var sentences: SentenceIndex?
  /// The corpus that is being downloaded.
  package var download: CorpusDownload?
  /// The languages whose corpora are in the cache.
  package var fetched: [LanguageCode] = []
  /// What to train on next, unless something else is chosen; `nil` for the data in use.
  package var suggestion: CorpusLocation?

  /// Pairs that are not read yet; by default those that come with the program.
  package init(_ source: NetworkData = .here(.embedded)) { self.source = source }

  /// Where they are from; `nil` while what the network was trained on is not here.
  package var location: CorpusLocation? { source.location }

  /// What they are called.
  package var title: String { source.title }

  /// What is missing and what to do about it; `nil` where they are here.
  package var absence: String? {
    source.absence(fetching: ":" + CommandName.fetch.rawValue, naming: ":" + CommandName.data.rawValue)
  }

  /// What is to be said of them beside the network, in a few words; `nil` where they are what it was trained on.
  package var warning: String? {
    let (fetch, data) = (CommandName.fetch.rawValue, CommandName.data.rawValue)
    return source.briefAbsence(fetching: ":" + fetch, naming: ":" + data)
      ?? (isOfNetwork == false ? "not trained on \(title)" : nil)
  }

  /// The translations that the data has of a sentence.
  package func references(of sentence: String) -> [String] { sentences?.references(for: sentence) ?? [] }

  /// Takes other data into use, which is still to be read.
  mutating func replace(with source: NetworkData) {
    self.source = source
    (corpus, sentences, isOfNetwork, fitsNetwork) = (nil, nil, nil, nil)
  }
}

/// A corpus on its way into the cache.
package struct CorpusDownload: Hashable, Sendable {
  /// The language of its translations.
  package let language: LanguageCode
  /// How much of it is here; `nil` until the server answers.
  package var progress: FetchProgress?
  /// Whether it was called off and is about to end.
  package var isCancelled = false

  /// A download that has just begun.
  package init(_ language: LanguageCode) { self.language = language }
}

/// What can be done to the data in use.
package enum DataAction: Hashable, Sendable {
  case fetch(LanguageCode)
  case use(path: String)
}

extension DataAction {
  /// The commands that do it.
  static let bindings = [
    KeyBinding(named: .fetch, in: .commands, takes: .language, "download the sentence pairs of a language"),
    KeyBinding(named: .data, in: .commands, takes: .data, "take other sentence pairs into use"),
  ]
}

extension CommandParameter {
  /// The language of a corpus; more are served than are offered.
  fileprivate static let language = CommandParameter(
    "CODE", expected: "three letters, such as fra",
    choices: ["fra", "deu", "spa", "ita", "por", "nld", "rus", "tur", "jpn", "cmn"],
    inForce: { $0.data.fetched.isEmpty ? nil : "here: " + $0.data.fetched.map(\.letters).joined(separator: ", ") }
  ) { text in
    LanguageCode(text).map { .data(.fetch($0)) }
  }

  /// How the names of files with pairs end.
  static let corpusFiles = ["txt", "tsv", "csv", "zip"]

  /// The path of a file with pairs, or a language whose corpus was downloaded.
  fileprivate static let data = CommandParameter(
    "FILE", expected: "a file of sentence pairs, or a language such as fra", files: corpusFiles,
    inForce: { $0.data.title }, text: { .data(.use(path: $0)) })
}

extension WorkbenchState {
  mutating func perform(_ action: DataAction) -> [Effect] {
    switch action {
    case .fetch(let language): fetch(language)
    case .use(let path): use(.here(CorpusLocation(typed: path)))
    }
  }

  /// Takes other data into use; while a network is trained, it is what that is trained on.
  private mutating func use(_ source: NetworkData) -> [Effect] {
    guard !training.isActive, training.loading == nil else {
      notice = Notice("A network is being trained on \(data.title); stop the training first", isError: true)
      return []
    }
    notice = Notice("Reading \(source.title)")
    return replaceData(with: source)
  }

  /// Other data comes into use, and is read where it is here.
  mutating func replaceData(with source: NetworkData) -> [Effect] {
    guard source != data.source else { return [] }
    data.replace(with: source)
    followSentences()
    return forgetEvaluation() + pinSentences(of: []) + readData()
  }

  /// Reads the data in use, where it is here.
  func readData() -> [Effect] { data.location.map { [.readCorpus($0)] } ?? [] }

  /// Those of some pairs that the network at hand was trained on, or a new one would be.
  func trainedPairs(of pairs: [SentencePair]) -> ArraySlice<SentencePair> {
    (network.card?.hyperparameters ?? training.hyperparameters).trainedPairs(of: pairs)
  }

  /// What the data in use has to do with the network at hand, now that it is read.
  mutating func compareData(with corpus: Corpus) {
    guard let card = network.card else { return }
    let sample = Array(card.hyperparameters.sample(of: corpus.pairs))
    data.isOfNetwork = card.data.map { $0.describes(sample) }
    data.fitsNetwork = sample.allSatisfy { card.configuration.hasRoom(for: $0) }
  }

  /// The pairs of the data in use are known, unless other data came into use meanwhile.
  mutating func takeCorpus(_ corpus: Corpus, from location: CorpusLocation) -> [Effect] {
    guard location == data.location else { return [] }
    data.corpus = corpus
    compareData(with: corpus)
    return pinSentences(of: corpus.pairs) + evaluateIfAwaited()
  }

  /// The data in use cannot be read, unless other data came into use meanwhile.
  mutating func refuseCorpus(_ location: CorpusLocation, _ reason: String) {
    guard location == data.location else { return }
    evaluation.stopWaiting()
    notice = Notice(reason, isError: true)
  }

  /// The sentences of the data in use can be looked up, unless other data came into use meanwhile.
  mutating func takeSentences(_ index: SentenceIndex, from location: CorpusLocation) {
    guard location == data.location else { return }
    data.sentences = index
    followSentences()
  }

  /// Downloads the pairs of a language; one at a time.
  mutating func fetch(_ language: LanguageCode) -> [Effect] {
    if let download = data.download {
      notice = Notice(
        "\(download.language.letters) is still being downloaded; \(key(for: .leaving(.interrupt))) cancels that")
      return []
    }
    data.download = CorpusDownload(language)
    return [.fetchCorpus(language)]
  }

  /// Calls the download off; `nil` where there is none.
  mutating func cancelFetch() -> [Effect]? {
    guard data.download?.isCancelled == false else { return nil }
    data.download?.isCancelled = true
    notice = Notice("Cancelling the download")
    return [.cancelFetch]
  }

  /// A corpus is in the cache, and the next training is offered to be on it.
  mutating func takeFetched(_ corpus: FetchedCorpus, of language: LanguageCode) -> [Effect] {
    data.download = nil
    data.fetched = data.fetched.filter { $0 != language } + [language]
    data.suggestion = .named(language.letters)
    let pairs = "\(corpus.pairCount) pairs of \(language.letters)"
    notice = Notice(
      (corpus.isNew ? "Downloaded \(pairs)" : "\(pairs) are here already")
        + ", from Tatoeba through manythings.org, CC BY 2.0 FR. Start a training to use them.")
    guard data.source == .fetchable(language) else { return [] }
    return replaceData(with: .here(.named(language.letters)))
  }

  /// There is none, or not now.
  mutating func failFetch(_ error: FetchError) {
    data.download = nil
    if case .cancelled = error {
      notice = Notice(error.description)
    } else {
      notice = Notice(error.description, isError: true)
    }
  }
}
