import Terminal

/// The help where it is open: how far it is scrolled, and what is looked for.
package struct HelpState: Hashable, Sendable {
  /// The first row shown.
  package var offset = 0
  /// What is looked for; empty for everything.
  package var search = LineEditor()
  /// Whether that is being typed.
  package var isSearching = false

  /// The whole help from its beginning.
  package init() {}
}

/// The words of the page it was opened from, and every key, as the table has them, in as many columns as fit.
package struct HelpView {
  private let help: HelpState
  private let page: Page
  private let isOfForm: Bool
  private let appearance: Appearance
  private let theme: Theme

  /// The help of a screen's page, or of the form in front of it.
  package init(_ help: HelpState, _ state: WorkbenchState) {
    self.help = help
    page = state.page
    isOfForm = state.keys.dialog == .form
    appearance = state.appearance
    theme = Theme(appearance)
  }

  private struct Line {
    var key = ""
    var title = ""
    var isHeading = false
  }

  private static let keyColumns = 12
  private static let lineColumns = 58

  /// The part of a screen that the help takes: a row that tells where one is, and the help.
  static func area(of size: Size) -> Rectangle { Rectangle(size: size).inset(columns: 1, rows: 1) }

  /// The rows that can be scrolled away.
  func lastOffset(in area: Rectangle) -> Int {
    let body = area.split(rows: 1).bottom
    return max(0, (columns(in: body).map(\.count).max() ?? 0) - body.size.rows)
  }

  /// Draws the help.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let (head, body) = area.split(rows: 1)
    let columns = columns(in: body)
    drawHead(of: columns.map(\.count).max() ?? 0, shown: body.size.rows, on: &canvas, in: head)
    let width = body.size.columns / max(1, columns.count)
    for (column, lines) in columns.enumerated() {
      let hidden = min(help.offset, max(0, lines.count - body.size.rows))
      for (row, line) in zip(body.rows, lines.dropFirst(hidden)) {
        let point = Point(column: body.origin.column + column * width, row: row)
        draw(line, at: point, width: width - 1, on: &canvas)
      }
    }
    guard columns.allSatisfy(\.isEmpty) else { return }
    canvas.write("nothing in the help has \(help.search.text)", at: body.origin, style: theme.warning)
  }

  private func draw(_ line: Line, at point: Point, width: Int, on canvas: inout Canvas) {
    if line.isHeading {
      canvas.write(line.title, at: point, style: theme.title, limit: width)
      return
    }
    let used = canvas.write(line.key.rightAligned(in: Self.keyColumns), at: point, style: theme.key, limit: width) + 2
    canvas.write(
      appearance.glyphs.fitted(line.title, to: width - used), at: Point(column: point.column + used, row: point.row),
      style: theme.text)
  }

  /// What is looked for, or whose help this is; and against the right edge the rows that are seen, of all.
  private func drawHead(of count: Int, shown: Int, on canvas: inout Canvas, in area: Rectangle) {
    let first = min(help.offset, max(0, count - shown))
    let last = min(count, first + shown)
    let position = count == 0 ? "" : "rows \(first + 1) to \(last) of \(count)"
    let used = StatusLine([.init(position, style: theme.quiet, priority: 1)]).draw(
      on: &canvas, in: area, alignedRight: true)
    let left = area.split(columns: -(used + 2)).left
    if help.isSearching || !help.search.isEmpty {
      TextField(help.search, prompt: "/", theme: theme, isFocused: help.isSearching, placeholder: "a word to look for")
        .draw(on: &canvas, in: left)
    } else {
      let words = "help, opened on " + (isOfForm ? "the form" : "page \(page.digit) \(page.title)")
      canvas.write(appearance.glyphs.fitted(words, to: left.size.columns), at: left.origin, style: theme.quiet)
    }
  }

  // MARK: - What it says

  private func columns(in body: Rectangle) -> [[Line]] {
    let count = max(1, min(4, body.size.columns / Self.lineColumns))
    return distribute(sections(width: body.size.columns / count - 1), over: count)
  }

  /// The words of the page, then the keys of every context; of these what has the text that is looked for.
  private func sections(width: Int) -> [[Line]] {
    let terms = isOfForm ? Term.ofForm : Term.terms(on: page)
    let words = terms.filter { isWanted($0.word, $0.meaning) }.flatMap { lines(of: $0, width: width) }
    let keys = KeyContext.allCases.map { context in
      (
        context.title(isUnicode: appearance.isUnicode),
        Self.bindings(of: context).map(line).filter { isWanted($0.key, $0.title) }
      )
    }
    let sections = [(isOfForm ? "Words of this form" : "Words on this page", words)] + keys
    return sections.filter { !$1.isEmpty }.map { title, lines in
      [Line(title: title, isHeading: true)] + lines + [Line()]
    }
  }

  /// A word, and its meaning on as many rows as that takes.
  private func lines(of term: Term, width: Int) -> [Line] {
    let indent = max(Self.keyColumns, term.word.displayWidth) + 2
    return term.meaning.wrapped(to: max(20, width - indent)).enumerated().map { index, words in
      let blank = String(repeating: " ", count: indent - 2)
      return Line(key: index == 0 ? term.word : blank, title: words)
    }
  }

  private func line(of binding: KeyBinding) -> Line {
    let keys = binding.keys.prefix(2).map { $0.label(isUnicode: appearance.isUnicode) }
    let command = binding.usage.map { ":" + $0 } ?? ""
    return Line(key: keys.isEmpty ? command : keys.joined(separator: " "), title: binding.title)
  }

  private func isWanted(_ texts: String...) -> Bool {
    let wanted = help.search.text.lowercased()
    return wanted.isEmpty || texts.contains { $0.lowercased().contains(wanted) }
  }

  /// The keys of a context, without those that edit an answer as they edit a sentence.
  private static func bindings(of context: KeyContext) -> [KeyBinding] {
    KeyBinding.all.filter { binding in
      if case .edit = binding.action, context != .prompt { return false }
      return binding.context == context
    }
  }

  /// Whole sections, each put where least is written; a section never breaks.
  private func distribute(_ sections: [[Line]], over count: Int) -> [[Line]] {
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
