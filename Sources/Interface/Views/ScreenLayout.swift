import Terminal

/// What every page has around it.
package struct ScreenLayout: Hashable, Sendable {
  /// The smallest screen that can be used.
  package static let smallest = Size(columns: 40, rows: 10)

  /// The first row: the program, its network and its pages.
  package let title: Rectangle
  /// The second row: how far the training is.
  package let run: Rectangle
  /// The page.
  package let body: Rectangle
  /// The page and the last row, where the keys are; a message spreads from there as far up as it needs.
  package let bodyAndFoot: Rectangle

  /// Divides a screen.
  package init(_ size: Size) {
    let (head, rest) = Rectangle(size: size).inset(columns: 1).split(rows: 2)
    (title, run) = head.split(rows: 1)
    body = rest.split(rows: -1).top
    bodyAndFoot = rest
  }
}
