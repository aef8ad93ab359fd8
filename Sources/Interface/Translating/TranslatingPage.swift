import Model
import Terminal

/// A sentence, its decode, what else it could have been, and what stands beside it.
package struct TranslatingPage {
  private let state: WorkbenchState
  private let theme: Theme
  private var glyphs: Glyphs { state.appearance.glyphs }

  /// The page of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
    theme = Theme(state.appearance)
  }

  /// Draws the page; what is beside the decode goes below it, and on wide screens to its right.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let (title, below) = area.split(rows: 1)
    TranslationTitle(state).draw(on: &canvas, in: title, showsDraws: true)
    let (prompt, body) = below.split(rows: 1)
    PromptLine(state).draw(on: &canvas, in: prompt)
    let rest = body.size.rows >= 10 ? body.split(rows: 1).bottom : body
    guard let translation = state.translating.current else {
      return TranslationInvitation(state.appearance).draw(on: &canvas, in: rest)
    }
    let gap = rest.size.rows >= Self.spaciousRows ? 1 : 0
    let steps = steps(translation, isRoomy: rest.size.rows >= Self.roomyRows)
    guard rest.size.columns >= Self.twoColumns else {
      let pieces = [steps, choices(translation, in: rest)] + beside(translation, in: rest)
      let unused = Stack(pieces, gap: gap).draw(on: &canvas, in: rest)
      Stack(map(translation) + last, gap: gap).draw(on: &canvas, in: unused)
      return
    }
    let (top, bottom) = rest.split(rows: min(steps.most, rest.size.rows / 2))
    steps.draw(&canvas, top)
    drawSideBySide(translation, gap: gap, on: &canvas, in: bottom.split(rows: gap).bottom)
  }

  /// The choices on the left and what is beside the decode on the right; the map on the left, too, if it can stand at the
  /// columns of the steps there, else below both.
  private func drawSideBySide(_ translation: Translation, gap: Int, on canvas: inout Canvas, in area: Rectangle) {
    let half = area.split(columns: area.size.columns / 2).left
    let map = map(translation)
    let isAligned = StepFrame(translation, in: half).isAligned(with: StepFrame(translation, in: area))
    let choices = choices(translation, in: half)
    let beside = beside(translation, in: area.split(columns: half.size.columns + 3).right)
    func drawHalves(_ pieces: [Stack.Piece], on canvas: inout Canvas, in area: Rectangle) {
      let (left, right) = area.split(columns: half.size.columns)
      Stack(pieces, gap: gap).draw(on: &canvas, in: left)
      let unused = Stack(beside, gap: gap).draw(on: &canvas, in: right.split(columns: 3).right)
      Stack(last, gap: gap).draw(on: &canvas, in: unused)
    }
    guard !isAligned, !map.isEmpty else { return drawHalves([choices] + map, on: &canvas, in: area) }
    let most = max(choices.most, beside.reduce(-gap) { $0 + $1.most + gap })
    let halves = Stack.Piece(least: choices.least, most: most) { drawHalves([choices], on: &$0, in: $1) }
    Stack([halves] + map, gap: gap).draw(on: &canvas, in: area)
  }

  /// From this height on blank rows stand between the pieces.
  private static let spaciousRows = 14
  /// From this height on every branch has its confidence.
  private static let roomyRows = 26
  /// From this width on two columns stand below the steps.
  private static let twoColumns = 108

  private func steps(_ translation: Translation, isRoomy: Bool) -> Stack.Piece {
    let rows = StepRows(
      translation, data: state.data.sentences == nil ? nil : state.data.title,
      showsAllReferences: state.translating.showsAllReferences, showsEveryConfidence: isRoomy, theme: theme,
      glyphs: glyphs, isFocused: state.keys.focus == .steps)
    let notes = TranslationNotes(translation, state)
    return Stack.Piece(least: StepRows.leastRows + notes.count, most: rows.count + notes.count) { canvas, area in
      let (top, bottom) = area.split(rows: area.size.rows - notes.count)
      rows.draw(on: &canvas, in: top)
      notes.draw(on: &canvas, in: bottom)
    }
  }

  private func choices(_ translation: Translation, in area: Rectangle) -> Stack.Piece {
    let view = ChoicesView(translation, theme: theme, glyphs: glyphs)
    return Stack.Piece(least: 2, most: view.rows(in: area.size.columns)) { _ = view.draw(on: &$0, in: $1) }
  }

  /// The beam search and the second network, where they are wanted.
  private func beside(_ translation: Translation, in area: Rectangle) -> [Stack.Piece] {
    var pieces: [Stack.Piece] = []
    if state.translating.beam.isShown {
      let view = BeamView(state)
      pieces.append(Stack.Piece(least: min(4, view.count), most: view.count) { view.draw(on: &$0, in: $1) })
    }
    if let card = state.translating.other.card {
      let view = OtherView(card, translation, theme: theme, glyphs: glyphs)
      let most = view.rows(in: area.size.columns)
      pieces.append(Stack.Piece(least: OtherView.leastRows, most: most) { view.draw(on: &$0, in: $1) })
    }
    return pieces
  }

  /// All steps at a glance, once there are any.
  private func map(_ translation: Translation) -> [Stack.Piece] {
    guard !translation.branch.shown.isEmpty else { return [] }
    let view = HeatMapView(translation, theme: theme, glyphs: glyphs)
    return [Stack.Piece(least: HeatMapView.leastRows, most: view.rows) { _ = view.draw(on: &$0, in: $1) }]
  }

  /// The sentences before, and what could stand beside the decode but does not.
  private var last: [Stack.Piece] {
    let invitation = ComparisonInvitation(state)
    let earlier = EarlierView(state.translating, theme: theme)
    let others = state.translating.entries.count - 1
    let pieces = [Stack.Piece(least: invitation.rows, most: 0) { invitation.draw(on: &$0, in: $1) }]
    return pieces + (others > 0 ? [Stack.Piece(least: 2, most: 1 + others) { earlier.draw(on: &$0, in: $1) }] : [])
  }
}

