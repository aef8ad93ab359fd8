import Model
import Terminal

/// Where the steps of a decode stand: how far apart they are, and which of them fit.
///
/// Characters stand two columns apart where all of them fit so, else one; then the part around the cursor is shown.
package struct StepFrame: Hashable, Sendable {
  /// The columns in front of the steps, for labels.
  package static let labelColumns = 6

  /// The columns of the steps.
  package let columns: Range<Int>
  /// The columns from one step to the next.
  package let pitch: Int
  /// The steps that are shown.
  package let steps: Range<Int>

  /// The frame of a sentence in an area.
  package init(_ translation: Translation, in area: Rectangle) {
    let cells = area.split(columns: Self.labelColumns).right
    columns = cells.columns
    let longest = translation.branches.map(\.steps.count).max() ?? 0
    pitch = max(longest, translation.input.unicodeScalars.count) * 2 <= columns.count ? 2 : 1
    let visible = max(1, columns.count / pitch)
    let first = max(0, min(translation.step - visible / 2, longest - visible))
    steps = first..<first + visible
  }

  /// The column of a step.
  package func column(of step: Int) -> Int { columns.lowerBound + (step - steps.lowerBound) * pitch }

  /// The column of the labels.
  package var labelColumn: Int { columns.lowerBound - Self.labelColumns }
}
