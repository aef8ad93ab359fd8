import Model
import Terminal

/// Every step at once: the characters that were weighed, the likeliest above, and how likely each was at each step.
package struct HeatMapView {
  private let translation: Translation
  private let theme: Theme
  private let glyphs: Glyphs

  /// The map of a decode.
  package init(_ translation: Translation, theme: Theme, glyphs: Glyphs) {
    self.translation = translation
    self.theme = theme
    self.glyphs = glyphs
  }

  /// The fewest rows with which it says something.
  static let leastRows = 6

  /// The rows that all of it takes.
  package var rows: Int { 1 + likeliest(in: translation.branch.shown, atMost: Self.mostCharacters).count }

  private static let mostCharacters = 16

  /// Draws as many characters as have room, at the columns of the steps above.
  ///
  /// - Returns: the rows used; 0 where there is too little room.
  package func draw(on canvas: inout Canvas, in area: Rectangle) -> Int {
    let steps = translation.branch.shown
    guard area.size.rows >= Self.leastRows, !steps.isEmpty else { return 0 }
    let frame = StepFrame(translation, in: area)
    let characters = likeliest(in: steps, atMost: min(area.size.rows - 1, Self.mostCharacters))
    canvas.write("all steps", at: area.origin, style: theme.title)
    StatusLine([.init(glyphs.probabilityLegend, style: theme.quiet, priority: 1)])
      .draw(on: &canvas, in: area.split(rows: 1).top.split(columns: 11).right, alignedRight: true)
    for (row, index) in zip(area.rows.dropFirst(), characters) {
      let name = glyphs.name(steps[0].vocabulary[index])
      canvas.write(name, at: Point(column: frame.labelColumn, row: row), style: theme.text, limit: 6)
      for (step, found) in steps.enumerated() where frame.steps.contains(step) {
        let probability = found.probabilities[index]
        let mark = glyphs.mark(ofProbability: probability)
        let isUnderCursor = step == translation.step && mark != nil
        let style = isUnderCursor ? theme.selection : index == found.index ? theme.bar : theme.quiet
        canvas[frame.column(of: step), row] = Cell(mark ?? " ", style: style)
      }
    }
    return 1 + characters.count
  }

  /// The characters that had a hundredth or more at some step, the surest first.
  private func likeliest(in steps: ArraySlice<DecodeStep>, atMost count: Int) -> ArraySlice<Int> {
    let map = ProbabilityMap(Array(steps))
    return map.order.prefix(min(count, map.likelyCount))
  }
}
