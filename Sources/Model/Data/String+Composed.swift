import Foundation

extension String {
  /// The string in Unicode's composed form (NFC), in which a corpus is read and a sentence looked up.
  package var composed: String {
    // No scalar of Latin 1, Latin Extended or General Punctuation composes with a neighbour, and all but U+2000 and
    // U+2001 stand for themselves: most French passes here.
    let isComposed = unicodeScalars.allSatisfy { $0.value < 0x300 || (0x2002...0x206F).contains($0.value) }
    return isComposed ? self : precomposedStringWithCanonicalMapping
  }
}
