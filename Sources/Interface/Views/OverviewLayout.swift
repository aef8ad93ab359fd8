import Terminal

/// Where the parts of the overview go.
package struct OverviewLayout: Hashable, Sendable {
  /// The curves; empty where there is no room.
  package private(set) var chart = Rectangle(size: Size(columns: 0, rows: 0))
  /// The numbers beside them; empty where there is no room.
  package private(set) var numbers = Rectangle(size: Size(columns: 0, rows: 0))
  /// The prompt and the decode.
  package private(set) var translation = Rectangle(size: Size(columns: 0, rows: 0))

  /// Divides the body of a screen; where the curves and the steps of a decode do not both fit, `needsSteps` decides.
  package init(_ body: Rectangle, needsSteps: Bool) {
    if body.size.columns >= 148, body.size.rows >= 21 {
      sideBySide(body)
    } else {
      stacked(body, needsSteps: needsSteps)
    }
  }

  /// Wide screens: training on the left, its numbers below the curves, translating on the right.
  private mutating func sideBySide(_ body: Rectangle) {
    let (left, right) = body.split(columns: body.size.columns / 2)
    (chart, numbers) = left.split(rows: left.size.rows - NumbersPanel.rows - 1)
    numbers = numbers.split(rows: 1).bottom
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
