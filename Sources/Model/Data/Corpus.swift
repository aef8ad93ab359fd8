/// The sentence pairs of a file of `English TAB French [TAB attribution]` lines.
package struct Corpus: Sendable {
  /// The most bytes ever read from a file or inflated from an archive.
  package static let byteLimit = 512 << 20

  /// The file the pairs are from.
  package let path: String
  /// The pairs in the file's order; never empty.
  package let pairs: [SentencePair]
  /// The lines left out before the last pair was found, by reason.
  package let rejected: [RejectedLines]

  /// Reads the first `limit` valid pairs, or all, of a text file or of the text inside a zip archive.
  ///
  /// CR LF, a byte-order mark and a last line without LF are fine; every side is brought to NFC.
  /// - Throws: `CorpusError` if the file cannot be read or holds no pair at all.
  package init(contentsOf path: String, limit: Int? = nil) throws(CorpusError) {
    let text = try Self.text(at: path)
    var parser = CorpusParser(limit: limit ?? .max)
    text.withUnsafeBytes { parser.parse($0) }
    guard !parser.pairs.isEmpty else {
      throw .noPairs(path: path, lines: parser.lineCount, rejected: parser.rejectedLines)
    }
    self.path = path
    pairs = parser.pairs
    rejected = parser.rejectedLines
  }

  /// Reads the first `limit` valid pairs, or all, of the corpus that was asked for.
  ///
  /// - Throws: `CorpusError` if there is none, or as for a file.
  package init(_ location: CorpusLocation, limit: Int? = nil) throws(CorpusError) {
    try self.init(contentsOf: location.path(), limit: limit)
  }

  private static func text(at path: String) throws(CorpusError) -> [UInt8] {
    var text: [UInt8]
    do {
      text = try FileBytes.read(path, limit: byteLimit)
    } catch {
      throw CorpusError(error, path: path)
    }
    if path.lowercased().hasSuffix(".zip") || text.starts(with: ZipArchive.signature) {
      text = try ZipArchive(text, path: path).corpusText(limit: byteLimit)
    }
    if let offset = text.firstIndex(of: 0) {
      let guess = text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) ? "UTF-16" : "no text"
      throw .notText(path: path, found: "byte \(offset) is NUL, so this is \(guess)")
    }
    return text
  }
}
