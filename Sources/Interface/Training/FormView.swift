import Model
import Terminal

/// The form that sets a training up: its rows, what the one under the cursor does, and what the training will be.
package struct FormView {
  private let state: WorkbenchState
  private let sheet: FormSheet
  private let form: TrainingForm
  private let appearance: Appearance
  private let theme: Theme

  /// The form of a screen.
  package init(_ state: WorkbenchState) {
    self.state = state
    sheet = FormSheet(state)
    form = state.training.form
    appearance = state.appearance
    theme = Theme(appearance)
  }

  private static let widest = 116
  private static let outlookColumns = 27
  /// From so many rows on there is a frame, and two rows for what a row of the form does.
  private static let roomy = 12

  /// Draws the form; the row under the cursor gets the terminal's.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    canvas.cursor = nil
    let columns = min(area.size.columns, Self.widest)
    let isRoomy = area.size.rows >= Self.roomy
    let isWide = columns >= 74 && area.size.rows >= 17
    let inner = columns - (isRoomy ? 4 : 0)
    let lines = sheet.message.text.wrapped(to: inner)
    let outlook = isWide ? 0 : max(1, min(3, area.size.rows / 5))
    let around = outlook + (isRoomy ? 3 : 1)
    let view = OutlookView(sheet)
    let wanted = isWide ? max(sheet.rows.count, view.lineCount) : sheet.rows.count
    // Two rows where there is room, so that the form keeps its size from row to row.
    let spare = area.size.rows - wanted - around
    let words = max(1, min(2, spare), min(lines.count, sheet.message.isError ? 5 : 2))
    let rows = min(area.size.rows, wanted + around + words)
    let box = Rectangle(
      column: area.origin.column + (area.size.columns - columns) / 2,
      row: area.origin.row + (area.size.rows - rows) / 2, columns: columns, rows: rows)
    if isRoomy { Frame(appearance: appearance).draw(on: &canvas, in: box) } else { canvas.fill(box, with: Cell(" ")) }
    let body = isRoomy ? box.inset(columns: 2, rows: 1) : box
    let (list, below) = body.split(rows: body.size.rows - words - outlook - 1)
    let (rule, rest) = below.split(rows: 1)
    drawRule(on: &canvas, in: rule, box: isRoomy ? box : rule)
    draw(lines, on: &canvas, in: rest.split(rows: words).top)
    if isWide {
      let (left, right) = list.split(columns: -max(Self.outlookColumns, columns * 3 / 8))
      drawRows(on: &canvas, in: left.split(columns: -2).left)
      canvas.clipped(to: right) { view.draw(on: &$0, in: right) }
    } else {
      drawRows(on: &canvas, in: list)
      view.drawShort(on: &canvas, in: rest.split(rows: words).bottom)
    }
    if isRoomy { drawTitle(on: &canvas, in: box, shown: list.size.rows) }
  }

  private func drawTitle(on canvas: inout Canvas, in box: Rectangle, shown: Int) {
    let title = form.resumes ? " train further " : " start training "
    canvas.write(title, at: Point(column: box.origin.column + 2, row: box.origin.row), style: theme.focusedTitle)
    let count = sheet.rows.count
    guard count > shown else { return }
    let first = firstRow(shown)
    let position = " rows \(first + 1) to \(first + shown) of \(count) "
    canvas.write(
      position, at: Point(column: box.columns.upperBound - 2 - position.displayWidth, row: box.origin.row),
      style: theme.quiet)
  }

  /// A rule with the name of the row under the cursor, what it can be, and its option on the command line.
  private func drawRule(on canvas: inout Canvas, in row: Rectangle, box: Rectangle) {
    let dash = appearance.isUnicode ? "─" : "-"
    let line = String(repeating: dash, count: max(0, box.size.columns - (box == row ? 0 : 2)))
    let (left, right) = box == row ? ("", "") : appearance.isUnicode ? ("├", "┤") : ("+", "+")
    canvas.write(left + line + right, at: Point(column: box.origin.column, row: row.origin.row), style: theme.quiet)
    guard let selected = sheet.selected else { return }
    let used = canvas.write(" \(selected.label) ", at: row.origin, style: theme.strong)
    let option = option(of: selected.field).map { " --\($0)" } ?? ""
    StatusLine(
      [
        .init(sheet.expected.isEmpty ? "" : " \(sheet.expected) ", style: theme.text, priority: 2),
        .init(option.isEmpty ? "" : option + " ", style: theme.quiet, priority: 1),
      ].filter { $0.width < row.size.columns - used }, gap: 1
    ).draw(on: &canvas, in: row.split(columns: used + 1).right, alignedRight: true)
  }

  private func option(of field: FormField) -> String? {
    switch field {
    case .setting(let setting): setting.title
    case .hyperparameter(let hyperparameter): hyperparameter.option
    case .network: "resume"
    case .more: nil
    }
  }

  private func draw(_ lines: [String], on canvas: inout Canvas, in area: Rectangle) {
    var shown = lines
    if lines.count > area.size.rows {
      let whole = max(0, area.size.rows - 1)
      let rest = lines.dropFirst(whole).joined(separator: " ")
      shown = lines.prefix(whole) + [appearance.glyphs.fitted(rest, to: area.size.columns)]
    }
    for (row, line) in zip(area.rows, shown) {
      canvas.write(
        line, at: Point(column: area.origin.column, row: row), style: sheet.message.isError ? theme.error : theme.text)
    }
  }
}

