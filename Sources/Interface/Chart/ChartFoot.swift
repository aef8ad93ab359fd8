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
    let dash = appearance.isUnicode ? "─" : "-"
    let line = String(repeating: dash, count: plot.size.columns)
    canvas.write((appearance.isUnicode ? "└" : "+") + line, at: corner.origin, style: theme.quiet)
    var taken: [Range<Int>] = []
    func write(_ label: String, from column: Int, style: Style) {
      canvas.write(label, at: Point(column: column, row: plot.origin.row), style: style)
    }
    /// Writes a label unless it would lie upon another one.
    func place(_ label: String, from start: Int, style: Style) {
      let columns = start..<start + label.count
      guard columns.lowerBound >= plot.origin.column, columns.upperBound <= plot.columns.upperBound,
        !taken.contains(where: columns.overlaps)
      else { return }
      write(label, from: start, style: style)
      taken.append(columns)
    }
    if let epoch = content.chart.crosshair, let column = curves.column(of: Double(epoch)) {
      let label = " \(epoch) "
      place(
        label, from: plot.origin.column + max(0, min(column - label.count / 2, plot.size.columns - label.count)),
        style: theme.selection)
    }
    let marks = marks
    for (column, kind) in marks where kind != .best {
      place(appearance.glyphs.mark(of: kind), from: plot.origin.column + column, style: theme.mark(of: kind))
    }
    let title = " epoch"
    place(title, from: plot.columns.upperBound - title.count, style: theme.quiet)
    let ticks = AxisScale(linear: content.window).ticks(about: max(1, plot.size.columns / 9))
      .filter { $0.rounded() == $0 }
    for (tick, text) in zip(ticks, AxisScale.labels(ticks)) {
      guard let column = curves.column(of: tick) else { continue }
      let label = " " + text + " "
      let start = plot.origin.column + column - label.count / 2
      if start + label.count < plot.columns.upperBound - title.count { place(label, from: start, style: theme.quiet) }
    }
    // There may be many of these: they take what is left of the line.
    for (column, kind) in marks where kind == .best {
      place(appearance.glyphs.mark(of: kind), from: plot.origin.column + column, style: theme.mark(of: kind))
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
