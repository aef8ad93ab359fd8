import Foundation

/// The hand-written tables: lines of columns between TABs; `#` begins a comment.
enum Table {
  private static var resources: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }

  /// The rows of a table in `Tables`.
  static func rows(_ name: String, columns: ClosedRange<Int>) throws(ComposerError) -> [[String]] {
    try rows("Tables", name, columns: columns)
  }

  /// The rows of a file in a folder of this module's resources.
  static func rows(_ folder: String, _ name: String, columns: ClosedRange<Int>) throws(ComposerError) -> [[String]] {
    let url = resources.appendingPathComponent("\(folder)/\(name).tsv")
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { throw .missingTable(url.path) }
    var rows: [[String]] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let row = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard columns.contains(row.count) else { throw .malformedRow(table: name, row: String(line)) }
      rows.append(row)
    }
    return rows
  }

  /// The names of the files in a folder of this module's resources, without their extension, in alphabetical order.
  static func names(in folder: String) throws(ComposerError) -> [String] {
    let url = resources.appendingPathComponent(folder)
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: url.path) else {
      throw .missingTable(url.path)
    }
    return files.filter { $0.hasSuffix(".tsv") }.map { String($0.dropLast(4)) }.sorted()
  }
}
