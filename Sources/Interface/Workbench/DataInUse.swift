import Model

/// The sentence pairs that the screen knows sentences from, and how others come into use.
package struct DataInUse: Sendable {
  /// Where they are from: trained on now, the last time, or as soon as training starts.
  package var location: CorpusLocation = .embedded
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

  /// The sentences that come with the program, not read yet.
  package init() {}

  /// The translations that the data has of a sentence.
  package func references(of sentence: String) -> [String] { sentences?.references(for: sentence) ?? [] }

  /// Takes other data into use, which is still to be read.
  mutating func replace(with location: CorpusLocation) {
    (self.location, corpus, sentences) = (location, nil, nil)
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
}

extension DataAction {
  /// The commands that do it.
  static let bindings = [
    KeyBinding(named: .fetch, in: .commands, takes: .language, "download the sentence pairs of a language")
  ]
}

extension CommandParameter {
  /// The language of a corpus; more are served than are offered.
  fileprivate static let language = CommandParameter(
    "CODE", expected: "three letters, such as fra",
    choices: ["fra", "deu", "spa", "ita", "por", "nld", "rus", "tur", "jpn", "cmn"]
  ) { text in
    LanguageCode(text).map { .data(.fetch($0)) }
  }
}

extension WorkbenchState {
  mutating func perform(_ action: DataAction) -> [Effect] {
    switch action {
    case .fetch(let language): fetch(language)
    }
  }

  /// The pairs of the data in use are known, unless other data came into use meanwhile.
  mutating func takeCorpus(_ corpus: Corpus, from location: CorpusLocation) -> [Effect] {
    guard location == data.location else { return [] }
    data.corpus = corpus
    return pinSentences(of: corpus) + evaluateIfAwaited()
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
  mutating func takeFetched(_ corpus: FetchedCorpus, of language: LanguageCode) {
    data.download = nil
    data.fetched = data.fetched.filter { $0 != language } + [language]
    data.suggestion = .named(language.letters)
    let pairs = "\(corpus.pairCount) pairs of \(language.letters)"
    notice = Notice(
      (corpus.isNew ? "Downloaded \(pairs)" : "\(pairs) are here already")
        + ", from Tatoeba through manythings.org, CC BY 2.0 FR. Start a training to use them.")
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
