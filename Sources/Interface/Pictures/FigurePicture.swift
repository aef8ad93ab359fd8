import Foundation

/// A figure drawn for paper, as SVG.
package struct FigurePicture {
  private var document: SVGDocument
  private let width: Double

  /// The picture of a figure.
  package static func text(from figure: Figure) -> String {
    let inner = figure.panels.map(size)
    let width = max(560, (inner.map(\.width).max() ?? 0) + 2 * margin)
    let caption = figure.caption.flatMap { $0.wrapped(to: Int((width - 2 * margin) / captionAdvance)) }
    let height =
      headHeight + inner.reduce(0) { $0 + $1.height + gap } + Double(caption.count) * captionLine + margin
    var picture = FigurePicture(document: SVGDocument(width: Int(width), height: Int(height)), width: width)
    picture.draw(figure, caption)
    return picture.document.text
  }

  private static let (margin, gap, headHeight) = (24.0, 26.0, 50.0)
  private static let (captionLine, captionAdvance) = (18.0, 6.6)
  private static let (quiet, line) = ("#666666", "#888888")

  private mutating func draw(_ figure: Figure, _ caption: [String]) {
    document.add("rect", ["width": "100%", "height": "100%", "fill": "white"])
    document.write(figure.title, at: (Self.margin, 30), weight: "bold")
    var top = Self.headHeight
    for panel in figure.panels {
      switch panel {
      case .grid(let grid): draw(grid, top: top)
      case .bars(let bars): draw(bars, top: top)
      }
      top += Self.size(panel).height + Self.gap
    }
    for (index, line) in caption.enumerated() {
      document.write(line, at: (Self.margin, top + Double(index) * Self.captionLine), fill: "#444444")
    }
  }

  private static func size(_ panel: Figure.Panel) -> (width: Double, height: Double) {
    switch panel {
    case .grid(let grid):
      let cells = (Double(grid.columns.count) * cell.width, Double(grid.rows.count) * cell.height)
      return (max(rowLabels + cells.0, legendWidth), columnLabels + cells.1 + legendHeight)
    case .bars(let bars):
      return (axisLabels + Double(bars.labels.count) * pitch, barsHead + barsHeight + barsFoot)
    }
  }

  // MARK: - Grids

  private static let cell = (width: 30.0, height: 20.0)
  private static let (rowLabels, columnLabels, legendHeight, legendWidth) = (70.0, 40.0, 62.0, 500.0)

  private mutating func draw(_ grid: FigureGrid, top: Double) {
    let left = Self.margin + Self.rowLabels, first = top + Self.columnLabels
    document.write(grid.columnTitle, at: (left, top + 10), fill: Self.quiet)
    document.write(grid.rowTitle, at: (Self.margin, first - 8), fill: Self.quiet)
    for (column, label) in grid.columns.enumerated() {
      let center = left + (Double(column) + 0.5) * Self.cell.width
      document.write(label, at: (center, first - 8), anchor: "middle", size: Self.size(of: label))
    }
    let palette = FigurePalette(grid)
    for (row, label) in grid.rows.enumerated() {
      let y = first + Double(row) * Self.cell.height
      document.write(label, at: (left - 8, y + 14), anchor: "end", size: label.count > 9 ? "10" : "13")
      for (column, value) in grid.values[row].enumerated() {
        draw(value, palette, at: (left + Double(column) * Self.cell.width, y))
      }
    }
    for (column, row) in grid.framed.enumerated() {
      guard let row else { continue }
      let corner = (left + Double(column) * Self.cell.width, first + Double(row) * Self.cell.height)
      document.box(at: corner, Self.cell, fill: "none", stroke: "#000000")
    }
    drawLegend(grid, palette, at: (left, first + Double(grid.rows.count) * Self.cell.height + 14))
  }

  private mutating func draw(_ value: Double, _ palette: FigurePalette, at corner: (x: Double, y: Double)) {
    document.box(at: corner, Self.cell, fill: palette.color(of: value), stroke: "#f0f0f0")
    guard let text = palette.text(of: value) else { return }
    let fill = palette.isDark(value) ? "#ffffff" : "#222222"
    document.write(
      text, at: (corner.x + Self.cell.width / 2, corner.y + 14), anchor: "middle", fill: fill, size: "9")
  }

  private mutating func drawLegend(_ grid: FigureGrid, _ palette: FigurePalette, at place: (x: Double, y: Double)) {
    var x = place.x
    for value in palette.samples {
      draw(value, palette, at: (x, place.y))
      x += Self.cell.width
    }
    document.write(grid.valueTitle, at: (place.x, place.y + 36), fill: Self.quiet)
  }

  /// Names that are code points are written smaller.
  private static func size(of label: String) -> String { label.count > 4 ? "8" : label.count > 2 ? "10" : "13" }

  // MARK: - Bars

  private static let (pitch, axisLabels, barsHead, barsHeight, barsFoot) = (34.0, 62.0, 46.0, 150.0, 26.0)

  private mutating func draw(_ bars: FigureBars, top: Double) {
    let left = Self.margin + Self.axisLabels, right = left + Double(bars.labels.count) * Self.pitch
    let first = top + Self.barsHead
    var extrema = bars.values.reduce(into: Extrema(0)) { $0.insert($1) }
    // Noise never looks like a finding: the axis is a hundredth high at least.
    if extrema.high - extrema.low < 0.01 { extrema.insert(extrema.low < 0 ? -0.01 : 0.01) }
    let scale = AxisScale(covering: extrema, isLogarithmic: false)
    func y(_ value: Double) -> Double { first + (1 - (scale.height(of: value) ?? 0)) * Self.barsHeight }
    document.write(bars.title, at: (Self.margin, top + 10), weight: "bold")
    document.write(bars.valueTitle, at: (Self.margin, top + 26), fill: Self.quiet, size: "11")
    let ticks = scale.ticks(about: 5)
    for (tick, label) in zip(ticks, AxisScale.labels(ticks)) {
      document.line(from: (left, y(tick)), to: (right, y(tick)), stroke: "#e2e2e2")
      document.write(label, at: (left - 8, y(tick) + 4), anchor: "end", size: "11")
    }
    for (index, value) in bars.values.enumerated() {
      let x = left + (Double(index) + 0.5) * Self.pitch
      let end = value.isFinite ? y(value) : value > 0 ? first : first + Self.barsHeight
      if !value.isNaN {
        document.box(
          at: (x - 9, min(end, y(0))), (18, max(0.5, abs(end - y(0)))), fill: value > 0 ? "#0072b2" : "#d55e00",
          stroke: "none")
      }
      let isAbove = value > 0 || value.isNaN
      document.write(
        Figures.change(value), at: (x, isAbove ? end - 4 : min(end + 10, first + Self.barsHeight + 9)),
        anchor: "middle",
        fill: Self.quiet, size: "9")
      document.write(
        bars.labels[index], at: (x, first + Self.barsHeight + Self.barsFoot - 4), anchor: "middle",
        size: Self.size(of: bars.labels[index]))
    }
    document.line(from: (left, y(0)), to: (right, y(0)), stroke: Self.line)
    document.line(from: (left, first), to: (left, first + Self.barsHeight), stroke: Self.line)
  }
}

