import Model
import Terminal

/// A given translation that the network is to weigh.
package struct ForcedRequest: Hashable, Sendable {
  /// The translation it stands beside.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// The given translation.
  package let reference: String

  /// A translation beside another one.
  package init(translation: Int, sentence: String, reference: String) {
    self.translation = translation
    self.sentence = sentence
    self.reference = reference
  }
}

extension ForcedRequest: InquiryRequest {
  package static var slot: WritableKeyPath<WorkbenchState, Inquiry<ForcedRequest>> { \.inspector.forced }

  package static func wanted(in state: WorkbenchState) -> ForcedRequest? {
    guard let current = state.translating.current else { return nil }
    let references = current.inspectedReferences
    guard !references.isEmpty else { return nil }
    let reference = references[min(state.inspector.reference, references.count - 1)]
    return ForcedRequest(translation: current.id, sentence: current.request, reference: reference)
  }

  package var network: NetworkChoice<Translator> { .first(for: translation) }

  package func answer(by translator: Translator, _: inout Attempt<ForcedRequest>) -> TeacherForcedDecode? {
    translator.teacherForced(reference, for: sentence)
  }
}

/// A given translation, teacher-forced, below the decode: how likely each of its characters was after its own beginning, and
/// what the network would have written there.
struct ReferencePanel: InspectorPanelView {
  private let translation: Translation
  private let state: WorkbenchState
  private let theme: Theme
  private let glyphs: Glyphs
  private let references: [String]
  /// What was found last for this sentence.
  private let forced: TeacherForcedDecode?

  /// The panel of a sentence.
  init(_ translation: Translation, _ state: WorkbenchState) {
    self.translation = translation
    self.state = state
    theme = Theme(state.appearance)
    glyphs = state.appearance.glyphs
    references = translation.inspectedReferences
    forced = state.inspector.forced.latest.flatMap { $0.request.translation == translation.id ? $0.answer : nil }
  }

  var words: String {
    guard !references.isEmpty else { return "" }
    let position = min(state.inspector.reference, references.count - 1)
    let origin = position == 0 && translation.ownReference != nil ? "your own" : state.data.title
    return references.count == 1 ? origin : "\(position + 1) of \(references.count), \(origin)"
  }

  let rows: Int? = 9

