import Model
import Terminal

/// What the decoder attended to: its steps against the characters of the sentence, and beside them, for the step under the
/// cursor, the exact weights and what the attribution says of the same characters.
struct AlignmentPanel: InspectorPanelView {
  private let translation: Translation
  private let cursor: Int
  private let theme: Theme
  private let glyphs: Glyphs
  private let isActive: Bool
  private let alignment: AlignmentMap?
  /// What leaving out each character changes at the step under the cursor, in nats; nil where that is not known (yet).
  private let omission: [Double]?

  /// The panel of a sentence.
  init(_ translation: Translation, _ state: WorkbenchState) {
    self.translation = translation
    theme = Theme(state.appearance)
    glyphs = state.appearance.glyphs
    isActive = state.inspector.panel == .alignment && state.keys.focus == .steps
    alignment = AlignmentMap(translation, state.network.card?.configuration.inputVocabulary)
    cursor = max(0, min(state.inspector.source, (alignment?.characters.count ?? 0) - 1))
    omission = AttributionRequest.wanted(in: state).flatMap { wanted in
      state.inspector.attribution.latest.flatMap { $0.request == wanted ? $0.answer.omission.changes : nil }
    }
  }

  var words: String { alignment == nil ? "" : glyphs.probabilityLegend }
  /// The exact numbers, and a row for each character of the sentence.
  var rows: Int? { alignment.map { max(8, 2 + $0.characters.count) } ?? 4 }

  /// The columns of the exact numbers; narrower panels leave them to the line above.
  private static let numberColumns = 20
  /// From this width on they stand beside the map.
  private static let wideColumns = 44
  private static let absence =
    "This network has no attention: its decoder sees the sentence through one state alone. One trained with "
    + "--attention --padding mask shows here what each step looked at."

  func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard let alignment, !alignment.characters.isEmpty else {
      return draw(Self.absence, theme.quiet, on: &canvas, in: area)
    }
    guard translation.step < alignment.weights.count else { return }
    let (line, body) = area.split(rows: 1)
    drawLine(alignment, on: &canvas, in: line)
    let isWide = area.size.columns >= Self.wideColumns
    let (left, right) = body.split(columns: isWide ? -Self.numberColumns : body.size.columns)
    // Above the map stand the titles of the numbers.
    let mapRows = left.split(rows: isWide ? 1 : 0).bottom
    let window = StepFrame.window(of: alignment.characters.count, around: cursor, rows: mapRows.size.rows)
    // The steps stand below those of the decode above, where the numbers leave them the room.
    let whole = StepFrame(translation, in: area)
    let end = whole.column(of: min(whole.steps.upperBound, alignment.weights.count))
    let frame = end <= left.columns.upperBound ? whole : StepFrame(translation, in: left)
    for (row, position) in zip(mapRows.rows, window) {
      draw(alignment, position, frame, on: &canvas, row: row)
    }
    guard isWide else { return }
    drawNumbers(alignment, window, mapRows.rows, on: &canvas, in: right)
  }

  /// The exact weights of the step under the cursor, and what leaving each character out changes there.
  private func drawNumbers(
    _ alignment: AlignmentMap, _ window: Range<Int>, _ rows: Range<Int>, on canvas: inout Canvas, in area: Rectangle
  ) {
    let end = area.columns.upperBound
    writeRight("weight", end - 10, theme.quiet, on: &canvas, row: area.origin.row)
    writeRight("left out", end, theme.quiet, on: &canvas, row: area.origin.row)
    for (row, position) in zip(rows, window) {
      let style = position == cursor ? theme.strong : theme.text
      writeRight(
        Figures.exactProbability(Double(alignment.weights[translation.step][position])), end - 10, style, on: &canvas,
        row: row)
      let change = omission.flatMap { $0.indices.contains(position) ? Figures.signed($0[position], 4) : nil }
      writeRight(change ?? "-", end, style, on: &canvas, row: row)
    }
  }

  /// One character of the sentence, along the steps.
  private func draw(_ alignment: AlignmentMap, _ position: Int, _ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    let isCursor = position == cursor
    frame.draw(
      glyphs.name(alignment.characters[position]), style: isCursor ? theme.key : theme.text,
      steps: alignment.weights.count, theme: theme, on: &canvas, row: row
    ) { step in
      let weight = alignment.weights[step][position]
      let mark = glyphs.mark(ofProbability: weight).map(String.init) ?? " "
      if step == translation.step, isCursor { return (mark, isActive ? theme.selection : theme.mark) }
      let isGreatest = weight == alignment.weights[step].max()
      return (mark, step == translation.step ? theme.strong : isGreatest ? theme.bar : theme.quiet)
    }
  }

  /// The numbers under the cursor.
  private func drawLine(_ alignment: AlignmentMap, on canvas: inout Canvas, in area: Rectangle) {
    let weights = alignment.weights[translation.step]
    let greatest = weights.indices.max { weights[$0] < weights[$1] } ?? 0
    let change = omission.flatMap { $0.indices.contains(cursor) ? Figures.signed($0[cursor], 4) : nil }
    let written = translation.shownStep.map { glyphs.name($0.character) } ?? ""
    StatusLine(
      [
        .init([("step ", theme.quiet), ("\(translation.step + 1)", theme.text)], priority: 7),
        .init(written, style: theme.strong, priority: 9),
        .init(
          [("looks most at ", theme.quiet), (glyphs.name(alignment.characters[greatest]), theme.text)], priority: 6),
        .init([("on ", theme.quiet), (glyphs.name(alignment.characters[cursor]), theme.key)], priority: 8),
        .init(
          [("weight ", theme.quiet), (Figures.exactProbability(Double(weights[cursor])), theme.text)], priority: 8),
        .init(
          change.map { [("left out ", theme.quiet), ($0, theme.text), (" nats", theme.quiet)] } ?? [], priority: 8),
      ], gap: area.size.columns < 60 ? 2 : 3
    ).draw(on: &canvas, in: area)
  }

  private func writeRight(_ text: String, _ end: Int, _ style: Style, on canvas: inout Canvas, row: Int) {
    canvas.write(text, at: Point(column: end - text.displayWidth, row: row), style: style)
  }
}

/// What each shown step of a decode attended to.
struct AlignmentMap {
  /// The sentence's characters that the network knows.
  let characters: [Unicode.Scalar]
  /// For each shown step, the weight of each of them; a step's sum to 1.
  let weights: [[Float]]

  /// The map of a translation by a network with some vocabulary; nil where the network has no attention.
  init?(_ translation: Translation, _ vocabulary: Vocabulary?) {
    guard let vocabulary, let sentence = translation.sentence else { return nil }
    let weights = translation.branch.shown.compactMap(\.attention)
    let characters = sentence.indices.filter { $0 < vocabulary.count }.map { vocabulary[$0] }
    guard !weights.isEmpty, weights.allSatisfy({ $0.count == characters.count }) else { return nil }
    (self.characters, self.weights) = (characters, weights)
  }
}
