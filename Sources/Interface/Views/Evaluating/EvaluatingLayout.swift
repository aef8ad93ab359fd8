import Terminal

/// Where the parts of the evaluating page go.
///
/// A large screen has the table to the left and the sentences to its right, a middling one the sentences below the table; on a
/// small one both are scrolled through as one.
package struct EvaluatingLayout: Hashable, Sendable {
  /// The name of what is on the page.
  package let title: Rectangle
  /// The sentence being typed.
  package let prompt: Rectangle
  /// Everything below that.
  package let body: Rectangle
  /// How far an evaluation is, and what else is to be said; empty where there is no room.
  package let status: Rectangle
  /// The figures; where they are not pinned, figures and sentences.
  package let table: Rectangle
  /// The best and the worst sentences.
  package private(set) var sentences: Rectangle
  /// How many sentences have which score; empty where there is no room.
  package private(set) var spread = Rectangle(size: Size(columns: 0, rows: 0))
  /// Whether the table stays while the sentences are scrolled.
  package let isTablePinned: Bool

  /// The rows of the table with its heading.
  package static let tableRows = 1 + EvaluationTable.rowCount
  /// The rows of a list with its heading and one sentence.
  package static let leastListRows = 4
  /// The columns of a pinned table where there is room for more.
  private static let tableColumns = 72
  /// From this width on the best and the worst sentences stand side by side.
  private static let twoLists = 72
  /// The columns and the rows of the scores' distribution.
  private static let (spreadColumns, spreadRows) = (30, 12)
  private static let gap = 3

  /// Divides the page below the head of the screen.
  package init(in area: Rectangle) {
    let untitled: Rectangle
    (title, untitled) = area.split(rows: 1)
    (prompt, body) = untitled.split(rows: 1)
    isTablePinned = body.size.rows > Self.tableRows + Self.leastListRows
    guard isTablePinned else {
      status = Rectangle(size: Size(columns: 0, rows: 0))
      (table, sentences) = (body, body)
      return
    }
    let below: Rectangle
    (status, below) = body.split(rows: 1)
    let beside = below.size.columns - Self.tableColumns - Self.gap
    if beside >= Self.twoLists, below.size.rows >= Self.tableRows + Self.spreadRows {
      let (left, right) = below.split(columns: Self.tableColumns)
      let top: Rectangle
      (top, spread) = left.split(rows: Self.tableRows + 1)
      (table, sentences) = (top, right.split(columns: Self.gap).right)
      return
    }
    let gap = below.size.rows >= 2 * Self.tableRows ? 1 : 0
    let top: Rectangle
    (top, sentences) = below.split(rows: Self.tableRows + gap)
    guard beside >= Self.spreadColumns else {
      table = top
      return
    }
    table = top.split(columns: Self.tableColumns).left
    spread = top.split(columns: Self.tableColumns + Self.gap).right.split(rows: Self.tableRows).top
  }

  /// How many lists of sentences stand side by side.
  package var listCount: Int { sentences.size.columns >= Self.twoLists ? 2 : 1 }
}
