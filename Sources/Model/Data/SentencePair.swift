import Essentials

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

  /// The longer of the two sequences that the network sees, in scalars: the English, or TAB, the French, LF.
  package var longerSide: Int { max(english.unicodeScalars.count, french.unicodeScalars.count + 2) }

  /// Whether neither side is longer than `limit`.
  package func fits(in limit: Int) -> Bool {
    // No text has more scalars than bytes, which are counted already.
    max(english.utf8.count, french.utf8.count + 2) <= limit || longerSide <= limit
  }
}

/// Which pairs are held out; how many, the validation split says.
package enum Split: String, Codable, Hashable, Sendable, CaseIterable {
  /// The last pairs: the original's. The same English may be on both sides, and where pairs stand by length, the longest are
  /// held out.
  case last
  /// All pairs of some sentences, which the seed draws: no English is on both sides, and all lengths are measured.
  case sentence
}

extension String {
  /// The string in Unicode's composed form (NFC), in which a corpus is read and a sentence looked up.
  package var composed: String {
    // No scalar of Latin 1, Latin Extended or General Punctuation composes with a neighbour, and all but U+2000 and
    // U+2001 stand for themselves: most French passes here.
    let isComposed = unicodeScalars.allSatisfy { $0.value < 0x300 || (0x2002...0x206F).contains($0.value) }
    return isComposed ? self : normalizedC
  }
}
