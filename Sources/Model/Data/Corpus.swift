/// The sentence pairs of a file, by default of `English TAB French [TAB attribution]` lines.
package struct Corpus: Sendable {
  /// The most bytes ever read from a file or inflated from an archive.
  static let byteLimit = 512 << 20

  /// The file the pairs are from.
  package let path: String
  /// The pairs in the file's order; never empty.
  package let pairs: [SentencePair]
  /// The lines left out before the last pair was found, by reason.
  package let rejected: [RejectedLines]
  private let format: CorpusFormat
  /// The file as it was when it was read.
  private let stamp: FileStamp?
  /// Whether all pairs of the file were read.
  private let isWhole: Bool

  /// Reads the first `limit` valid pairs, or all, of a text file or of the text inside a zip archive.
  ///
  /// Lines end as Python reads them, with LF, CR LF or CR; byte-order marks are dropped, and the last line needs no end; every
  /// side is brought to NFC. Pairs with a side of more than `maxLength` characters are left out, see
  /// `SentencePair.longerSide`.
  /// - Throws: `CorpusError` if the file cannot be read, holds no pair at all, or looks as if its pairs were elsewhere than
  ///   `format` says by default.
  package init(
    contentsOf path: String, format: CorpusFormat = CorpusFormat(), limit: Int? = nil,
    maxLength: Int = NetworkConfiguration.maximumLength
  ) throws(CorpusError) {
    stamp = FileStamp(of: path)
    isWhole = limit == nil && maxLength == NetworkConfiguration.maximumLength
    let text = try CorpusText(contentsOf: path)
    try text.check(format)
    var parser = CorpusParser(format: format, limit: limit ?? .max, maxLength: maxLength)
    text.bytes.withUnsafeBytes { parser.parse($0) }
    guard !parser.pairs.isEmpty else {
      throw .noPairs(path: path, lines: parser.lineCount, rejected: parser.rejectedLines)
    }
    if format.separator == nil, parser.hasDoubledQuotes, Self.quotesAreCSV(parser.pairs) {
      throw .otherLayout(
        path: path, found: "columns in quotes as in CSV, with the quotes inside them doubled",
        advice: "--separator quoted-tab reads the pairs; --separator tab takes the lines as they stand.")
    }
    self.path = path
    self.format = format
    pairs = parser.pairs
    rejected = parser.rejectedLines
  }

  /// Reads the first `limit` valid pairs, or all, of the corpus that was asked for.
  ///
  /// - Throws: `CorpusError` if there is none, or as for a file.
  package init(
    _ location: CorpusLocation, limit: Int? = nil, maxLength: Int = NetworkConfiguration.maximumLength
  ) throws(CorpusError) {
    try self.init(contentsOf: location.path(), format: location.format, limit: limit, maxLength: maxLength)
  }

  /// Those of the first `count` pairs with sides of up to `maxLength` characters, of what was read of all.
  private init(_ whole: Corpus, first count: Int, maxLength: Int) {
    var pairs: [SentencePair] = []
    var tooLong = RejectedLines(reason: .tooLong, bound: maxLength)
    // Without anything left out, every line holds a pair.
    for (index, pair) in whole.pairs.enumerated() where pairs.count < count {
      if pair.fits(in: maxLength) { pairs.append(pair) } else { tooLong.add(line: index + 1) }
    }
    path = whole.path
    format = whole.format
    self.pairs = pairs
    rejected = tooLong.count > 0 ? [tooLong] : []
    stamp = whole.stamp
    isWhole = false
  }

  /// All pairs of some data: `known` if that is the same file and has not changed since.
  ///
  /// - Throws: `CorpusError` if there is none, or as for a file.
  package static func whole(_ location: CorpusLocation, known: Corpus?) throws(CorpusError) -> Corpus {
    let path = try location.path()
    if let known, known.isWhole, known.isCurrent(path, location.format) { return known }
    return try Corpus(contentsOf: path, format: location.format)
  }

  /// Whether this is what the file at `path` holds now.
  private func isCurrent(_ path: String, _ format: CorpusFormat) -> Bool {
    path == self.path && format == self.format && stamp != nil && stamp == FileStamp(of: path)
  }

  /// The first `count` pairs of some data with sides of up to `maxLength` characters, out of `known` if that is the same
  /// file and has not changed since.
  ///
  /// - Throws: `CorpusError` as for a file.
  package static func first(
    _ count: Int, of location: CorpusLocation, maxLength: Int = NetworkConfiguration.maximumLength, known: Corpus?
  ) throws(CorpusError) -> Corpus {
    let isUnlimited = maxLength == NetworkConfiguration.maximumLength
    if let known, known.isWhole, try known.isCurrent(location.path(), location.format) {
      if isUnlimited, count >= known.pairs.count { return known }
      // Which lines are left out before the last of these pairs only the lines tell.
      if known.rejected.isEmpty {
        let part = Corpus(known, first: count, maxLength: maxLength)
        if !part.pairs.isEmpty { return part }
      }
    }
    return try Corpus(location, limit: count, maxLength: maxLength)
  }

  /// Whether all quotes in the pairs are CSV's: around a whole side, and doubled inside.
  private static func quotesAreCSV(_ pairs: [SentencePair]) -> Bool {
    pairs.allSatisfy { pair in
      [pair.english, pair.french].allSatisfy { !$0.contains("\"") || QuotedFields.isQuoted($0.utf8) }
    }
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
  /// The lines hold their pairs elsewhere than where they are looked for; `advice` names the options that read them.
  case otherLayout(path: String, found: String, advice: String)
  /// Not one line holds a pair.
  case noPairs(path: String, lines: Int, rejected: [RejectedLines])
  /// What a network was trained on is not here.
  case ofNetwork(path: String, absence: String)
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
      "the sentences that come with the program are not beside it; expected them in ../share/seq2seq, as `seq2seq install` "
        + "puts them there. Name a file with " + Self.form
    case .notFetched(let language):
      "\(language.letters): there is no such file, and the corpus of this language has not been downloaded yet; "
        + "`seq2seq fetch \(language.letters)` does that. Or name a file, or take the sentences that come with the program."
    case .noInput(let path, let found):
      "\(path.visible): \(found); expected a file with \(Self.form). Check the name and its permissions."
    case .unreadable(let path, let found):
      "\(path.visible): \(found); expected a readable file. Check the disk, or copy the file elsewhere and try again."
    case .badArchive(let path, let found, let expected):
      "\(path.visible): \(found); expected \(expected). Download the archive again, or unzip it and give the text file."
    case .notText(let path, let found):
      "\(path.visible): \(found); expected \(Self.form). Save it as UTF-8 text, or give another file."
    case .otherLayout(let path, let found, let advice):
      "\(path.visible): \(found); expected English, a TAB and French. \(advice)"
    case .noPairs(let path, let lines, let rejected):
      "\(path.visible): \(Self.summary(lines: lines, rejected: rejected)); expected \(Self.form). "
        + "Check that a TAB separates the columns, or tell what does with --separator, and which they are with --columns."
    case .ofNetwork(let path, let absence): "\(path.visible): \(absence.visible)."
    case .doesNotFit(let path, let problems):
      "\(path.visible): \(problems.joined(separator: "; ")); expected data that fits the network being continued. "
        + "Give the data it was trained on, leave these pairs out, or train a new network."
    }
  }

  private static func summary(lines: Int, rejected: [RejectedLines]) -> String {
    guard lines > 0 else { return "the file is empty" }
    return "no pair in \(lines) \(lines == 1 ? "line" : "lines"): "
      + rejected.map(\.description).joined(separator: ", ")
  }
}
