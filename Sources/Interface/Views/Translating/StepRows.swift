import Model
import Terminal

/// The sentence, what came out of it, and under each character ten times its probability.
package struct StepRows {
  private let translation: Translation
  private let theme: Theme
  private let glyphs: Glyphs
  private let isFocused: Bool

  /// The rows of a sentence.
  package init(_ translation: Translation, theme: Theme, glyphs: Glyphs, isFocused: Bool) {
    self.translation = translation
    self.theme = theme
    self.glyphs = glyphs
    self.isFocused = isFocused
  }

  /// Draws the input, the branches and the confidence of the branch that is walked.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let frame = StepFrame(translation, in: area)
    drawInput(frame, on: &canvas, row: area.origin.row)
    let branches = visibleBranches(rows: area.size.rows - 2)
    for (offset, index) in branches.enumerated() {
      drawBranch(index, frame, on: &canvas, row: area.origin.row + 1 + offset)
    }
    drawConfidence(frame, on: &canvas, row: area.origin.row + 1 + branches.count)
  }

  /// As many branches as have room, the one that is walked among them.
  private func visibleBranches(rows: Int) -> Range<Int> {
    let count = min(max(1, rows), translation.branches.count)
    let start = max(0, min(translation.branchIndex - count + 1, translation.branches.count - count))
    return start..<start + count
  }

  private func drawInput(_ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    canvas.write("in", at: Point(column: frame.labelColumn, row: row), style: theme.quiet)
    let unknown = translation.sentence?.unknown ?? []
    let known = translation.input.unicodeScalars.filter { !unknown.contains($0) }
    for (offset, scalar) in known.prefix(frame.steps.count).enumerated() {
      let point = Point(column: frame.columns.lowerBound + offset * frame.pitch, row: row)
      draw(scalar, at: point, style: theme.text, on: &canvas)
    }
    if known.count > frame.steps.count {
      let ellipsis = glyphs.isUnicode ? "…" : "~"
      canvas.write(ellipsis, at: Point(column: frame.columns.upperBound - 1, row: row), style: theme.quiet)
    }
  }

  private func drawBranch(_ index: Int, _ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    let branch = translation.branches[index]
    let isWalked = index == translation.branchIndex
    let labelStyle = isWalked && translation.branches.count > 1 ? theme.key : theme.quiet
    let label = index == 0 ? "out" : "out \(index + 1)"
    canvas.write(label, at: Point(column: frame.labelColumn, row: row), style: labelStyle)
    for (step, found) in branch.shown.enumerated() where frame.steps.contains(step) {
      var style = branch.isForced(step) ? theme.branch : theme.strong
      if isWalked, step == translation.step { style = isFocused ? theme.selection : theme.mark }
      draw(found.character, at: Point(column: frame.column(of: step), row: row), style: style, on: &canvas)
    }
    if isWalked { drawLegend(blanks(of: branch), frame, on: &canvas, row: row) }
  }

  private func drawConfidence(_ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    canvas.write("conf", at: Point(column: frame.labelColumn, row: row), style: theme.quiet)
    for (step, found) in translation.branch.shown.enumerated() where frame.steps.contains(step) {
      let probability = Double(found.probability)
      canvas.write(
        Figures.confidenceDigit(probability), at: Point(column: frame.column(of: step), row: row),
        style: theme.confidence(probability))
    }
    drawLegend("probability \(glyphs.isUnicode ? "×" : "x") 10", frame, on: &canvas, row: row)
  }

  /// Writes behind the last step what explains the row, if there is room.
  private func drawLegend(_ text: String, _ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    let end = frame.column(of: min(frame.steps.upperBound, translation.branch.revealed)) + 2
    guard translation.branch.revealed > 0, end + text.displayWidth <= frame.columns.upperBound else { return }
    canvas.write(text, at: Point(column: end, row: row), style: theme.quiet)
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
    return seen.map { glyphs.mark($0) + " " + Glyphs.codePoint($0) }.joined(separator: "  ")
  }
}
