import Model
import Terminal

/// Where the steps of a decode stand: how far apart they are, and which of them fit.
///
/// Characters stand two columns apart where all of them fit so, else one; then the part around the cursor is shown.
package struct StepFrame: Hashable, Sendable {
  /// The columns in front of the steps, for labels.
  static let labelColumns = 6

  /// The columns of the steps.
  package let columns: Range<Int>
  /// The columns from one step to the next.
  let pitch: Int
  /// The steps that are shown.
  package let steps: Range<Int>
  /// The steps there are.
  private let count: Int

  /// The frame of so many steps around one of them; `widest` characters are to fit where they can.
  package init(count: Int, around cursor: Int, widest: Int = 0, in area: Rectangle) {
    self.count = count
    columns = area.split(columns: Self.labelColumns).right.columns
    pitch = max(count, widest) * 2 <= columns.count ? 2 : 1
    let visible = max(1, columns.count / pitch)
    let first = max(0, min(cursor - visible / 2, count - visible))
    steps = first..<first + visible
  }

  /// The frame of a sentence in an area: of its branches and of its references, which end with an LF like them.
  package init(_ translation: Translation, in area: Rectangle) {
    let references = translation.references + (translation.ownReference.map { [$0] } ?? [])
    let lengths = translation.branches.map(\.steps.count) + references.map { $0.unicodeScalars.count + 1 }
    let widest = translation.input.unicodeScalars.count
    self.init(count: lengths.max() ?? 0, around: translation.step, widest: widest, in: area)
  }

  /// Whether every step that either shows stands at the same column in both.
  func isAligned(with other: StepFrame) -> Bool {
    pitch == other.pitch && columns.lowerBound == other.columns.lowerBound
      && count <= min(steps.count, other.steps.count)
  }

  /// Where a step stands on the screen.
  package func column(of step: Int) -> Int { columns.lowerBound + (step - steps.lowerBound) * pitch }

  /// Where `in`, `out` and `conf` stand.
  var labelColumn: Int { columns.lowerBound - Self.labelColumns }
}

extension StepFrame {
  /// Writes a label, one cell for each step of a decode, and behind the last one what explains the row, if that fits.
  func draw(
    _ label: String, style: Style, steps count: Int, legend: String = "", theme: Theme, on canvas: inout Canvas,
    row: Int, cell: (Int) -> (text: String, style: Style)
  ) {
    canvas.write(label, at: Point(column: labelColumn, row: row), style: style, limit: Self.labelColumns)
    for step in steps.clamped(to: 0..<count) {
      let (text, style) = cell(step)
      canvas.write(text, at: Point(column: column(of: step), row: row), style: style, limit: 1)
    }
    let end = column(of: min(steps.upperBound, count)) + 2
    guard end + legend.displayWidth <= columns.upperBound else { return }
    canvas.write(legend, at: Point(column: end, row: row), style: theme.quiet)
  }

  /// The part of some rows that fits: from the first one on, scrolled so far that the one under the cursor is in it.
  static func window(of count: Int, around cursor: Int, rows: Int) -> Range<Int> {
    let first = max(0, min(cursor, count - 1) - max(1, rows) + 1)
    return first..<max(first, min(count, first + max(0, rows)))
  }
}