// The rows.
extension FormView {
  private var labelColumns: Int { (sheet.rows.map(\.label.displayWidth).max() ?? 0) + 3 }

  /// The first row that is shown of so many, with room for the paths that are offered.
  private func firstRow(_ shown: Int) -> Int {
    let place = sheet.rows.firstIndex { $0.field == form.selected } ?? 0
    let centered = max(0, min(place - shown / 2, sheet.rows.count - shown))
    let offers = min(state.formOffers.count, Self.mostOffers, max(0, shown - 1))
    return max(centered, min(place, place + offers + 1 - shown))
  }

  private static let mostOffers = 6

  private func drawRows(on canvas: inout Canvas, in area: Rectangle) {
    let first = firstRow(area.size.rows)
    for (row, place) in zip(area.rows, sheet.rows.indices.dropFirst(first)) {
      let line = Rectangle(column: area.origin.column, row: row, columns: area.size.columns, rows: 1)
      canvas.clipped(to: line) { draw(sheet.rows[place], on: &$0, in: line) }
    }
    guard let place = sheet.rows.firstIndex(where: { $0.field == form.selected }) else { return }
    let (_, value) = area.split(rows: place - first + 1).bottom.split(columns: 2 + labelColumns)
    drawOffers(on: &canvas, in: value)
  }

  private func draw(_ row: FormSheet.Row, on canvas: inout Canvas, in line: Rectangle) {
    let isSelected = row.field == form.selected
    let glyphs = appearance.glyphs
    canvas.write(isSelected ? glyphs.selection : " ", at: line.origin, style: theme.key)
    let (label, value) = line.split(columns: 2).right.split(columns: labelColumns)
    canvas.write(row.label, at: label.origin, style: isSelected ? theme.strong : theme.quiet)
    let isWrong = sheet.problem(of: row.field) != nil
    let mark = isWrong ? glyphs.cross : row.original == nil ? " " : glyphs.bullet
    canvas.write(
      mark, at: Point(column: value.origin.column - 2, row: line.origin.row),
      style: isWrong ? theme.error : theme.branch)
    let isEdited = isSelected && row.kind != .more
    let used =
      isEdited ? drawSelected(row, on: &canvas, in: value) : drawValue(row, on: &canvas, in: value)
    drawNotes(row, on: &canvas, in: value.split(columns: used).right)
  }

