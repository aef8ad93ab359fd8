import Model
import Terminal

/// What the training in the form will be: as a column beside it, or in a few rows below.
struct OutlookView {
  private let sheet: FormSheet
  private let appearance: Appearance
  private let theme: Theme

  /// What comes of a form.
  init(_ sheet: FormSheet) {
    self.sheet = sheet
    appearance = sheet.state.appearance
    theme = Theme(appearance)
  }

  private static let labelColumns = 12

  private typealias Line = (label: String, text: String, style: Style)

  private var preview: RunPreview? { sheet.outlook?.preview }

  /// What there is to say while there are no numbers.
  private var wait: Line? {
    if let language = sheet.download {
      return ("", "\(language.letters) is still to be downloaded", theme.warning)
    }
    guard let data = sheet.data else { return ("", "no data is named yet", theme.warning) }
    if let problem = sheet.outlook?.problem, preview == nil {
      // Below the row under the cursor the reason stands already.
      let isSaid = problem.field == sheet.form.selected
      return ("", isSaid ? "nothing to train on yet" : problem.reason, isSaid ? theme.quiet : theme.error)
    }
    return preview == nil ? ("", "reading \(data.title) \(appearance.isUnicode ? "…" : "...")", theme.quiet) : nil
  }

  private var time: (epoch: String, all: String) {
    guard let preview, let pace = sheet.training.pace, let request = sheet.training.outlook.latest?.request else {
      return ("not known yet", "")
    }
    let seconds = pace.seconds(for: preview.load)
    let done = request.plan.resumes ? sheet.training.history.last?.epoch ?? 0 : 0
    let epochs = max(0, request.hyperparameters.epochs - done)
    return (Figures.about(seconds), Figures.about(seconds * Double(epochs)))
  }

  /// A row for each thing that is known.
  private var lines: [Line] {
    if let wait { return [wait] }
    guard let preview else { return [] }
    let arrow = appearance.isUnicode ? "→" : "->"
    let time = time
    var known: [Line] = [
      ("pairs", preview.pairs.grouped, theme.strong),
      ("trained on", (preview.pairs - preview.heldOut).grouped, theme.text),
      ("held out", preview.heldOut.grouped, theme.text),
    ]
    if leftOut > 0 { known.append(("left out", Self.lines(leftOut), theme.warning)) }
    known += [
      ("characters", "\(preview.characters.input) \(arrow) \(preview.characters.target)", theme.text),
      ("longest", "\(preview.longest.input) \(arrow) \(preview.longest.target)", theme.text),
      ("steps", "\(preview.batchesPerEpoch.grouped) an epoch", theme.text),
      ("parameters", preview.parameterCount.grouped, theme.text),
      ("an epoch", time.epoch, time.all.isEmpty ? theme.quiet : theme.text),
    ]
    if !time.all.isEmpty { known.append(("all epochs", time.all, theme.text)) }
    known.append(("saves to", sheet.outlook?.savesTo ?? "nowhere", theme.strong))
    // Last, since they may be long: why lines were left out, and what the longest pairs cost.
    for rejected in preview.rejected { known.append(("", rejected.description, theme.warning)) }
    if let cost = preview.lengthCost { known.append(("", cost.description, theme.warning)) }
    return known
  }

  private var leftOut: Int { preview?.rejected.reduce(0) { $0 + $1.count } ?? 0 }

  private static func lines(_ count: Int) -> String { count == 1 ? "1 line" : count.grouped + " lines" }

  /// How many rows the column takes, as long as nothing in it is too long for one.
  var lineCount: Int { lines.count }

  /// Draws the column.
  func draw(on canvas: inout Canvas, in area: Rectangle) {
    let bar = appearance.isUnicode ? "│" : "|"
    for row in area.rows { canvas.write(bar, at: Point(column: area.origin.column, row: row), style: theme.quiet) }
    let inner = area.split(columns: 2).right
    var row = inner.origin.row
    for line in lines {
      let (labels, column) = (Self.labelColumns, inner.origin.column)
      canvas.write(line.label, at: Point(column: column, row: row), style: theme.quiet)
      // What is too long for the place behind its label has the rows below.
      let isBehind = !line.label.isEmpty && line.text.displayWidth <= inner.size.columns - labels
      if !isBehind, !line.label.isEmpty { row += 1 }
      for text in line.text.wrapped(to: max(8, inner.size.columns)) where row < inner.rows.upperBound {
        canvas.write(text, at: Point(column: column + (isBehind ? labels : 0), row: row), style: line.style)
        row += 1
      }
    }
  }

  /// The same in a few rows, the most important first, as far as there is room.
  func drawShort(on canvas: inout Canvas, in area: Rectangle) {
    let separator = appearance.isUnicode ? " · " : ", "
    let lines =
      wait.map { $0.text.wrapped(to: area.size.columns) }
      ?? pieces.reduce(into: [String]()) { lines, piece in
        if let last = lines.last, (last + separator + piece).displayWidth <= area.size.columns {
          lines[lines.count - 1] = last + separator + piece
        } else {
          lines.append(piece)
        }
      }
    for (row, line) in zip(area.rows, lines) {
      canvas.write(
        appearance.glyphs.fitted(line, to: area.size.columns), at: Point(column: area.origin.column, row: row),
        style: wait?.style ?? theme.quiet)
    }
  }

  private var pieces: [String] {
    guard let preview else { return [] }
    let arrow = appearance.isUnicode ? "→" : "->"
    return [
      "\(preview.pairs.grouped) pairs, \(preview.heldOut.grouped) held out",
      leftOut > 0 ? Self.lines(leftOut) + " left out" : "",
      time.all.isEmpty ? "" : "\(time.epoch) an epoch",
      "to \(sheet.outlook?.savesTo ?? "nowhere")",
      "\(preview.batchesPerEpoch.grouped) steps", "\(preview.parameterCount.grouped) parameters",
      "\(preview.characters.input) \(arrow) \(preview.characters.target) characters",
      time.all.isEmpty ? "time not known yet" : "",
    ].filter { !$0.isEmpty }
  }
}