/// What a person should know of how a sentence was read and decoded; nothing of most.
package struct TranslationNotes {
  private let notes: [String]
  private let theme: Theme

  /// The notes on a sentence of a state.
  package init(_ translation: Translation, _ state: WorkbenchState) {
    var notes: [String] = []
    if let sentence = translation.sentence, let configuration = state.network.card?.configuration {
      notes += sentence.hints(for: configuration)
    }
    if translation.branch.isCancelled { notes.append("cancelled") }
    self.notes = notes
    theme = Theme(state.appearance)
  }

  /// The rows they take.
  package var count: Int { notes.count }

  /// Draws one note a row.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    for (row, note) in zip(area.rows, notes) {
      let point = Point(column: area.origin.column, row: row)
      canvas.write(note.fitted(to: area.size.columns), at: point, style: theme.warning)
    }
  }
}

/// The sentences translated before, the newest first.
package struct EarlierView {
  private let translating: TranslatingState
  private let theme: Theme

  /// The sentences but the one on the screen.
  package init(_ translating: TranslatingState, theme: Theme) {
    self.translating = translating
    self.theme = theme
  }

  /// Draws as many as have room, if there is room for two rows at all.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let others = translating.entries.filter { $0.id != translating.current?.id }
    guard area.size.rows >= 2, !others.isEmpty else { return }
    canvas.write("earlier", at: area.origin, style: theme.title)
    let shown = others.suffix(area.size.rows - 1).reversed()
    let widest = shown.map(\.input.displayWidth).max() ?? 0
    let left = min(widest + 3, area.size.columns / 2)
    for (row, entry) in zip(area.rows.dropFirst(), shown) {
      let input = Point(column: area.origin.column, row: row)
      canvas.write(entry.input.fitted(to: left - 2), at: input, style: theme.quiet)
      let output = Point(column: area.origin.column + left, row: row)
      canvas.write(entry.branch.text.fitted(to: area.size.columns - left), at: output, style: theme.text)
    }
  }
}
