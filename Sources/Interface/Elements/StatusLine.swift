import Terminal

/// Pieces of text on one line; where the line is short the least important ones go first.
package struct StatusLine {
  /// A piece of the line.
  package struct Segment {
    /// The text, in pieces of one style each.
    let spans: [(text: String, style: Style)]
    /// The larger, the longer it stays.
    let priority: Int

    /// A piece of several styles.
    package init(_ spans: [(text: String, style: Style)], priority: Int) {
      self.spans = spans
      self.priority = priority
    }

    /// A piece of one style.
    package init(_ text: String, style: Style, priority: Int) {
      self.init([(text, style)], priority: priority)
    }

    var width: Int { spans.reduce(0) { $0 + $1.text.displayWidth } }
  }

  private var segments: [Segment]
  private let gap: Int

  /// A line of pieces with so many columns between them.
  package init(_ segments: [Segment], gap: Int = 2) {
    self.segments = segments.filter { $0.width > 0 }
    self.gap = gap
  }

  /// The columns all pieces need.
  package var width: Int { segments.reduce(-gap) { $0 + $1.width + gap } }

  /// Writes the pieces that have room, in their order, from the left edge or against the right one.
  ///
  /// - Returns: the columns used.
  @discardableResult
  package func draw(on canvas: inout Canvas, in area: Rectangle, alignedRight: Bool = false) -> Int {
    var line = self
    while line.width > area.size.columns, let least = line.segments.map(\.priority).min() {
      guard line.segments.count > 1 else { break }
      line.segments.remove(at: line.segments.lastIndex { $0.priority == least } ?? 0)
    }
    let used = min(line.width, area.size.columns)
    guard used > 0, area.size.rows > 0 else { return 0 }
    var point = area.origin
    if alignedRight { point.column += area.size.columns - used }
    for segment in line.segments {
      for span in segment.spans {
        let room = area.columns.upperBound - point.column
        point.column += canvas.write(span.text.fitted(to: room), at: point, style: span.style, limit: room)
      }
      point.column += gap
    }
    return used
  }
}
