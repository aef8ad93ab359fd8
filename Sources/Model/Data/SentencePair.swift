/// One line of a corpus: a sentence and its translation, both in Unicode's composed form (NFC).
package struct SentencePair: Hashable, Sendable {
  /// The sentence to translate.
  package let english: String
  /// Its translation, without the TAB and LF that the network sees around it.
  package let french: String

  /// Pairs a sentence with its translation.
  package init(english: String, french: String) {
    self.english = english
    self.french = french
  }
}
