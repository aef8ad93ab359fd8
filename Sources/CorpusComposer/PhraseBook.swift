/// The sentences written by hand, in the files of `Phrases`: English, TAB, renderings between ` | `.
package enum PhraseBook {
  /// Every pair of every file.
  /// - Throws: `ComposerError` if a file is missing or malformed.
  package static func pairs() throws(ComposerError) -> [Pair] {
    var pairs: [Pair] = []
    for name in try Table.names(in: "Phrases") {
      for row in try Table.rows("Phrases", name, columns: 2...2) {
        pairs += row[1].split(separator: " | ").map { Pair(written: row[0], String($0)) }
      }
    }
    return pairs
  }
}
