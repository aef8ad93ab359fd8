import Model
import Terminal

/// A sentence whose neighbours among the training sentences are wanted.
package struct NearestRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// The data in use.
  package let data: CorpusLocation
  /// How many of its pairs, from the start, are trained on.
  package let pairCount: Int
  /// How often a reader asked for the sentences to be encoded anew.
  package let round: Int
  /// Whether sentences that earlier weights encoded in this round will do: while a network trains, they are not encoded anew
  /// for every one that is translated.
  package let toleratesEarlierWeights: Bool

  /// A sentence among those of some pairs.
  package init(
    translation: Int, sentence: String, data: CorpusLocation, pairCount: Int, round: Int, toleratesEarlierWeights: Bool
  ) {
    self.translation = translation
    self.sentence = sentence
    self.data = data
    self.pairCount = pairCount
    self.round = round
    self.toleratesEarlierWeights = toleratesEarlierWeights
  }
}

/// The sentences of the data that the encoder leaves nearest to another one.
package struct NearestSentences: Hashable, Sendable {
  /// The most that are ever shown.
  package static let capacity = 64

  /// The sentences, nearest first.
  package let neighbors: [EncodedSentences.Neighbor]
  /// Among how many they were found.
  package let count: Int
  /// Whether they were encoded by earlier weights than the sentence was translated with.
  package let isStale: Bool

  /// An answer.
  package init(_ neighbors: [EncodedSentences.Neighbor], among count: Int, isStale: Bool) {
    self.neighbors = neighbors
    self.count = count
    self.isStale = isStale
  }
}

/// The training sentences that the encoder leaves nearest to the sentence, and what the data says of them.
struct NearestPanel: InspectorPanelView {
  private let state: WorkbenchState
  private let theme: Theme
  private let glyphs: Glyphs
  /// What was found last for this sentence.
  private let found: NearestSentences?

  /// The panel of a sentence.
  init(_ translation: Translation, _ state: WorkbenchState) {
    self.state = state
    theme = Theme(state.appearance)
    glyphs = state.appearance.glyphs
    found = state.inspector.nearest.latest.flatMap { $0.request.translation == translation.id ? $0.answer : nil }
  }

  var words: String { "cosine of the encoder's last h" }
  let rows: Int? = nil

  func draw(on canvas: inout Canvas, in area: Rectangle) {
    let data = state.data.location.title
    guard state.data.corpus != nil else { return draw("reading \(data)", theme.quiet, on: &canvas, in: area) }
    guard let found else { return draw(progress, theme.quiet, on: &canvas, in: area) }
    let (line, body) = area.split(rows: 1)
    let key = KeyBinding.label(for: .inspecting(.encodeAnew), isUnicode: glyphs.isUnicode)
    let isWorking = state.inspector.nearest.isPending
    StatusLine(
      [
        .init("among \(found.count) training sentences", style: theme.quiet, priority: 9),
        .init("of \(data)", style: theme.quiet, priority: 7),
        .init(
          isWorking ? progress : found.isStale ? "as earlier weights left them; \(key): anew" : "",
          style: theme.warning, priority: 8),
      ]
    ).draw(on: &canvas, in: line)
    draw(found.neighbors, on: &canvas, in: body)
  }

  private var progress: String {
    guard let encoding = state.inspector.encoding else { return "computing" }
    return "encoding the training sentences, \(encoding.done) of \(encoding.count)"
  }

  private func draw(_ neighbors: [EncodedSentences.Neighbor], on canvas: inout Canvas, in area: Rectangle) {
    let cursor = min(state.inspector.neighbor, neighbors.count - 1)
    let isActive = state.inspector.panel == .nearest && state.keys.focus == .steps
    let window = StepFrame.window(of: neighbors.count, around: cursor, rows: area.size.rows)
    let shown = neighbors[window]
    let numberColumns = 9
    let widest = shown.map { glyphs.line($0.sentence).displayWidth }.max() ?? 0
    let left = min(widest + 3, (area.size.columns - numberColumns) * 3 / 5)
    for (offset, (row, neighbor)) in zip(area.rows, shown).enumerated() {
      let isCursor = window.lowerBound + offset == cursor
      if isCursor, isActive {
        canvas.write(glyphs.selection, at: Point(column: area.origin.column, row: row), style: theme.key)
      }
      let similarity = Figures.fixed(Double(neighbor.similarity), 3)
      canvas.write(similarity, at: Point(column: area.origin.column + 2, row: row), style: theme.text)
      let sentence = Point(column: area.origin.column + numberColumns, row: row)
      canvas.write(glyphs.fitted(glyphs.line(neighbor.sentence), to: left - 2), at: sentence, style: theme.strong)
      let french = state.data.references(of: neighbor.sentence).first ?? ""
      let room = area.size.columns - numberColumns - left
      let point = Point(column: sentence.column + left, row: row)
      canvas.write(glyphs.fitted(glyphs.line(french), to: room), at: point, style: theme.quiet)
    }
  }
}
