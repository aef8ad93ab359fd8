/// The bytes of a corpus, out of a text file or of the text inside a zip archive.
struct CorpusText {
  private let path: String
  /// UTF-8, as far as anybody has looked.
  let bytes: [UInt8]

  /// Reads the file at `path`.
  ///
  /// - Throws: `CorpusError` if it cannot be read, or is no text.
  init(contentsOf path: String) throws(CorpusError) {
    self.path = path
    var bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path, limit: Corpus.byteLimit)
    } catch {
      throw CorpusError(error, path: path)
    }
    if path.lowercased().hasSuffix(".zip") || bytes.starts(with: ZipArchive.signature) {
      do {
        bytes = try ZipArchive(bytes).corpusText(limit: Corpus.byteLimit)
      } catch {
        throw .badArchive(path: path, found: error.found, expected: error.expected)
      }
    }
    if let offset = bytes.firstIndex(of: 0) {
      let guess = Self.isUTF16(bytes) ? "UTF-16" : "no text"
      throw .notText(path: path, found: "byte \(offset) is NUL, so this is \(guess)")
    }
    self.bytes = bytes
  }

  /// Looks at some of the lines, so that they are not read as what they are not.
  ///
  /// - Throws: `CorpusError` if they are no UTF-8, or look as if their pairs were elsewhere than `format` says by default.
  func check(_ format: CorpusFormat) throws(CorpusError) {
    let (isLatin1, objection) = bytes.withUnsafeBytes { text in
      let layout = CorpusLayout(sampling: text)
      return (layout.isLatin1, layout.objection(to: format))
    }
    if isLatin1 { throw .notText(path: path, found: "its accents are those of Latin-1 or Windows-1252") }
    if let objection { throw .otherLayout(path: path, found: objection.found, advice: objection.advice) }
  }

  /// Whether bytes with NULs among them begin with UTF-16's mark, or have the NULs on one side of most of their pairs.
  private static func isUTF16(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    let start = bytes.prefix(1_000)
    return [0, 1].contains { side in
      start.indices.allSatisfy { bytes[$0] != 0 || $0 % 2 == side }
        && start.indices.count { bytes[$0] == 0 } * 3 > start.count
    }
  }
}
