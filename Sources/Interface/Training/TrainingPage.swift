import Terminal

/// The curves with all their numbers, the pinned sentences, and the prompt.
package struct TrainingPage {
  private let state: WorkbenchState

  /// The page of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
  }

  /// Draws the page.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let (body, promptRow) = area.split(rows: -1)
    PromptLine(state).draw(on: &canvas, in: promptRow)
    let pins = PinsView(state)
    let layout = TrainingLayout(
      body, numberRows: NumbersPanel.rows(overlays: state.chart.overlays.count), pinRows: pins.rows,
      needsPins: state.keys.focus == .pins)
    canvas.clipped(to: layout.chart) { ChartView(state).draw(on: &$0, in: layout.chart) }
    canvas.clipped(to: layout.numbers) { NumbersPanel(state).draw(on: &$0, in: layout.numbers) }
    canvas.clipped(to: layout.pins) { pins.draw(on: &$0, in: layout.pins) }
  }
}

/// Where the parts of the training page go.
package struct TrainingLayout: Hashable, Sendable {
  /// The curves; empty where there is no room.
  package private(set) var chart = Rectangle(size: Size(columns: 0, rows: 0))
  /// The numbers beside them; empty where there is no room.
  package private(set) var numbers = Rectangle(size: Size(columns: 0, rows: 0))
  /// The pinned sentences; empty where there is no room.
  package private(set) var pins = Rectangle(size: Size(columns: 0, rows: 0))

  /// Divides the body of a screen.
  ///
  /// - Parameters:
  ///   - body: The rows between the head and the prompt.
  ///   - numberRows: The rows that the numbers take.
  ///   - pinRows: The rows that the pinned sentences take with all their characters.
  ///   - needsPins: Whether the pinned sentences are shown where they and the curves do not both fit.
  package init(_ body: Rectangle, numberRows: Int, pinRows: Int, needsPins: Bool) {
    if body.size.columns >= 148, body.size.rows >= numberRows + Self.fewestPinRows + 1 {
      sideBySide(body, numberRows: numberRows)
    } else if body.size.rows >= Self.chartRows + Self.fewestPinRows {
      stacked(body, numberRows: numberRows, pinRows: pinRows)
    } else if needsPins {
      pins = body
    } else {
      divide(body)
    }
  }

  /// Curves of three rows with their legend and axis.
  private static let chartRows = 5
  /// A title and a sentence with its characters, in the first hundred epochs.
  private static let fewestPinRows = 6
  /// Beside so many rows of sentences there is room for the speed of the training.
  private static let roomyPinRows = 16

  /// Wide screens: the curves on the left, numbers and sentences on the right.
  private mutating func sideBySide(_ body: Rectangle, numberRows: Int) {
    let (left, right) = body.split(columns: body.size.columns * 11 / 20)
    chart = left
    let hasSpeed = right.size.rows >= numberRows + NumbersPanel.speedRows + Self.roomyPinRows
    (numbers, pins) = right.split(columns: 3).right.split(rows: numberRows + (hasSpeed ? NumbersPanel.speedRows : 0))
    pins = pins.split(rows: 1).bottom
  }

  /// Other screens: the curves above, the sentences below; the curves take about half.
  private mutating func stacked(_ body: Rectangle, numberRows: Int, pinRows: Int) {
    let wanted = max(Self.chartRows, min(numberRows, body.size.rows * 11 / 20), body.size.rows * 9 / 20)
    let room = body.size.rows - min(wanted, body.size.rows - Self.fewestPinRows)
    let (top, bottom) = body.split(rows: -min(pinRows, room))
    divide(top)
    pins = bottom
  }

  private mutating func divide(_ area: Rectangle) {
    guard area.size.columns >= 72 else {
      chart = area
      return
    }
    (chart, numbers) = area.split(columns: -(NumbersPanel.columns + 2))
    numbers = numbers.split(columns: 2).right
  }
}