/// The colours of a grid's numbers, and the digits in them: no number rests on its colour.
private struct FigurePalette {
  private let scale: FigureGrid.Scale
  /// What the deepest colour stands for.
  private let limit: Double

  /// The colours of a grid.
  init(_ grid: FigureGrid) {
    scale = grid.scale
    let greatest = grid.values.joined().lazy.filter(\.isFinite).map(abs).max() ?? 0
    limit = scale == .share || greatest == 0 ? 1 : greatest
  }

  /// What the legend shows.
  var samples: [Double] {
    switch scale {
    case .share: [0.01, 0.05, 0.2, 0.5, 0.9]
    case .signed: [-1, -0.5, 0, 0.5, 1].map { $0 * limit }
    }
  }

  /// White for 0; blue for what is more, orange for what is less, which colour-blind readers tell apart.
  func color(of value: Double) -> String {
    guard value.isFinite else { return "#dddddd" }
    let share = max(-1, min(1, value / limit))
    let (red, green, blue) = share < 0 ? (213.0, 94.0, 0.0) : (0.0, 114.0, 178.0)
    // The root lets small shares be seen.
    let depth = scale == .share ? sqrt(abs(share)) : abs(share)
    let parts = [red, green, blue].map { Int((255 + (($0 - 255) * depth)).rounded()) }
    return String(format: "#%02x%02x%02x", parts[0], parts[1], parts[2])
  }

  /// Whether white is read better upon its colour than black.
  func isDark(_ value: Double) -> Bool {
    value.isFinite && (scale == .share ? value > 0.4 : value > 0.6 * limit)
  }

  /// A number in the few digits that have room; nothing of less than half a hundredth.
  func text(of value: Double) -> String? {
    guard value.isFinite else { return Figures.brief(value, digits: 2) }
    switch scale {
    case .share: return value < 0.005 ? nil : Figures.probability(value)
    case .signed:
      if abs(value) < 0.005 * limit { return nil }
      return limit < 100 && limit >= 0.1
        ? Figures.fixed(value, abs(value) < 1 ? 2 : 1) : Figures.brief(value, digits: 2)
    }
  }
}
