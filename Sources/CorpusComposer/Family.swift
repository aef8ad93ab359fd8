/// A kind of composed sentence: its frames over the rows of its tables.
package struct Family: Sendable {
  /// What it is called in the README and in samples.
  package let name: String
  /// Which share of its English sentences the corpus keeps, in percent.
  package let share: Int
  /// All it can compose.
  package let all: [Pair]

  /// The longest English of the corpus, in scalars.
  package static let longest = 20
  /// Up to this English length the whole share is kept, beyond it a third.
  package static let short = 16

  init(_ name: String, share: Int, _ all: [Pair]) {
    self.name = name
    self.share = share
    self.all = all
  }

  /// The pairs the corpus keeps: every rendering of a fixed pseudo-random part of the English sentences.
  ///
  /// The full product of frames and tables is several times larger, and a corpus of it would repeat itself.
  package var pairs: [Pair] {
    all.filter { pair in
      let length = pair.english.unicodeScalars.count
      guard length <= Self.longest else { return false }
      return Self.hash(pair.english) % 300 < UInt64(length <= Self.short ? 3 * share : share)
    }
  }

  /// FNV-1a with 64 bits, whose high bits are the better mixed.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 } >> 20
  }
}