  private func drawValue(_ row: FormSheet.Row, on canvas: inout Canvas, in area: Rectangle) -> Int {
    let isEmpty = row.text.isEmpty
    let style =
      sheet.problem(of: row.field) != nil
      ? theme.error
      : isEmpty || row.isFixed || row.kind == .more ? theme.quiet : row.original == nil ? theme.text : theme.branch
    return canvas.write(fitted(row, to: area.size.columns), at: area.origin, style: style)
  }

  /// What a row says, as far as there is room: of a path the end, where its name is.
  private func fitted(_ row: FormSheet.Row, to columns: Int) -> String {
    let text = row.text.isEmpty ? row.placeholder : row.text
    guard case .path = row.kind, text.displayWidth > columns else { return appearance.glyphs.fitted(text, to: columns) }
    let mark = appearance.isUnicode ? "…" : "~"
    var end = text[...]
    while (mark + end).displayWidth > columns, !end.isEmpty { end.removeFirst() }
    return mark + end
  }

  /// The value under the cursor: a choice between two arrows, a text as it is edited.
  private func drawSelected(_ row: FormSheet.Row, on canvas: inout Canvas, in area: Rectangle) -> Int {
    if state.changesByArrows, !row.text.isEmpty {
      let arrows = appearance.isUnicode ? ("‹ ", " ›") : ("< ", " >")
      let text = arrows.0 + fitted(row, to: area.size.columns - 4) + arrows.1
      return canvas.write(text, at: area.origin, style: theme.selection)
    }
    guard !form.isTyping, !row.text.isEmpty else {
      TextField(form.editor, prompt: "", theme: theme, isFocused: true, placeholder: row.placeholder).draw(
        on: &canvas, in: area)
      return min(area.size.columns, max(1, (row.text.isEmpty ? row.placeholder : row.text).displayWidth))
    }
    let shown = form.editor.visible(columns: area.size.columns)
    let used = canvas.write(shown.text, at: area.origin, style: theme.selection, limit: area.size.columns)
    canvas.cursor = Point(column: area.origin.column + min(used, area.size.columns - 1), row: area.origin.row)
    return used
  }

  /// What the value is counted in, and the original's where it is another one.
  private func drawNotes(_ row: FormSheet.Row, on canvas: inout Canvas, in area: Rectangle) {
    let rest = area.split(columns: row.unit.isEmpty ? 2 : 1).right
    let notes = row.isFixed ? ["the network's"] : row.original.map { ["original \($0)", "(\($0))"] } ?? []
    let unit = row.unit.isEmpty ? 0 : row.unit.displayWidth + 2
    let note = notes.first { unit + $0.displayWidth <= rest.size.columns } ?? notes.last ?? ""
    StatusLine(
      [.init(row.unit, style: theme.quiet, priority: 1), .init(note, style: theme.quiet, priority: 2)].filter {
        $0.width <= rest.size.columns
      }
    ).draw(on: &canvas, in: rest)
  }

  /// The paths that the text could become, below it.
  private func drawOffers(on canvas: inout Canvas, in area: Rectangle) {
    let offers = state.formOffers
    let count = min(offers.count, Self.mostOffers, area.size.rows)
    guard count > 0 else { return }
    let list = area.split(rows: count).top
    canvas.fill(list, with: Cell(" "))
    let first = max(0, min(form.offer - 1 - count / 2, offers.count - count))
    for (row, place) in zip(list.rows, offers.indices.dropFirst(first)) {
      let isChosen = place == form.offer - 1
      let text = (isChosen ? appearance.glyphs.selection : " ") + " " + offers[place]
      canvas.write(
        appearance.glyphs.fitted(text, to: list.size.columns), at: Point(column: list.origin.column, row: row),
        style: isChosen ? theme.selection : theme.quiet)
    }
  }
}
