/// What a sample of a text's lines shows of how the text is laid out, so that no wrong columns are trained on.
struct CorpusLayout {
  private typealias Line = Slice<UnsafeRawBufferPointer>

  /// What speaks against reading a text as it was going to be.
  struct Objection: Hashable {
    /// What was found.
    let found: String
    /// The options that read it right, and those that take its lines as they stand.
    let advice: String
  }

  /// About as many lines are looked at, from all over the text.
  private static let sampleSize = 256
  /// A line longer than this many bytes is passed over, as are columns behind this one.
  private static let longestLine = 100_000
  private static let columnLimit = 16

  private let lines: [Line]

  /// Looks at some lines of a text, which must outlive the layout.
  init(sampling text: UnsafeRawBufferPointer) {
    var rest = TextLines(text)
    var lines: [Line] = []
    var target = 0
    while var line = rest.next() {
      _ = line.dropMarks()
      if !line.isEmpty, line.count <= Self.longestLine { lines.append(line) }
      target += max(1, text.count / Self.sampleSize)
      rest.skip(to: target)
    }
    self.lines = lines
  }

  /// What the lines show against `format`, where that leaves something open; `nil` if nothing does.
  func objection(to format: CorpusFormat) -> Objection? {
    let separator = format.separator ?? self.separator
    let rows = lines.map { fields(of: $0, separator) }
    let kinds = format.columns == nil ? Self.kinds(of: rows) : []
    let columns = Self.columns(of: kinds)
    var found: [String] = []
    var (options, others): ([String], [String]) = ([], [])
    if format.separator == nil, separator != .tab {
      found.append(separator.finding)
      options.append(separator.option)
      if separator == .quotedTab { others.append(CorpusFormat.Separator.tab.option) }
    }
    if format.columns == nil, columns != .first {
      found += [("numbers", Kind.number), ("language codes", .code)].compactMap { name, kind in
        let numbers = kinds.indices.filter { kinds[$0] == kind }.map { "\($0 + 1)" }
        return numbers.isEmpty ? nil : name + Self.list(" in column", numbers)
      }
      // Nothing stands in the first two columns before it is said what separates them.
      if others.isEmpty { others = options }
      others.append(CorpusFormat.Columns.first.option)
      if let columns { options.append(columns.option) }
    }
    guard !found.isEmpty else { return nil }
    return Objection(found: found.joined(separator: ", "), advice: Self.advice(options, isPair: columns != nil, others))
  }

  private static func advice(_ options: [String], isPair: Bool, _ others: [String]) -> String {
    let asTheyStand = others.isEmpty ? "." : "; \(others.joined(separator: " ")) takes the lines as they stand."
    if isPair { return "\(options.joined(separator: " ")) reads the pairs" + asTheyStand }
    return "Give a file of pairs, since this has one column of sentences" + asTheyStand
  }

  private static func list(_ word: String, _ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return word + " " + items.joined() }
    return "\(word)s \(items.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// What stands between the columns of most lines.
  private var separator: CorpusFormat.Separator {
    let tabbed = lines.filter { $0.position(of: CorpusFormat.Separator.tab.byte) != nil }
    if tabbed.count * 2 >= lines.count {
      let quoted = tabbed.count { line in fields(of: line, .tab).count(where: QuotedFields.isQuoted) > 1 }
      return quoted * 2 > tabbed.count ? .quotedTab : .tab
    }
    // Commas are also found in sentences: nearly every line must have one.
    return [.semicolon, .comma].first { separator in
      lines.count { fields(of: $0, separator).count > 1 } * 5 >= lines.count * 4
    } ?? .tab
  }

  private func fields(of line: Line, _ separator: CorpusFormat.Separator) -> [[UInt8]] {
    guard separator.hasQuotes else {
      return line.split(separator: separator.byte, maxSplits: Self.columnLimit, omittingEmptySubsequences: false)
        .map(Array.init)
    }
    var record = QuotedFields(separator: separator.byte, limit: Self.columnLimit)
    return record.read(line) == .complete ? record.fields : []
  }

  /// What a column holds in most lines.
  private enum Kind {
    case text, number, code, nothing
  }

  /// The kinds of the columns that most lines have.
  private static func kinds(of rows: [[[UInt8]]]) -> [Kind] {
    (0..<columnLimit).prefix { column in rows.count { $0.count > column } * 2 > rows.count }.map { column in
      let fields = rows.compactMap { $0.count > column ? $0[column] : nil }
      let half = fields.count / 2
      if fields.count(where: \.isEmpty) > half { return .nothing }
      if fields.count(where: isNumber) > half { return .number }
      let codes = fields.filter(isCode)
      // Codes are few; words of two or three letters are many.
      return codes.count > half && Set(codes).count * 2 <= max(2, codes.count) ? .code : .text
    }
  }

  /// The columns that are a pair; `nil` where there is only one column of sentences.
  ///
  /// A line of two columns is a pair whatever they hold: `21` may well be translated to `vingt et un`.
  private static func columns(of kinds: [Kind]) -> CorpusFormat.Columns? {
    let texts = kinds.indices.filter { kinds[$0] == .text }
    let isPlain = kinds.count < 3 || texts.isEmpty || kinds[..<2].allSatisfy { $0 == .text || $0 == .nothing }
    if isPlain { return .first }
    return texts.count < 2 ? nil : CorpusFormat.Columns(english: texts[0] + 1, french: texts[1] + 1)
  }

  private static func isNumber(_ field: [UInt8]) -> Bool {
    !field.isEmpty && field.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isCode(_ field: [UInt8]) -> Bool {
    (2...3).contains(field.count) && field.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }
}

extension CorpusFormat.Separator {
  /// What a text has whose columns are separated so.
  fileprivate var finding: String {
    switch self {
    case .tab: "columns separated by TABs"
    case .quotedTab: "columns in quotes as in CSV"
    case .semicolon: "columns separated by semicolons"
    case .comma: "columns separated by commas"
    }
  }
}

extension CorpusLayout {
  /// Whether the lines that are more than ASCII are Latin-1, or its relative Windows-1252, rather than UTF-8.
  var isLatin1: Bool {
    let lines = lines.filter { line in line.contains { $0 >= 0x80 } }
    let others = lines.filter { String(validating: $0, as: UTF8.self) == nil }
    guard others.count * 2 > lines.count else { return false }
    let (accented, letters) = others.reduce(into: (0, 0)) { counts, line in
      for (index, byte) in zip(line.indices, line) where byte >= 0x80 {
        counts.0 += 1
        let next = index + 1 < line.endIndex ? line[index + 1] : 0
        if Self.isLatin1(byte, before: next) { counts.1 += 1 }
      }
    }
    return letters * 2 > accented
  }

  /// Whether a byte is what texts in Latin-1 have: a small letter, a capital before a letter, or punctuation.
  private static func isLatin1(_ byte: UInt8, before next: UInt8) -> Bool {
    switch byte {
    case 0xE0...0xFC: true
    case 0xC0...0xDC: next < 0x80 && next >= UInt8(ascii: "A")
    // In Windows-1252 …, ' ' " ", œ; in both a no-break space, ¡, «, °, » and ¿.
    case 0x85, 0x91...0x94, 0x9C, 0xA0, 0xA1, 0xAB, 0xB0, 0xBB, 0xBF: true
    default: false
    }
  }
}
