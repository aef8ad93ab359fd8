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
