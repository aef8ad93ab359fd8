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
    guard let current = state.translating.current, current.branch.steps.indices.contains(current.step) else {
      return nil
    }
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

/// A bar for each character of a sentence: above it where the step's character is likelier without it, below it where it is
/// less likely.
private struct SourceBars {
  private let title: String
  private let attribution: SourceAttribution
  private let cursor: Int
  private let theme: Theme
  private let glyphs: Glyphs

  /// The bars of an attribution, which the title tells of.
  init(_ title: String, _ attribution: SourceAttribution, cursor: Int, appearance: Appearance) {
    self.title = title
    self.attribution = attribution
    self.cursor = min(cursor, attribution.characters.count - 1)
    theme = Theme(appearance)
    glyphs = appearance.glyphs
  }

  /// Where every number has room, and where only the bars do.
  private static let (numberPitch, barPitch) = (7, 2)

  /// The columns in which every number of an attribution has room.
  static func columns(of attribution: SourceAttribution) -> Int { attribution.characters.count * numberPitch }

  private var greatest: (up: Double, down: Double) {
    let finite = attribution.changes.filter(\.isFinite)
    return (max(0, finite.max() ?? 0), max(0, -(finite.min() ?? 0)))
  }

  /// What the bars stand for.
  private var words: String {
    let longest = max(greatest.up, greatest.down)
    if longest == 0 { return "no change" }
    let number = Figures.short(longest) + " nats"
    guard longest < BarScale.floor else { return "longest bar " + number }
    return "at most \(number), a full bar \(Figures.short(BarScale.floor))"
  }

  /// Draws the title, the bars around the characters, and the numbers where they have room.
  func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard area.size.rows >= 2 else { return }
    let (heading, below) = area.split(rows: 1)
    let count = attribution.characters.count
    let pitch = [Self.numberPitch, Self.barPitch].first { count * $0 <= area.size.columns } ?? 1
    let hasNumbers = pitch == Self.numberPitch && below.size.rows >= 4
    let (bars, numbers) = below.split(rows: hasNumbers ? below.size.rows - 1 : below.size.rows)
    let scale = BarScale(rows: bars.size.rows - 1, greatest)
    StatusLine(
      [
        .init(title, style: theme.title, priority: 2),
        .init(
          words, style: theme.quiet, priority: 1),
      ], gap: 3
    ).draw(on: &canvas, in: heading)
    let visible = max(1, area.size.columns / pitch)
    let first = max(0, min(cursor - visible / 2, count - visible))
    for (offset, position) in (first..<min(count, first + visible)).enumerated() {
      let column = area.origin.column + offset * pitch
      draw(position, scale, on: &canvas, at: Point(column: column, row: bars.origin.row), width: pitch >= 4 ? 3 : 1)
      if hasNumbers {
        let style = position == cursor ? theme.strong : theme.quiet
        let number = Figures.change(attribution.changes[position])
        canvas.write(number, at: Point(column: column, row: numbers.origin.row), style: style, limit: pitch - 1)
      }
    }
  }

  private func draw(_ position: Int, _ scale: BarScale, on canvas: inout Canvas, at origin: Point, width: Int) {
    let style = position == cursor ? theme.selection : theme.strong
    let mark = glyphs.mark(attribution.characters[position])
    canvas.write(mark, at: Point(column: origin.column, row: origin.row + scale.up), style: style, limit: 1)
    let change = attribution.changes[position]
    let halves = scale.halves(of: change)
    for row in 0..<(halves + 1) / 2 {
      let isWhole = halves - 2 * row >= 2
      let place = Point(column: origin.column, row: origin.row + scale.up + (change > 0 ? -1 - row : 1 + row))
      let cell = glyphs.half(isWhole: isWhole, above: change < 0)
      canvas.write(String(repeating: cell, count: width), at: place, style: change > 0 ? theme.bar : theme.warning)
    }
  }
}

/// How many rows bars have above and below, and what half a row stands for.
private struct BarScale {
  let up: Int
  private let down: Int
  private let nats: Double

  /// What all rows together stand for at least, in nats: a change of a hundredth of the probability.
  ///
  /// Smaller ones have shorter bars, so that noise never looks like a finding.
  static let floor = 0.01

  /// Shares some rows between the greatest changes up and down.
  init(rows: Int, _ greatest: (up: Double, down: Double)) {
    let rows = max(0, rows)
    let share = greatest.up + greatest.down > 0 ? greatest.up / (greatest.up + greatest.down) : 0
    let wanted = Int((Double(rows) * share).rounded())
    up = rows < 2 ? 0 : max(greatest.up > 0 ? 1 : 0, min(rows - (greatest.down > 0 ? 1 : 0), wanted))
    down = rows - up
    let least = rows > 0 ? Self.floor / Double(2 * rows) : 0
    nats = max(least, up > 0 ? greatest.up / Double(2 * up) : 0, down > 0 ? greatest.down / Double(2 * down) : 0)
  }

  /// The length of a bar in half rows; one that is not finite fills its rows.
  func halves(of change: Double) -> Int {
    let most = 2 * (change > 0 ? up : down)
    guard change.isFinite, nats > 0 else { return change == 0 || change.isNaN ? 0 : change.isFinite ? 0 : most }
    return min(most, Int((abs(change) / nats).rounded()))
  }
}
