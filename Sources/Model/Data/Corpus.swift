/// The sentence pairs of a file of `English TAB French [TAB attribution]` lines.
package struct Corpus: Sendable {
  /// The most bytes ever read from a file or inflated from an archive.
  static let byteLimit = 512 << 20

  /// The file the pairs are from.
  package let path: String
  /// The pairs in the file's order; never empty.
  package let pairs: [SentencePair]
  /// The lines left out before the last pair was found, by reason.
  package let rejected: [RejectedLines]
  /// The file as it was when it was read.
  private let stamp: FileStamp?
  /// Whether all pairs of the file were read.
  private let isWhole: Bool

  /// Reads the first `limit` valid pairs, or all, of a text file or of the text inside a zip archive.
  ///
  /// CR LF, a byte-order mark and a last line without LF are fine; every side is brought to NFC.
  /// - Throws: `CorpusError` if the file cannot be read or holds no pair at all.
  package init(contentsOf path: String, limit: Int? = nil) throws(CorpusError) {
    stamp = FileStamp(of: path)
    isWhole = limit == nil
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

  /// The first `count` pairs, of which this is what was read of all.
  private init(_ whole: Corpus, first count: Int) {
    path = whole.path
    pairs = Array(whole.pairs.prefix(count))
    rejected = whole.rejected
    stamp = whole.stamp
    isWhole = false
  }

  /// All pairs of some data: `known` if that is the same file and has not changed since.
  ///
  /// - Throws: `CorpusError` if there is none, or as for a file.
  package static func whole(_ location: CorpusLocation, known: Corpus?) throws(CorpusError) -> Corpus {
    let path = try location.path()
    if let known, known.isWhole, known.isCurrent(path) { return known }
    return try Corpus(contentsOf: path)
  }

  /// Whether this is what the file at `path` holds now.
  private func isCurrent(_ path: String) -> Bool { path == self.path && stamp != nil && stamp == FileStamp(of: path) }

  /// The first `count` pairs of the file at `path`, out of `known` if that is the same file and has not changed since.
  ///
  /// - Throws: `CorpusError` as for a file.
  package static func first(_ count: Int, of path: String, known: Corpus?) throws(CorpusError) -> Corpus {
    guard let known, known.isWhole, known.isCurrent(path) else {
      return try Corpus(contentsOf: path, limit: count)
    }
    if count >= known.pairs.count { return known }
    // Which lines are left out before the last of these pairs only the lines tell.
    guard known.rejected.isEmpty else { return try Corpus(contentsOf: path, limit: count) }
    return Corpus(known, first: count)
  }

  private static func text(at path: String) throws(CorpusError) -> [UInt8] {
    var text: [UInt8]
    do {
      text = try FileBytes.read(path, limit: byteLimit)
    } catch {
      throw CorpusError(error, path: path)
    }
    if path.lowercased().hasSuffix(".zip") || text.starts(with: ZipArchive.signature) {
      do {
        text = try ZipArchive(text).corpusText(limit: byteLimit)
      } catch {
        throw .badArchive(path: path, found: error.found, expected: error.expected)
      }
    }
    if let offset = text.firstIndex(of: 0) {
      let guess = text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) ? "UTF-16" : "no text"
      throw .notText(path: path, found: "byte \(offset) is NUL, so this is \(guess)")
    }
    return text
  }
}

/// Why a corpus cannot be used.
///
/// The description names the file, what was found, what was expected, and what to do.
package enum CorpusError: Error, Hashable, Sendable {
  /// The program was copied without the sentences that come with it.
  case noEmbeddedCorpus
  /// The corpus of a language is not in the cache.
  case notFetched(LanguageCode)
  /// There is no file to read: no such name, a directory, no permission, or larger than is ever read.
  case noInput(path: String, found: String)
  /// The system failed while reading.
  case unreadable(path: String, found: String)
  /// A zip archive that is damaged or of a kind that is not read.
  case badArchive(path: String, found: String, expected: String)
  /// The bytes are no UTF-8 text.
  case notText(path: String, found: String)
  /// Not one line holds a pair.
  case noPairs(path: String, lines: Int, rejected: [RejectedLines])
  /// The pairs hold what a network's vocabularies or lengths have no room for.
  case doesNotFit(path: String, problems: [String])

  init(_ failure: FileFailure, path: String) {
    self =
      failure.isNoInput
      ? .noInput(path: path, found: failure.found) : .unreadable(path: path, found: failure.found)
  }
}

extension CorpusError: CustomStringConvertible {
  private static let form = "UTF-8 lines of English, a TAB and French, or a .zip from manythings.org with such a text"

  /// The file, what was found, what was expected, and what to do.
  package var description: String {
    switch self {
    case .noEmbeddedCorpus:
      "the sentences that come with the program are not beside it; expected seq2seq_Model.resources there. Name a file "
        + "with " + Self.form
    case .notFetched(let language):
      "\(language.letters): there is no such file, and the corpus of this language has not been downloaded yet; "
        + "`seq2seq fetch \(language.letters)` does that. Or name a file, or take the sentences that come with the program."
    case .noInput(let path, let found):
      "\(path): \(found); expected a file with \(Self.form). Check the name and its permissions."
    case .unreadable(let path, let found):
      "\(path): \(found); expected a readable file. Check the disk, or copy the file elsewhere and try again."
    case .badArchive(let path, let found, let expected):
      "\(path): \(found); expected \(expected). Download the archive again, or unzip it and give the text file."
    case .notText(let path, let found):
      "\(path): \(found); expected \(Self.form). Save it as UTF-8 text, or give another file."
    case .noPairs(let path, let lines, let rejected):
      "\(path): \(Self.summary(lines: lines, rejected: rejected)); expected \(Self.form). "
        + "Check that a TAB separates the columns."
    case .doesNotFit(let path, let problems):
      "\(path): \(problems.joined(separator: "; ")); expected data that fits the network being continued. "
        + "Give the data it was trained on, leave these pairs out, or train a new network."
    }
  }

  private static func summary(lines: Int, rejected: [RejectedLines]) -> String {
    guard lines > 0 else { return "the file is empty" }
    return "no pair in \(lines) \(lines == 1 ? "line" : "lines"): "
      + rejected.map(\.description).joined(separator: ", ")
  }
}
