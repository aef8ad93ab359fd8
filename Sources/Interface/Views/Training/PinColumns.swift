import Model
import Terminal

/// Where the parts of a pinned sentence stand.
struct PinColumns: Hashable, Sendable {
  /// The column of the cursor's mark.
  let mark: Int
  /// The columns of the sentence.
  let text: Range<Int>
  /// The columns of its translation.
  let output: Range<Int>
  /// The columns of what became of it.
  let summary: Range<Int>

  /// The columns for some sentences in an area: as wide as the longest, but at most a third; a third for the
  /// translation, so that nothing moves when that changes.
  init(_ sentences: [PinnedSentence], in area: Rectangle) {
    let most = max(8, area.size.columns / 3)
    let texts = sentences.map(\.text.displayWidth).max() ?? 0
    mark = area.origin.column
    let start = mark + 2
    text = start..<start + min(most, max(Self.labelWidth, texts))
    let outputStart = text.upperBound + 2
    output = outputStart..<outputStart + most
    summary = min(output.upperBound + 2, area.columns.upperBound)..<area.columns.upperBound
  }

  /// What the labels of the characters' rows need.
  private static let labelWidth = 9
}
