/// The numbers of a table with a row per epoch, as Keras's CSVLogger writes it: a column's name is a series', `epoch` counts
/// from 0.
///
/// Source: keras/src/callbacks/csv_logger.py.
package struct ColumnLog: Sendable {
  /// The numbers by their column.
  package private(set) var scalars = LoggedScalars()
  /// Lines that hold no row of the table, one without an end among them: its last number may be cut.
  package private(set) var rejectedLineCount = 0

  /// The separators that a table may have.
  private static let separators = [",", ";", "\t"].flatMap(\.utf8)
  /// The most columns.
  private static let largestColumnCount = 1000

  /// Reads the text of a table; nil if its first line names no column `epoch` beside another.
  init?(_ text: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = text.starts(with: mark) ? text[mark.count...] : text[...]
    var lines = text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    guard let first = lines.first, let (columns, separator) = Self.header(first) else { return nil }
    if let last = text.last, last != UInt8(ascii: "\n"), last != UInt8(ascii: "\r") {
      lines.removeLast()
      rejectedLineCount += 1
    }
    scalars.countsEpochs = true
    // A run that is appended to the table of another may repeat the names.
    for line in lines.dropFirst() where line != first {
      if !take(Self.cells(line, separator), columns) { rejectedLineCount += 1 }
    }
  }

  /// Takes a row; false if it is none.
  ///
  /// What is no number, as Keras's `NA` and the empty cells of others, is left out.
  private mutating func take(_ cells: [String], _ columns: [String]) -> Bool {
    guard cells.count == columns.count, let place = columns.firstIndex(of: "epoch"), let epoch = Double(cells[place]),
      let step = Int(exactly: epoch), (0...TrainingState.greatestCount).contains(step)
    else { return false }
    for (column, cell) in zip(columns, cells) where column != "epoch" && !column.isEmpty {
      guard let value = Double(cell) else { continue }
      scalars.append(ScalarPoint(step: step, time: .nan, value: value), to: column)
    }
    return true
  }

  /// The cells of a line; between quotation marks a separator is a sign like others.
  private static func cells(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> [String] {
    var isQuoted = false
    return line.split(omittingEmptySubsequences: false) { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return byte == separator && !isQuoted
    }.map { cell in
      String(decoding: cell, as: UTF8.self).filter { $0 != "\"" && !$0.isWhitespace }
    }
  }

  /// The names in a table's first line, and what stands between them.
  static func header(_ line: ArraySlice<UInt8>) -> (columns: [String], separator: UInt8)? {
    for separator in separators {
      let columns = cells(line, separator)
      if (2...largestColumnCount).contains(columns.count), columns.contains("epoch") { return (columns, separator) }
    }
    return nil
  }
}
