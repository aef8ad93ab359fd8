import Terminal

/// Where everything goes on a screen of some size.
package struct Layout: Hashable, Sendable {
  /// The smallest screen that can be used.
  package static let smallest = Size(columns: 40, rows: 10)

  /// The first row: the program and its network.
  package private(set) var title = Rectangle(size: Size(columns: 0, rows: 0))
  /// How far the training is.
  package private(set) var run = Rectangle(size: Size(columns: 0, rows: 0))
  /// The curves; empty where there is no room.
  package private(set) var chart = Rectangle(size: Size(columns: 0, rows: 0))
  /// The numbers beside them; empty where there is no room.
  package private(set) var numbers = Rectangle(size: Size(columns: 0, rows: 0))
  /// The prompt and the decode.
  package private(set) var translation = Rectangle(size: Size(columns: 0, rows: 0))
  /// The last row: messages and keys.
  package private(set) var foot = Rectangle(size: Size(columns: 0, rows: 0))

  /// Divides a screen; where the curves and the steps of a decode do not both fit, `needsSteps` decides.
  package init(_ size: Size, needsSteps: Bool) {
    let screen = Rectangle(size: size).inset(columns: 1)
    let (head, rest) = screen.split(rows: 2)
    (title, run) = head.split(rows: 1)
    let body: Rectangle
    (body, foot) = rest.split(rows: -1)
    if size.columns >= 150, size.rows >= 24 {
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
