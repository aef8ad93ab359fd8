/// A language's corpus in the cache, checked.
package struct FetchedCorpus: Hashable, Sendable {
  /// Where the sentences are from and what that asks of whoever uses them.
  package static let attribution = """
    The sentences are from Tatoeba (https://tatoeba.org) through manythings.org
    (http://www.manythings.org/anki/), under CC BY 2.0 FR
    (https://creativecommons.org/licenses/by/2.0/fr/): name both where you share
    them, or what you make of them.
    """

  /// No text larger than this is inflated; the largest that manythings.org has is a sixth of it.
  static let textLimit = 256 << 20
  /// A corpus of fewer pairs is not worth its download, and more likely something else.
  static let fewestPairs = 20

  /// The archive.
  package let path: String
  /// The sentence pairs in it.
  package let pairCount: Int
  /// The archive's own words on how it may be used, one line each; empty if it has none.
  package let terms: [String]
  /// Whether it was downloaded just now.
  package var isNew = false

  /// Reads an archive that was downloaded.
  ///
  /// - Throws: `CorpusError` unless it is sound, small enough and full of sentence pairs, and no name in it leads anywhere.
  init(checking path: String) throws(CorpusError) {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path, limit: CorpusFetch.byteLimit, waits: false)
    } catch {
      throw CorpusError(error, path: path)
    }
    func bad(_ found: String, _ expected: String = "a .zip as manythings.org has it") -> CorpusError {
      .badArchive(path: path, found: found, expected: expected)
    }
    guard bytes.starts(with: ZipArchive.signature) else {
      throw bad(bytes.first == UInt8(ascii: "<") ? "this is a web page and no archive" : "this is no zip archive")
    }
    func checked<Result>(_ read: () throws(ZipArchive.Defect) -> Result) throws(CorpusError) -> Result {
      do { return try read() } catch { throw bad(error.found, error.expected) }
    }
    let archive = try checked { () throws(ZipArchive.Defect) in try ZipArchive(bytes) }
    if let name = archive.members.map(\.name).first(where: Self.isTrick) {
      throw bad("it has an entry named \(name.quoted)", "names that stay inside the archive")
    }
    let text = try checked { () throws(ZipArchive.Defect) in try archive.corpusText(limit: Self.textLimit) }
    guard !text.contains(0) else { throw bad("its text holds NUL bytes") }
    var parser = CorpusParser(limit: .max)
    text.withUnsafeBytes { parser.parse($0) }
    let (pairs, lines) = (parser.pairs.count, parser.lineCount)
    guard pairs >= Self.fewestPairs, pairs > lines / 2 else {
      throw bad("its text has \(pairs) sentence pairs in \(lines) lines", "at least \(Self.fewestPairs), in most lines")
    }
    self.path = path
    pairCount = pairs
    terms = Self.terms(in: archive)
  }

  /// Whether a name could lead out of a folder that the archive is unpacked in, or deceive a reader.
  private static func isTrick(_ name: String) -> Bool {
    name.isEmpty || name.hasPrefix("/") || name.contains("\\") || name.contains(":")
      || name.split(separator: "/").contains("..")
      || name.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// The section of terms in the text about the archive, without what a terminal might obey.
  private static func terms(in archive: ZipArchive) -> [String] {
    guard let about = archive.aboutText(limit: 1 << 16) else { return [] }
    let lines = String(decoding: about, as: UTF8.self).split(whereSeparator: \.isNewline).map { line in
      String(String.UnicodeScalarView(line.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
    let isHeading = { (line: String) in line.hasPrefix("**") }
    guard let start = lines.firstIndex(where: { isHeading($0) && $0.contains("Terms") }) else { return [] }
    return Array(lines[(start + 1)...].prefix { !isHeading($0) }.prefix(20))
  }

  /// The same archive under another name.
  func moved(to path: String) -> FetchedCorpus {
    FetchedCorpus(path: path, pairCount: pairCount, terms: terms, isNew: true)
  }

  /// A corpus of which everything is known.
  package init(path: String, pairCount: Int, terms: [String], isNew: Bool) {
    self.path = path
    self.pairCount = pairCount
    self.terms = terms
    self.isNew = isNew
  }
}
