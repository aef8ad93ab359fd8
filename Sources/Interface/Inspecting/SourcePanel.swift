import Model
import Terminal

/// A character of a translation that is to be traced back to its sentence.
package struct AttributionRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// The classes of the translation's characters up to the one in question, which is the last.
  package let choices: [Int]

  /// A character behind others.
  package init(translation: Int, sentence: String, choices: [Int]) {
    self.translation = translation
    self.sentence = sentence
    self.choices = choices
  }

  /// The step, from 0.
  package var step: Int { choices.count - 1 }
}

extension AttributionRequest: InquiryRequest {
  package static var slot: WritableKeyPath<WorkbenchState, Inquiry<AttributionRequest>> { \.inspector.attribution }

  package static func wanted(in state: WorkbenchState) -> AttributionRequest? {
    guard let current = state.translations.current else { return nil }
    return AttributionRequest(
      translation: current.id, sentence: current.request, choices: current.branch.steps[...current.step].map(\.index))
  }

  package var network: NetworkChoice<Translator> { .first(for: translation) }

  package func answer(by translator: Translator, _ attempt: inout Attempt<AttributionRequest>) -> SourceAttributions? {
    guard let gradient = translator.attributionByGradient(of: choices, in: sentence),
      let omission = translator.attributionByOmission(of: choices, in: sentence, interruption: attempt.interruption)
    else { return nil }
    return SourceAttributions(omission: omission, gradient: gradient)
  }
}

/// What each character of a sentence did for one character of its translation, found in two ways.
package struct SourceAttributions: Hashable, Sendable {
  /// By leaving each character out.
  package let omission: SourceAttribution
  /// By the gradient.
  package let gradient: SourceAttribution
}

/// Which characters of the sentence mattered for the one that the step chose: by leaving each out, and by the gradient.
struct SourcePanel: InspectorPanelView {
  private let translation: Translation
  private let inspector: InspectorState
  private let theme: Theme
  private let glyphs: Glyphs
  private let appearance: Appearance
  /// What was found last for this sentence, and for which step.
  private let found: (request: AttributionRequest, answer: SourceAttributions)?

  /// The panel of a sentence.
  init(_ translation: Translation, _ state: WorkbenchState) {
    self.translation = translation
    inspector = state.inspector
    theme = Theme(state.appearance)
    glyphs = state.appearance.glyphs
    appearance = state.appearance
    found = state.inspector.attribution.latest.flatMap { $0.request.translation == translation.id ? $0 : nil }
  }

  var words: String { "change of log p without a character, in nats" }
  let rows: Int? = 18
  /// From this width on the two ways can stand side by side.
  private static let sideBySide = 110

  func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard let (request, found) = found else { return draw("computing", theme.quiet, on: &canvas, in: area) }
    let (line, body) = area.split(rows: 1)
    drawLine(request, found, on: &canvas, in: line)
    let views = [
      SourceBars("left out, the rest encoded anew", found.omission, cursor: inspector.source, appearance: appearance),
      SourceBars("by the gradient, to first order", found.gradient, cursor: inspector.source, appearance: appearance),
    ]
    if isSideBySide(SourceBars.columns(of: found.omission), in: body.size.columns) {
      let (left, right) = body.split(columns: body.size.columns / 2)
      views[0].draw(on: &canvas, in: left.split(columns: -2).left)
      views[1].draw(on: &canvas, in: right)
    } else {
      let (top, bottom) = body.split(rows: (body.size.rows + 1) / 2)
      views[0].draw(on: &canvas, in: top)
      views[1].draw(on: &canvas, in: bottom)
    }
  }

  /// Whether both stand side by side: not where their numbers have room only one below the other.
  private func isSideBySide(_ numbers: Int, in columns: Int) -> Bool {
    columns >= Self.sideBySide && (columns / 2 - 2 >= numbers || columns < numbers)
  }

  private func drawLine(
    _ request: AttributionRequest, _ found: SourceAttributions, on canvas: inout Canvas, in area: Rectangle
  ) {
    guard translation.branch.steps.indices.contains(request.step) else { return }
    let step = translation.branch.steps[request.step]
    let differs = abs(found.gradient.logProbability - step.logProbability(of: request.choices[request.step])) > 1e-3
    let cursor = min(inspector.source, found.omission.characters.count - 1)
    StatusLine(
      [
        .init([("step ", theme.quiet), ("\(request.step + 1)", theme.text)], priority: 7),
        .init(glyphs.name(step.vocabulary[request.choices[request.step]]), style: theme.strong, priority: 9),
        .init(
          [("log p ", theme.quiet), (Figures.logProbability(found.gradient.logProbability), theme.text)], priority: 6),
        .init(differs ? "by other weights than this decode" : "", style: theme.warning, priority: 10),
        .init(
          [("without ", theme.quiet), (glyphs.name(found.omission.characters[cursor]), theme.key)], priority: 8),
        .init(
          [("left out ", theme.quiet), (Figures.signed(found.omission.changes[cursor], 4), theme.text)], priority: 8),
        .init(
          [("gradient ", theme.quiet), (Figures.signed(found.gradient.changes[cursor], 4), theme.text)], priority: 8),
      ], gap: 3
    ).draw(on: &canvas, in: area)
  }
}
