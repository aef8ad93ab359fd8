import Terminal

/// Where the parts of the overview go.
package struct OverviewLayout: Hashable, Sendable {
  /// The curves; empty where there is no room.
  package private(set) var chart = Rectangle(size: Size(columns: 0, rows: 0))
  /// The numbers beside them; empty where there is no room.
  package private(set) var numbers = Rectangle(size: Size(columns: 0, rows: 0))
  /// The pinned sentences; empty where there is no room.
  package private(set) var pins = Rectangle(size: Size(columns: 0, rows: 0))
  /// The prompt and the decode.
  package private(set) var translation = Rectangle(size: Size(columns: 0, rows: 0))

  /// Divides the body of a screen.
  ///
  /// - Parameters:
  ///   - body: The rows between the head and the foot.
  ///   - numberRows: The rows that the numbers take.
  ///   - needsSteps: Whether the steps of a decode are shown where they and the curves do not both fit.
  package init(_ body: Rectangle, numberRows: Int, needsSteps: Bool) {
    if body.size.columns >= 148, body.size.rows >= numberRows + 13 {
      sideBySide(body, numberRows: numberRows)
    } else {
      stacked(body, needsSteps: needsSteps)
    }
  }

  /// Wide screens: training on the left, its numbers below the curves, translating on the right; on tall ones the pinned
  /// sentences below the numbers.
  private mutating func sideBySide(_ body: Rectangle, numberRows: Int) {
    let (left, right) = body.split(columns: body.size.columns / 2)
    let pinRows = body.size.rows >= 40 ? body.size.rows / 4 : 0
    let numberRows = numberRows + (body.size.rows >= 36 ? NumbersPanel.speedRows : 0)
    (chart, numbers) = left.split(rows: left.size.rows - numberRows - 1 - pinRows)
    (numbers, pins) = numbers.split(rows: 1).bottom.split(rows: numberRows)
    pins = pins.split(rows: 1).bottom
    translation = right.split(columns: 3).right
  }

  /// Other screens: training above, translating below.
  private mutating func stacked(_ body: Rectangle, needsSteps: Bool) {
    let wanted = max(Self.stepRows, body.size.rows * 9 / 20)
    if body.size.rows - wanted >= Self.chartRows {
      divide(body, translationRows: wanted)
    } else if body.size.rows - Self.fewestStepRows >= Self.chartRows {
      divide(body, translationRows: Self.fewestStepRows)
    } else if needsSteps {
      translation = body
    } else {
      divide(body, translationRows: 2)
    }
  }

  /// A prompt, a decode and three rows of choices.
  private static let stepRows = 9
  /// A prompt, a decode and one row of choices.
  private static let fewestStepRows = 7
  /// Curves of three rows with their legend and axis.
  private static let chartRows = 5

  private mutating func divide(_ body: Rectangle, translationRows: Int) {
    let (top, bottom) = body.split(rows: -translationRows)
    translation = bottom
    guard top.size.columns >= 72 else {
      chart = top
      return
    }
    (chart, numbers) = top.split(columns: top.size.columns - NumbersPanel.columns - 2)
    numbers = numbers.split(columns: 2).right
  }
}

/// The curves and the decode on one screen.
package struct OverviewPage {
  private let state: WorkbenchState

  /// The page of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
  }

  /// Draws the page.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let layout = OverviewLayout(
      area, numberRows: NumbersPanel.rows(overlays: state.chart.overlays.count),
      needsSteps: state.keys.focus != .chart && state.translating.current != nil)
    canvas.clipped(to: layout.chart) { ChartView(state).draw(on: &$0, in: layout.chart) }
    canvas.clipped(to: layout.numbers) { NumbersPanel(state).draw(on: &$0, in: layout.numbers) }
    canvas.clipped(to: layout.pins) { PinsView(state).draw(on: &$0, in: layout.pins) }
    canvas.clipped(to: layout.translation) { TranslationView(state).draw(on: &$0, in: layout.translation) }
  }
}