  func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard !references.isEmpty else { return drawInvitation(on: &canvas, in: area) }
    guard let forced, !forced.decode.steps.isEmpty else { return draw("computing", theme.quiet, on: &canvas, in: area) }
    let steps = forced.decode.steps
    let (line, rest) = area.split(rows: 1)
    drawCursor(steps, on: &canvas, in: line)
    let frame = StepFrame(translation, in: rest)
    let rows = rest.rows
    drawFree(frame, on: &canvas, row: rows.lowerBound)
    drawForced(steps, frame, on: &canvas, row: rows.lowerBound + 2)
    drawLosses(forced, on: &canvas, in: rest.split(rows: 5).bottom)
  }

  private func drawInvitation(on canvas: inout Canvas, in area: Rectangle) {
    let key = KeyBinding.label(for: .keys(.openPalette(.force)), isUnicode: glyphs.isUnicode)
    let data =
      state.data.absence
      ?? (state.data.sentences == nil ? "\(state.data.title) is still being read" : "none in \(state.data.title)")
    draw("\(data); \(key) takes a translation of your own", theme.quiet, on: &canvas, in: area)
  }

  private func drawFree(_ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    let steps = Array(translation.branch.shown)
    drawCharacters("free", steps.map(\.character), frame, legend: "its own", on: &canvas, row: row) { step in
      step == translation.step ? theme.mark : theme.strong
    }
    drawConfidence(steps, frame, on: &canvas, row: row + 1)
  }

  private func drawForced(_ steps: [DecodeStep], _ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    let output = translation.branch.shown
    drawCharacters("ref", steps.map(\.character), frame, legend: "teacher-forced", on: &canvas, row: row) { step in
      let differs = step >= output.count || output[step].character != steps[step].character
      return differs && !translation.branch.isStreaming ? theme.difference : theme.text
    }
    drawConfidence(steps, frame, on: &canvas, row: row + 1)
    frame.draw(
      "best", style: theme.quiet, steps: steps.count, legend: "what it would have written", theme: theme, on: &canvas,
      row: row + 2
    ) { step in
      let best = steps[step].top(1)
      guard let best = best.first, best.index != steps[step].index else { return (" ", theme.text) }
      return (glyphs.mark(best.character), theme.warning)
    }
  }

  private func drawCharacters(
    _ label: String, _ characters: [Unicode.Scalar], _ frame: StepFrame, legend: String, on canvas: inout Canvas,
    row: Int, style: (Int) -> Style
  ) {
    frame.draw(
      label, style: theme.quiet, steps: characters.count, legend: legend, theme: theme, on: &canvas, row: row
    ) { (glyphs.mark(characters[$0]), style($0)) }
  }

  private func drawConfidence(_ steps: [DecodeStep], _ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    let times = glyphs.isUnicode ? "×" : "x"
    frame.draw(
      "p", style: theme.quiet, steps: steps.count, legend: "probability \(times) 10", theme: theme, on: &canvas,
      row: row
    ) { step in
      let probability = Double(steps[step].probability)
      return (Figures.confidenceDigit(probability), theme.confidence(probability))
    }
  }

  /// The reference's character under the cursor.
  private func drawCursor(_ steps: [DecodeStep], on canvas: inout Canvas, in area: Rectangle) {
    guard translation.step < steps.count else {
      return draw("the reference ended at step \(steps.count)", theme.quiet, on: &canvas, in: area)
    }
    let step = steps[translation.step]
    let best = step.top(1).first.flatMap { $0.index == step.index ? nil : $0 }
    StatusLine(
      [
        .init([("step ", theme.quiet), ("\(translation.step + 1)", theme.text)], priority: 7),
        .init(glyphs.name(step.character), style: theme.strong, priority: 9),
        .init([("p ", theme.quiet), (Figures.exactProbability(Double(step.probability)), theme.text)], priority: 9),
        .init([("log p ", theme.quiet), (Figures.logProbability(step.logProbability), theme.text)], priority: 8),
        .init([("rank ", theme.quiet), ("\(step.rank(of: step.index))", theme.text)], priority: 7),
        .init(
          best.map {
            [
              ("best ", theme.quiet), (glyphs.name($0.character), theme.warning),
              (" " + Figures.exactProbability(Double($0.probability)), theme.text),
            ]
          } ?? [], priority: 6),
      ], gap: 3
    ).draw(on: &canvas, in: area)
  }

  /// −Σ ln p of both, and the same per character.
  private func drawLosses(_ forced: TeacherForcedDecode, on canvas: inout Canvas, in area: Rectangle) {
    let free = translation.branch.shown
    let rows = [
      ("free", -free.logProbability, -free.meanLogProbability, ""),
      ("ref", forced.loss, -forced.decode.meanLogProbability, leftOut(forced)),
    ]
    for (row, (label, loss, mean, note)) in zip(area.rows, rows) {
      let line = Rectangle(column: area.origin.column, row: row, columns: area.size.columns, rows: 1)
      let label = label.leftAligned(in: StepFrame.labelColumns)
      StatusLine(
        [
          .init(
            [(label + "loss ", theme.quiet), (Figures.loss(loss), theme.text), (" nats", theme.quiet)], priority: 9),
          .init([(Figures.loss(mean), theme.text), (" a character", theme.quiet)], priority: 8),
          .init(note, style: theme.warning, priority: 10),
        ], gap: 3
      ).draw(on: &canvas, in: line)
    }
  }

  private func leftOut(_ forced: TeacherForcedDecode) -> String {
    guard !forced.unknown.isEmpty else { return "" }
    return "left out, unknown: " + forced.unknown.map(glyphs.name).joined(separator: " ")
  }
}
