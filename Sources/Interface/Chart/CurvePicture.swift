import Model

/// The curves as a picture: what the chart on the screen shows, drawn for paper.
package struct CurvePicture {
  private let content: ChartContent
  private var document: SVGDocument
  private let plot: (left: Double, right: Double, top: Double, foot: Double)

  /// The picture of what a chart shows, as SVG.
  package static func text(from content: ChartContent) -> String {
    var picture = CurvePicture(content: content)
    picture.draw()
    return picture.document.text
  }

  private init(content: ChartContent) {
    self.content = content
    let top = Self.legendTop + 40 + 20 * Double(content.overlays.count)
    plot = (72, 924, top, top + 420)
    document = SVGDocument(width: 960, height: Int(plot.foot) + 56)
  }

  private mutating func draw() {
    document.add("rect", ["width": "100%", "height": "100%", "fill": "white"])
    drawAxes()
    if content.batches.count > 0 {
      let columns = Int(plot.right - plot.left)
      draw(content.batchTrace(columns: columns), .batches)
      if let trace = content.smoothedTrace(columns: columns) { draw(trace, .smoothed) }
    }
    for curve in content.curves { draw(curve) }
    drawBest()
    drawOutliers()
    drawNotANumber()
    drawMarks()
    drawLegend()
  }

  private func x(_ epoch: Double) -> Double { plot.left + content.share(of: epoch) * (plot.right - plot.left) }

  private func y(_ height: Double) -> Double { plot.foot - height * (plot.foot - plot.top) }

  private mutating func drawAxes() {
    let ticks = content.scale.ticks(about: 10)
    for (tick, label) in zip(ticks, AxisScale.labels(ticks)) {
      guard let height = content.scale.height(of: tick) else { continue }
      document.line(from: (plot.left, y(height)), to: (plot.right, y(height)), stroke: "#e2e2e2")
      document.write(label, at: (plot.left - 8, y(height) + 4), anchor: "end")
    }
    let epochs = AxisScale(linear: content.window).ticks(about: 10).filter { $0.rounded() == $0 }
    for (tick, label) in zip(epochs, AxisScale.labels(epochs)) {
      document.line(from: (x(tick), plot.foot), to: (x(tick), plot.foot + 5), stroke: "#888888")
      document.write(label, at: (x(tick), plot.foot + 20), anchor: "middle")
    }
    document.line(from: (plot.left, plot.top), to: (plot.left, plot.foot), stroke: "#888888")
    document.line(from: (plot.left, plot.foot), to: (plot.right, plot.foot), stroke: "#888888")
    document.write("epoch", at: ((plot.left + plot.right) / 2, plot.foot + 40), anchor: "middle")
    document.write(content.title, at: (16, 28), weight: "bold")
    let axis = content.scale.isLogarithmic ? "logarithmic axis" : "linear axis"
    document.write(axis, at: (plot.right, 28), anchor: "end", fill: "#777777")
  }

  /// Many values to a pixel: the range of each column as an area.
  private mutating func draw(_ trace: ColumnTrace, _ ink: CurveInk) {
    let runs = trace.columns.enumerated().split { $0.element.isEmpty }
    let path = runs.map { run in
      let upper = run.map { (plot.left + Double($0.offset) + 0.5, y($0.element.high)) }
      let lower = run.reversed().map { (plot.left + Double($0.offset) + 0.5, y($0.element.low)) }
      return "M" + (upper + lower).map(SVGDocument.point).joined(separator: "L") + "Z"
    }
    let color = Self.color(ink)
    document.add("path", ["d": path.joined(), "fill": color, "stroke": color, "stroke-linejoin": "round"])
  }

  private mutating func draw(_ curve: EpochCurve) {
    let color = Self.color(curve.ink)
    let points = curve.points.map { point in
      content.scale.height(of: point.value).map { (x(Double(point.epoch)), y($0)) }
    }
    for run in points.split(whereSeparator: { $0 == nil }).map({ $0.compactMap { $0 } }) {
      document.add(
        "polyline",
        [
          "points": run.map(SVGDocument.point).joined(separator: " "), "fill": "none", "stroke": color,
          "stroke-width": "2", "stroke-linejoin": "round", "stroke-linecap": "round",
          "stroke-dasharray": Self.dash(curve.ink),
        ])
    }
    if let letter = curve.ink.letter, let end = points.compactMap({ $0 }).last {
      document.write(String(letter), at: (end.0 + 6, end.1 + 4), fill: color, weight: "bold")
    }
  }

  private mutating func drawBest() {
    guard let best = content.best, content.window ~= Double(best.epoch), let metrics = best.validation,
      let height = content.scale.height(of: content.chart.metric.value(of: metrics))
    else { return }
    document.star(at: (x(Double(best.epoch)), y(height)), fill: Self.bestColor)
  }

  private mutating func drawOutliers() {
    let columns = 200, outliers = content.outliers
    for (count, isAbove) in [(outliers.above, true), (outliers.below, false)] where count > 0 {
      let (edge, tip) = isAbove ? (plot.top, plot.top - 8) : (plot.foot, plot.foot + 8)
      for column in content.outlierColumns(of: columns, above: isAbove) {
        let center = plot.left + Double(column) / Double(columns - 1) * (plot.right - plot.left)
        let corners = [(center - 5, edge), (center + 5, edge), (center, tip)].map(SVGDocument.point)
        document.add("polygon", ["points": corners.joined(separator: " "), "fill": "#a04000"])
      }
      let words = "\(count) \(count == 1 ? "value" : "values") \(isAbove ? "above" : "below") the axis"
      let row = isAbove ? plot.top - 12 : plot.foot + 40
      document.write(words, at: (plot.left, row), fill: "#a04000")
    }
  }

  private mutating func drawNotANumber() {
    guard let nan = content.firstNaN, content.window ~= nan.position else { return }
    document.line(
      from: (x(nan.position), plot.top), to: (x(nan.position), plot.foot), stroke: "#a04000", dash: "2 4")
    let isLeft = content.share(of: nan.position) < 0.5
    let place = (x(nan.position) + (isLeft ? 6 : -6), plot.foot - 8)
    document.write("\(nan.name): \(nan.words)", at: place, anchor: isLeft ? "start" : "end", fill: "#a04000")
  }

  /// What was done to the run: a line with words for each, but for the saves of a best epoch, of which there may be many.
  private mutating func drawMarks() {
    let shown = content.marks.filter { content.window ~= $0.position }
    for mark in shown where mark.kind == .best {
      document.circle(at: (x(mark.position), plot.foot), radius: 3.5, fill: "white", stroke: Self.bestColor)
    }
    let others = shown.filter { $0.kind != .best }
    for (place, marks) in Dictionary(grouping: others, by: \.position).sorted(by: { $0.key < $1.key }) {
      document.line(from: (x(place), plot.top), to: (x(place), plot.foot), stroke: Self.markColor, dash: "1 4")
      let words = marks.names(Glyphs(isUnicode: true)).joined(separator: ", ")
      let column = x(place) + (content.share(of: place) < 0.03 ? 12 : -4)
      document.write(words, upwardsFrom: (column, plot.foot - 8), fill: Self.markColor)
    }
  }

  /// Samples and names: the run at hand on a line, each earlier one on another.
  private mutating func drawLegend() {
    var own: [(ink: CurveInk, words: String)] = [(.training, "\(content.name), training")]
    if content.best != nil { own.append((.validation, "validation")) }
    if content.batches.count > 0 { own.append((.batches, "batches")) }
    if content.batches.count > 0, content.chart.smoothing > 0 { own.append((.smoothed, "smoothed")) }
    let end = drawLegend(own, line: 0)
    if let best = content.best, let loss = best.validation?.loss {
      document.star(at: (end + 14, Self.legendTop - 4), fill: Self.bestColor)
      let words = "least validation loss \(Figures.loss(loss)) after epoch \(best.epoch)"
      document.write(words, at: (end + 34, Self.legendTop))
    }
    if content.marks.contains(where: { $0.kind == .best && content.window ~= $0.position }) {
      document.circle(at: (plot.right - 92, plot.foot + 36), radius: 3.5, fill: "white", stroke: Self.bestColor)
      document.write("saved as best", at: (plot.right - 84, plot.foot + 40))
    }
    for (line, overlay) in content.overlays.enumerated() {
      let curves: [(CurveInk, String)] = [
        (.overlayTraining(overlay.slot), "\(overlay.letter)  \(overlay.name), training"),
        (.overlayValidation(overlay.slot), "\(overlay.letter.lowercased())  validation"),
      ]
      _ = drawLegend(curves, line: line + 1)
    }
  }

  /// Draws a line of the legend; where it ends.
  private mutating func drawLegend(_ curves: [(ink: CurveInk, words: String)], line: Int) -> Double {
    var place = (x: 16.0, y: Self.legendTop + 20 * Double(line))
    for (ink, words) in curves {
      let width = ink == .batches ? "8" : "2"
      document.line(
        from: (place.x, place.y - 4), to: (place.x + 28, place.y - 4), stroke: Self.color(ink), dash: Self.dash(ink),
        width: width)
      document.write(words, at: (place.x + 34, place.y))
      place.x += 34 + Double(words.count) * 7.5 + 18
    }
    return place.x
  }

  private static let legendTop = 52.0
  private static let bestColor = "#b8860b"
  private static let markColor = "#666666"

  /// Okabe and Ito's colours, which colour-blind readers tell apart, for white paper.
  private static func color(_ ink: CurveInk) -> String {
    switch ink {
    case .batches: "#c4c4c4"
    case .smoothed: "#009e73"
    case .training: "#0072b2"
    case .validation: "#d55e00"
    case .overlayTraining(let slot), .overlayValidation(let slot):
      ["#cc79a7", "#e69f00", "#56b4e9", "#000000", "#7a5c00", "#8a8a8a"][slot]
    }
  }

  private static func dash(_ ink: CurveInk) -> String { ink.isDotted ? "6 4" : "none" }
}
