import Model

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

extension WorkbenchState {
  /// Downloads the pairs of a language; one at a time.
  mutating func fetch(_ language: LanguageCode) -> [Effect] {
    if let download {
      notice = Notice("\(download.language.letters) is still being downloaded; ^C cancels that")
      return []
    }
    download = CorpusDownload(language)
    return [.fetchCorpus(language)]
  }

  /// Calls the download off; `nil` where there is none.
  mutating func cancelFetch() -> [Effect]? {
    guard download?.isCancelled == false else { return nil }
    download?.isCancelled = true
    notice = Notice("Cancelling the download")
    return [.cancelFetch]
  }

  /// A corpus is in the cache, and the next training is offered to be on it.
  mutating func takeFetched(_ corpus: FetchedCorpus, of language: LanguageCode) {
    download = nil
    fetched = fetched.filter { $0 != language } + [language]
    suggestedData = .named(language.letters)
    let pairs = "\(corpus.pairCount) pairs of \(language.letters)"
    notice = Notice(
      (corpus.isNew ? "Downloaded \(pairs)" : "\(pairs) are here already")
        + ", from Tatoeba through manythings.org, CC BY 2.0 FR. Start a training to use them.")
  }

  /// There is none, or not now.
  mutating func failFetch(_ error: FetchError) {
    download = nil
    if case .cancelled = error {
      notice = Notice(error.description)
    } else {
      notice = Notice(error.description, isError: true)
    }
  }
}
