import Model
import Terminal

/// The sentence, what came out of it, under each character ten times its probability, and what the data has for it.
package struct StepRows {
  private let translation: Translation
  private let references: [Reference]
  private let showsAllReferences: Bool
  private let showsEveryConfidence: Bool
  private let data: String?
  private let theme: Theme
  private let glyphs: Glyphs
  private let isFocused: Bool

  /// The rows of a sentence, with one reference or all, and the confidence of the branch that is walked or of every one.
  ///
  /// Where there is no reference, that is said if the data they would come from is named.
  package init(
    _ translation: Translation, data: String? = nil, showsAllReferences: Bool = false,
    showsEveryConfidence: Bool = false, theme: Theme, glyphs: Glyphs, isFocused: Bool
  ) {
    self.showsEveryConfidence = showsEveryConfidence
    self.data = data
    self.translation = translation
    references = translation.comparedReferences
    self.showsAllReferences = showsAllReferences
    self.theme = theme
    self.glyphs = glyphs
    self.isFocused = isFocused
  }

  /// The input, a branch and its confidence.
  static let leastRows = 3

  /// The rows that all of it takes.
  package var count: Int {
    let branches = translation.branches.count
    return 1 + branches + (showsEveryConfidence ? branches : 1)
      + (references.isEmpty && data != nil ? 1 : referenceCount)
  }

  private var referenceCount: Int { showsAllReferences ? references.count : min(1, references.count) }

  /// Draws the input, the branches, the confidence of the branch that is walked, and the references; all branches and
  /// references only where they have room.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let frame = StepFrame(translation, in: area)
    drawInput(frame, on: &canvas, row: area.origin.row)
    let shown = min(referenceCount, max(min(1, references.count), area.size.rows - 2 - translation.branches.count))
    var row = area.origin.row
    for index in visibleBranches(rows: area.size.rows - 2 - shown) {
      row += 1
      drawBranch(index, frame, on: &canvas, row: row)
      guard showsEveryConfidence, area.size.rows >= count else { continue }
      row += 1
      drawConfidence(of: translation.branches[index], frame, on: &canvas, row: row)
    }
    if !showsEveryConfidence || area.size.rows < count {
      row += 1
      drawConfidence(of: translation.branch, frame, on: &canvas, row: row)
    }
    if references.isEmpty, let data, row + 1 < area.rows.upperBound {
      drawLabel("ref", 1, frame, on: &canvas, row: row + 1)
      let words = "none in " + data
      let point = Point(column: frame.columns.lowerBound, row: row + 1)
      canvas.write(words.fitted(to: frame.columns.count), at: point, style: theme.quiet)
    }
    for (index, reference) in references.prefix(max(0, min(shown, area.rows.upperBound - row - 1))).enumerated() {
      let hidden = index == shown - 1 ? references.count - shown : 0
      draw(reference, number: index + 1, hidden: hidden, frame, on: &canvas, row: row + 1 + index)
    }
  }

  /// As many branches as have room, the one that is walked among them.
  private func visibleBranches(rows: Int) -> Range<Int> {
    let count = min(max(1, rows), translation.branches.count)
    let start = max(0, min(translation.branchIndex - count + 1, translation.branches.count - count))
    return start..<start + count
  }

  private func drawInput(_ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    drawLabel("in", 1, frame, on: &canvas, row: row)
    let unknown = translation.sentence?.unknown ?? []
    let known = translation.input.unicodeScalars.filter { !unknown.contains($0) }
    for (offset, scalar) in known.prefix(frame.steps.count).enumerated() {
      let point = Point(column: frame.columns.lowerBound + offset * frame.pitch, row: row)
      draw(scalar, at: point, style: theme.text, on: &canvas)
    }
    if known.count > frame.steps.count { drawEllipsis(frame, on: &canvas, row: row) }
  }

  private func drawBranch(_ index: Int, _ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    let branch = translation.branches[index]
    let isWalked = index == translation.branchIndex
    let style = isWalked && translation.branches.count > 1 ? theme.key : theme.quiet
    drawLabel("out", index + 1, frame, style: style, on: &canvas, row: row)
    for (step, found) in branch.shown.enumerated() where frame.steps.contains(step) {
      var style = branch.isForced(step) ? theme.branch : theme.strong
      if isWalked, step == translation.step { style = isFocused ? theme.selection : theme.mark }
      draw(found.character, at: Point(column: frame.column(of: step), row: row), style: style, on: &canvas)
    }
    let total = branch.isStreaming ? "" : "log p " + Figures.logProbability(branch.logProbability)
    let legend = [
      (branch.title, 2), (translation.branches.count > 1 ? total : "", 3),
      (isWalked ? blanks(of: branch) : "", 1),
    ]
    drawLegend(legend, behind: branch.revealed, frame, on: &canvas, row: row)
  }

  private func drawConfidence(of branch: Branch, _ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    drawLabel("conf", 1, frame, on: &canvas, row: row)
    for (step, found) in branch.shown.enumerated() where frame.steps.contains(step) {
      let probability = Double(found.probability)
      canvas.write(
        Figures.confidenceDigit(probability), at: Point(column: frame.column(of: step), row: row),
        style: theme.confidence(probability))
    }
    let times = glyphs.isUnicode ? "×" : "x"
    drawLegend([("probability \(times) 10", 1)], behind: branch.revealed, frame, on: &canvas, row: row)
  }

  /// A reference, with a mark in front of the first character that the decode has not.
  private func draw(
    _ reference: Reference, number: Int, hidden: Int, _ frame: StepFrame, on canvas: inout Canvas, row: Int
  ) {
    drawLabel("ref", number, frame, on: &canvas, row: row)
    let scalars = Array(reference.text.unicodeScalars) + ["\n"]
    // Of a decode that still grows nobody knows yet how it goes on.
    let difference = reference.firstDifference.flatMap {
      translation.branch.isStreaming && $0 >= translation.branch.revealed ? nil : $0
    }
    for (step, scalar) in scalars.enumerated() where frame.steps.contains(step) {
      let column = frame.column(of: step)
      draw(
        scalar, at: Point(column: column, row: row), style: step == difference ? theme.difference : theme.text,
        on: &canvas)
      if step == difference, frame.pitch > 1 {
        canvas.write(glyphs.pointer, at: Point(column: column - 1, row: row), style: theme.warning)
      }
    }
    if scalars.count > frame.steps.upperBound { drawEllipsis(frame, on: &canvas, row: row) }
    let comparison =
      difference.map { "differs at step \($0 + 1)" } ?? (translation.branch.isStreaming ? "" : "the same")
    drawLegend([(comparison, 2), (more(hidden), 1)], behind: scalars.count, frame, on: &canvas, row: row)
  }

  private func more(_ hidden: Int) -> String {
    guard hidden > 0 else { return "" }
    let key = KeyBinding.label(for: .translating(.toggleReferences), isUnicode: glyphs.isUnicode)
    return "\(hidden) more" + (showsAllReferences ? "" : ": \(key)")
  }

  private func drawLabel(
    _ label: String, _ number: Int, _ frame: StepFrame, style: Style? = nil, on canvas: inout Canvas, row: Int
  ) {
    let name = number == 1 ? label : label + (number < 10 ? " \(number)" : "\(number)")
    let room = StepFrame.labelColumns - 1
    canvas.write(name, at: Point(column: frame.labelColumn, row: row), style: style ?? theme.quiet, limit: room)
  }

  private func drawEllipsis(_ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    let point = Point(column: frame.columns.upperBound - 1, row: row)
    canvas.write(glyphs.isUnicode ? "…" : "~", at: point, style: theme.quiet)
  }

  /// Writes behind the last step what explains the row: of its parts, those that have room, the greatest numbers first.
  private func drawLegend(
    _ parts: [(text: String, priority: Int)], behind steps: Int, _ frame: StepFrame, on canvas: inout Canvas, row: Int
  ) {
    let end = frame.column(of: min(frame.steps.upperBound, steps)) + 2
    let room = Rectangle(column: end, row: row, columns: frame.columns.upperBound - end, rows: 1)
    let fitting = parts.filter { $0.text.displayWidth <= room.size.columns }
    guard steps > 0 else { return }
    StatusLine(fitting.map { .init($0.text, style: theme.quiet, priority: $0.priority) }, gap: 3)
      .draw(on: &canvas, in: room)
  }

  private func draw(_ scalar: Unicode.Scalar, at point: Point, style: Style, on canvas: inout Canvas) {
    let isBlank = scalar == " " || scalar == "\n" || scalar == "\t" || Glyphs.needsCodePoint(scalar)
    let isPlain = style.attributes.isDisjoint(with: [.reverse, .underline])
    canvas.write(glyphs.mark(scalar), at: point, style: isBlank && isPlain ? theme.quiet : style, limit: 1)
  }

  /// The code points behind the marks that stand for more than one blank.
  private func blanks(of branch: Branch) -> String {
    var seen: [Unicode.Scalar] = []
    for step in branch.shown where Glyphs.needsCodePoint(step.character) && !seen.contains(step.character) {
      seen.append(step.character)
    }
    return seen.map { glyphs.mark($0) + " " + $0.codePoint }.joined(separator: "  ")
  }
}
