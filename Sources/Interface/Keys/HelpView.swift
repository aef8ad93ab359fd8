import Terminal

/// Every key, as the table has them, in as many columns as fit.
package struct HelpView {
  private let offset: Int
  private let appearance: Appearance

  /// The help, scrolled down some lines.
  package init(offset: Int, appearance: Appearance) {
    self.offset = offset
    self.appearance = appearance
  }

  private struct Line {
    var key = ""
    var title = ""
    var isHeading = false
  }

  private static let keyColumns = 12
  private static let lineColumns = 58

  /// The part of a screen that the help takes.
  static func area(of size: Size) -> Rectangle {
    Rectangle(size: size).inset(columns: 1, rows: 1).split(rows: 1).bottom
  }

  /// The lines that can be scrolled away.
  func lastOffset(in area: Rectangle) -> Int {
    let longest = distribute(over: columnCount(in: area), rows: area.size.rows).map(\.count).max() ?? 0
    return max(0, longest - area.size.rows)
  }

  private func columnCount(in area: Rectangle) -> Int { max(1, min(4, area.size.columns / Self.lineColumns)) }

  /// Draws the help.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let theme = Theme(appearance)
    let count = columnCount(in: area)
    let width = area.size.columns / count
    for (column, lines) in distribute(over: count, rows: area.size.rows).enumerated() {
      let hidden = min(offset, max(0, lines.count - area.size.rows))
      for (row, line) in lines.dropFirst(hidden).prefix(area.size.rows).enumerated() {
        var point = Point(column: area.origin.column + column * width, row: area.origin.row + row)
        if line.isHeading {
          canvas.write(line.title, at: point, style: theme.title, limit: width - 1)
        } else {
          let key = line.key.rightAligned(in: Self.keyColumns)
          canvas.write(key, at: point, style: theme.key, limit: width - 1)
          point.column += Self.keyColumns + 2
          canvas.write(line.title.fitted(to: width - Self.keyColumns - 3), at: point, style: theme.text)
        }
      }
    }
  }

  private var sections: [[Line]] {
    KeyContext.allCases.map { context in
      [Line(title: context.title(isUnicode: appearance.isUnicode), isHeading: true)]
        + Self.bindings(of: context).map { binding in
          let keys = binding.keys.prefix(2).map { $0.label(isUnicode: appearance.isUnicode) }
          let command = binding.usage.map { ":" + $0 } ?? ""
          return Line(key: keys.isEmpty ? command : keys.joined(separator: " "), title: binding.title)
        } + [Line()]
    }
  }

  /// The keys of a context, without those that edit an answer as they edit a sentence.
  private static func bindings(of context: KeyContext) -> [KeyBinding] {
    KeyBinding.all.filter { binding in
      if case .edit = binding.action, context != .prompt { return false }
      return binding.context == context
    }
  }

  /// Whole sections, each put where least is written; a section never breaks.
  private func distribute(over count: Int, rows: Int) -> [[Line]] {
    var columns = Array(repeating: [Line](), count: count)
    let target = (sections.reduce(0) { $0 + $1.count } + count - 1) / count
    var column = 0
    for section in sections {
      if column + 1 < count, !columns[column].isEmpty, columns[column].count + section.count / 2 > target {
        column += 1
      }
      columns[column] += section
    }
    return columns
  }
}
