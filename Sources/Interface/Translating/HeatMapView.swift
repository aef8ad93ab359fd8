import Model
import Terminal

/// Every step at once: the characters that were weighed, in the order in which they were written, and how likely each was
/// at each step; the others together below them.
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

  /// The rows that all of it takes: a heading, the likely characters, and the rest.
  package var rows: Int { 2 + min(map.decodeOrder.count, Self.mostCharacters) }

  private static let mostCharacters = 16

  private var map: ProbabilityMap { ProbabilityMap(Array(translation.branch.shown)) }

  /// Draws as many characters as have room, that of the step under the cursor among them, at the columns of the steps above.
  ///
  /// - Returns: the rows used; 0 where there is too little room.
  package func draw(on canvas: inout Canvas, in area: Rectangle) -> Int {
    let steps = Array(translation.branch.shown)
    guard area.size.rows >= Self.leastRows, !steps.isEmpty else { return 0 }
    let frame = StepFrame(translation, in: area)
    let map = map
    let room = min(area.size.rows - 2, Self.mostCharacters)
    let characters = characters(of: map, in: steps, rows: room)
    let cursor = translation.shownStep.flatMap { characters.firstIndex(of: $0.index) } ?? 0
    let shown = characters[StepFrame.window(of: characters.count, around: cursor, rows: room)]
    drawHeading(on: &canvas, in: area.split(rows: 1).top)
    let rows = area.split(rows: 1).bottom.rows
    for (row, index) in zip(rows, shown) {
      let name = glyphs.name(steps[0].vocabulary[index])
      frame.draw(name, style: theme.text, steps: steps.count, theme: theme, on: &canvas, row: row) { step in
        cell(map[step, index], at: step, isWritten: index == steps[step].index)
      }
    }
    guard shown.count < map.order.count else { return 1 + shown.count }
    frame.draw(
      "rest", style: theme.quiet, steps: steps.count, legend: "all others", theme: theme, on: &canvas,
      row: rows.lowerBound + shown.count
    ) { step in
      cell(Float(map.rest(at: step, besides: shown)), at: step, isWritten: false)
    }
    return 2 + shown.count
  }

  /// What was written and, as far as there is room for more, the surest of what left a mark, in the order of the decode.
  private func characters(of map: ProbabilityMap, in steps: [DecodeStep], rows: Int) -> [Int] {
    let written = Set(steps.map(\.index))
    let others = map.order.prefix(map.likelyCount).filter { index in
      !written.contains(index) && steps.contains { glyphs.mark(ofProbability: $0.probabilities[index]) != nil }
    }
    let shown = written.union(others.prefix(max(0, rows - written.count)))
    return map.decodeOrder.filter(shown.contains)
  }

  private func drawHeading(on canvas: inout Canvas, in area: Rectangle) {
    let used = canvas.write("all steps", at: area.origin, style: theme.title)
    StatusLine([.init(glyphs.probabilityLegend, style: theme.quiet, priority: 1)])
      .draw(on: &canvas, in: area.split(columns: used + 2).right, alignedRight: true)
  }

  private func cell(_ probability: Float, at step: Int, isWritten: Bool) -> (text: String, style: Style) {
    guard let mark = glyphs.mark(ofProbability: probability) else { return (" ", theme.text) }
    return (String(mark), step == translation.step ? theme.selection : isWritten ? theme.bar : theme.quiet)
  }
}
