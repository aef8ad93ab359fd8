import Model
import Terminal

/// The pinned sentences as the network translated them after an epoch, and since when each character has been right.
package struct PinsView {
  private let pins: Pins
  private let crosshair: Int?
  private let isTraining: Bool
  private let newestEpoch: Int
  private let appearance: Appearance
  private let isFocused: Bool

  /// The pins of a state, at the newest epoch or at the one under the crosshair.
  package init(_ state: WorkbenchState) {
    pins = state.training.pins
    crosshair = state.chart.crosshair
    isTraining = state.training.isUnderWay
    newestEpoch = state.training.history.last?.epoch ?? 0
    appearance = state.appearance
    isFocused = state.keys.focus == .pins
  }

  private var theme: Theme { Theme(appearance) }
  private var glyphs: Glyphs { appearance.glyphs }

  /// The rows that show every sentence with its characters, whatever epoch is looked at.
  package var rows: Int {
    let digits = String(max(10, newestEpoch)).count
    return pins.sentences.isEmpty ? 3 : 1 + pins.sentences.count * (1 + PinCharacters.rows(digits: digits))
  }

  /// Draws the title and as many sentences as have room, the one under the cursor among them.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard area.size.rows >= 2 else { return }
    let (titleRow, body) = area.split(rows: 1)
    let visible = pins.sentences.isEmpty ? [] : visible(rows: body.size.rows)
    let place = visible.count < pins.sentences.count ? " \(pins.selected + 1)/\(pins.sentences.count)" : ""
    PaneTitle("pinned" + place, words: words, appearance: appearance, isFocused: isFocused)
      .draw(on: &canvas, in: titleRow)
    guard !pins.sentences.isEmpty else {
      let key = KeyBinding.label(for: .pins(.toggle(nil)), isUnicode: appearance.isUnicode)
      let invitation =
        "Sentences whose translation you follow from epoch to epoch: \(key) beside a decode pins its sentence."
      for (row, line) in zip(body.rows, invitation.wrapped(to: body.size.columns)) {
        canvas.write(line, at: Point(column: body.origin.column, row: row), style: theme.quiet)
      }
      return
    }
    let columns = PinColumns(pins.sentences, in: body)
    var row = body.origin.row
    for (index, isOpen) in visible {
      let sentence = pins.sentences[index]
      draw(sentence, isSelected: index == pins.selected, columns, on: &canvas, row: row)
      row += 1
      guard isOpen, let characters = characters(sentence) else { continue }
      characters.draw(on: &canvas, columns: columns, row: row)
      row += characters.rows
    }
  }

  private func characters(_ sentence: PinnedSentence) -> PinCharacters? {
    sentence.position(at: crosshair).map { PinCharacters(sentence, at: $0, appearance: appearance) }
  }

  private var words: String {
    guard let epoch = pins.history.epochs.last(where: { $0 <= crosshair ?? .max }) else {
      return pins.sentences.isEmpty ? "" : "translated after every epoch"
    }
    if epoch > newestEpoch, !isTraining { return "in epoch \(epoch)" }
    if epoch == 0 { return "as the network was loaded" }
    return crosshair == nil ? "after epoch \(epoch)" : "after epoch \(epoch), under the crosshair"
  }

  /// The sentences that have room, and whether their characters have, too: those of the one under the cursor first.
  private func visible(rows: Int) -> [(index: Int, isOpen: Bool)] {
    let needed = characters(pins.sentences[pins.selected])?.rows ?? 0
    let count = min(pins.sentences.count, needed < rows ? rows - needed : rows)
    let first = max(0, min(pins.selected - count / 2, pins.sentences.count - count))
    let indices = first..<first + count
    var spare = rows - count
    var open: Set<Int> = []
    for index in [pins.selected] + indices where !open.contains(index) {
      guard let needed = characters(pins.sentences[index])?.rows, needed <= spare else { continue }
      open.insert(index)
      spare -= needed
    }
    return indices.map { ($0, open.contains($0)) }
  }

  private func draw(
    _ sentence: PinnedSentence, isSelected: Bool, _ columns: PinColumns, on canvas: inout Canvas, row: Int
  ) {
    if isSelected {
      let style = isFocused ? theme.selection : theme.key
      canvas.write(glyphs.selection, at: Point(column: columns.mark, row: row), style: style)
    }
    let text = glyphs.line(sentence.text)
    canvas.write(
      glyphs.fitted(text, to: columns.text.count), at: Point(column: columns.text.lowerBound, row: row),
      style: theme.strong)
    let output = Point(column: columns.output.lowerBound, row: row)
    guard let position = sentence.position(at: crosshair) else {
      canvas.write(glyphs.fitted(pending, to: columns.output.count), at: output, style: theme.quiet)
      return
    }
    let translation = glyphs.line(sentence.entries[position].output)
    canvas.write(glyphs.fitted(translation, to: columns.output.count), at: output, style: theme.text)
    let summary = PinSummary.text(sentence, at: position, isUnicode: appearance.isUnicode)
    guard columns.summary.count > 8 else { return }
    canvas.write(
      glyphs.fitted(summary, to: columns.summary.count), at: Point(column: columns.summary.lowerBound, row: row),
      style: theme.quiet)
  }

  /// What stands in the place of a translation there is not.
  private var pending: String {
    if crosshair != nil { return "none kept" }
    return isTraining ? "after this epoch" : "once it trains"
  }
}

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
