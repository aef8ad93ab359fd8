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

  /// The frame of so many steps around one of them; `widest` characters are to fit where they can.
  package init(count: Int, around cursor: Int, widest: Int = 0, in area: Rectangle) {
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

  /// The column of a step.
  package func column(of step: Int) -> Int { columns.lowerBound + (step - steps.lowerBound) * pitch }

  /// The column of the labels.
  package var labelColumn: Int { columns.lowerBound - Self.labelColumns }
}
