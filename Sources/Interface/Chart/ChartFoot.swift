import Model
import Terminal

/// The foot of a chart: a line with epochs written into it, that of the crosshair before all others, and marks for what was
/// done to the run.
struct ChartFoot {
  private let content: ChartContent
  private let curves: ChartCurves
  private let appearance: Appearance

  /// The foot of a chart whose curves are fitted to a plot.
  init(_ content: ChartContent, _ curves: ChartCurves, appearance: Appearance) {
    self.content = content
    self.curves = curves
    self.appearance = appearance
  }

  private var theme: Theme { Theme(appearance) }

  /// Draws the corner and, to its right, the line below the plot.
  func draw(on canvas: inout Canvas, in area: Rectangle) {
    let (corner, plot) = area.split(columns: 1)
    let line = String(repeating: appearance.isUnicode ? "─" : "-", count: plot.size.columns)
    canvas.write((appearance.isUnicode ? "└" : "+") + line, at: corner.origin, style: theme.quiet)
    // What is placed first has the room.
    var labels = Labels(area: plot)
    if let epoch = content.chart.crosshair, let column = curves.column(of: Double(epoch)) {
      let label = " \(epoch) "
      let start = max(0, min(column - label.count / 2, plot.size.columns - label.count))
      labels.place(label, at: start, style: theme.selection, on: &canvas)
    }
    let marks = marks
    func place(_ marks: [(column: Int, kind: RunMark.Kind)]) {
      for (column, kind) in marks {
        labels.place(appearance.glyphs.mark(of: kind), at: column, style: theme.mark(of: kind), on: &canvas)
      }
    }
    place(marks.filter { $0.kind != .best })
    let title = " epoch"
    let end = plot.size.columns - title.count
    labels.place(title, at: end, style: theme.quiet, on: &canvas)
    let ticks = AxisScale(linear: content.window).ticks(about: max(1, plot.size.columns / 9))
      .filter { $0.rounded() == $0 }
    for (tick, text) in zip(ticks, AxisScale.labels(ticks)) {
      guard let column = curves.column(of: tick) else { continue }
      let label = " " + text + " "
      let start = column - label.count / 2
      if start + label.count < end { labels.place(label, at: start, style: theme.quiet, on: &canvas) }
    }
    // There may be many of these: they take what is left of the line.
    place(marks.filter { $0.kind == .best })
  }

  /// Labels on one row, none of which lies upon another.
  private struct Labels {
    let area: Rectangle
    private var taken: [Range<Int>] = []

    init(area: Rectangle) { self.area = area }

    /// Writes a label at a column of the row, unless it has no room there.
    mutating func place(_ label: String, at column: Int, style: Style, on canvas: inout Canvas) {
      let columns = column..<column + label.count
      guard column >= 0, columns.upperBound <= area.size.columns, !taken.contains(where: columns.overlaps) else {
        return
      }
      canvas.write(label, at: Point(column: area.origin.column + column, row: area.origin.row), style: style)
      taken.append(columns)
    }
  }

  /// What is marked in each column that has something; the most important of several.
  private var marks: [(column: Int, kind: RunMark.Kind)] {
    var marks: [Int: RunMark.Kind] = [:]
    for mark in content.marks {
      guard let column = curves.column(of: mark.position) else { continue }
      if mark.kind.importance >= marks[column]?.importance ?? 0 { marks[column] = mark.kind }
    }
    return marks.map { (column: $0.key, kind: $0.value) }.sorted { $0.column < $1.column }
  }
}

extension RunMark {
  /// The epoch it belongs to, from 1: the one that was under way, or had just ended.
  package var epoch: Int { point.batch > 0 ? point.epoch + 1 : max(1, point.epoch) }
}

extension RunMark.Kind {
  /// Which of several in one place is shown: the highest.
  fileprivate var importance: Int {
    switch self {
    case .rate: 4
    case .resumed(after: nil): 3
    case .paused: 2
    case .resumed: 1
    case .best: 0
    }
  }
}

extension [RunMark] {
  /// What was done, in words, each behind its mark; a pause and its end are one.
  package func names(_ glyphs: Glyphs) -> [String] {
    indices.compactMap { index in
      let mark = self[index]
      let before = index > 0 && self[index - 1].point == mark.point ? self[index - 1].kind : nil
      let after = index + 1 < count && self[index + 1].point == mark.point ? self[index + 1].kind : nil
      let place = mark.point.batch > 0 ? " at batch \(mark.point.batch)" : ""
      guard let words = mark.kind.words(before: before, after: after, glyphs) else { return nil }
      return "\(glyphs.mark(of: mark.kind)) \(words)\(place)"
    }
  }
}

extension RunMark.Kind {
  /// What was done; `nil` where the words of what was done before it say so.
  fileprivate func words(before: Self?, after: Self?, _ glyphs: Glyphs) -> String? {
    switch self {
    case .rate(let from, let to):
      let arrow = glyphs.isUnicode ? "→" : "->"
      return "rate \(Figures.short(from)) \(arrow) \(Figures.short(to))"
    case .paused:
      guard case .resumed(let seconds?) = after else { return "paused" }
      return "paused for " + Figures.duration(seconds)
    case .resumed(let seconds?): return before == .paused ? nil : "went on after " + Figures.duration(seconds)
    case .resumed(after: nil): return "resumed"
    case .best: return "saved as best"
    }
  }
}

extension Glyphs {
  /// The mark of what was done to a run.
  package func mark(of kind: RunMark.Kind) -> String {
    switch kind {
    case .rate(let before, let after):
      after > before ? (isUnicode ? "↑" : "^") : (isUnicode ? "↓" : "v")
    case .paused: isUnicode ? "‖" : "="
    case .resumed: isUnicode ? "▸" : ">"
    case .best: isUnicode ? "☆" : "*"
    }
  }
}

extension Theme {
  /// How the mark of what was done to a run is drawn.
  func mark(of kind: RunMark.Kind) -> Style { kind == .best ? best : key }
}
