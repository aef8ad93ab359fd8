import Model
import Terminal

/// The curves of a chart, fitted to a plot of cells: which dots, and which marks upon them.
package struct ChartCurves {
  /// A letter on an earlier run's curve.
  package struct Tag: Hashable, Sendable {
    /// How the curve is drawn, and its letter.
    let ink: CurveInk
    /// The cell column.
    package let column: Int
    /// The cell row.
    package let row: Int
    /// The last value of a curve that ends here, before the right edge.
    package let end: Double?
  }

  /// The epochs from the left edge to the right one.
  package let epochs: ClosedRange<Double>
  /// The vertical axis.
  package let scale: AxisScale
  /// The dots of all curves.
  package private(set) var grid: DotGrid
  /// The letters of the earlier runs.
  private(set) var tags: [Tag] = []
  /// The cell of the best epoch's validation value, if it is shown.
  package private(set) var best: (column: Int, row: Int)?

  private let content: ChartContent

  /// Fits what a chart shows to a plot.
  package init(_ content: ChartContent, plot: Size, isBraille: Bool) {
    self.content = content
    epochs = content.window
    scale = content.scale
    grid = DotGrid(columns: plot.columns, rows: plot.rows, isBraille: isBraille)
    let columns = grid.dotColumns
    grid.draw(content.batchTrace(columns: columns), with: .batches)
    if let trace = content.smoothedTrace(columns: columns) { grid.draw(trace, with: .smoothed) }
    for curve in content.curves { grid.draw(content.trace(curve, columns: columns), with: curve.ink) }
    tags = content.curves.flatMap(tags)
    if let record = content.best, let validation = record.validation {
      best = cell(epoch: record.epoch, value: content.chart.metric.value(of: validation))
    }
  }

  /// The cell column of an epoch, `nil` outside of the plot.
  package func column(of epoch: Double) -> Int? {
    let column = Int((content.share(of: epoch) * Double(grid.columns - 1)).rounded())
    return 0..<grid.columns ~= column ? column : nil
  }

  private func cell(epoch: Int, value: Double) -> (column: Int, row: Int)? {
    guard let column = column(of: Double(epoch)), let height = scale.height(of: value) else { return nil }
    return (column, grid.dotRow(height) / max(1, grid.dotRows / max(1, grid.rows)))
  }

  /// A letter at the curve's end and, where the plot has room, one on the way there: each run's at a place of its own.
  private func tags(_ curve: EpochCurve) -> [Tag] {
    guard let slot = curve.ink.slot else { return [] }
    let points = curve.points.filter { $0.value.isFinite }
    let share = Double(2 * slot + (curve.ink.isDotted ? 2 : 1)) / Double(2 * Overlay.letters.count + 1)
    let middle = grid.columns >= 30 ? points.first { content.share(of: Double($0.epoch)) >= share } : nil
    return [(middle, false), (points.last, true)].compactMap { point, isLast in
      point.flatMap { point in
        cell(epoch: point.epoch, value: point.value).map {
          let isEnd = isLast && $0.column < grid.columns - 1
          return Tag(ink: curve.ink, column: $0.column, row: $0.row, end: isEnd ? point.value : nil)
        }
      }
    }
  }
}

/// Curves on a grid of cells: 2×4 braille dots in each where the locale has them, else one ASCII mark.
package struct DotGrid: Hashable, Sendable {
  /// The cells from left to right.
  package let columns: Int
  /// The cells from top to bottom.
  package let rows: Int
  /// Whether a cell holds braille dots.
  package let isBraille: Bool
  private var dots: [UInt8]
  private var owners: [CurveInk?]

  /// An empty grid.
  package init(columns: Int, rows: Int, isBraille: Bool) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    self.isBraille = isBraille
    dots = Array(repeating: 0, count: self.columns * self.rows)
    owners = Array(repeating: nil, count: dots.count)
  }

  /// The dots from left to right.
  var dotColumns: Int { isBraille ? columns * 2 : columns }
  /// The dots from top to bottom.
  var dotRows: Int { isBraille ? rows * 4 : rows }

  /// What is seen in a cell and whose it is; `nil` where it is empty.
  package subscript(column: Int, row: Int) -> (character: Character, ink: CurveInk)? {
    let index = row * columns + column
    guard let ink = owners[index] else { return nil }
    guard isBraille else { return (ink.asciiMark, ink) }
    return Unicode.Scalar(0x2800 + UInt32(dots[index])).map { (Character($0), ink) }
  }

  /// Draws a curve over what is there; every column's extrema and all between them are struck.
  package mutating func draw(_ trace: ColumnTrace, with ink: CurveInk) {
    for (column, extrema) in trace.columns.enumerated() where !extrema.isEmpty && column < dotColumns {
      guard !isBraille || !ink.isDotted || column % 2 == 0 || dotRow(extrema.low) - dotRow(extrema.high) > 3 else {
        continue
      }
      for row in dotRow(extrema.high)...dotRow(extrema.low) { strike(column, row, ink) }
    }
  }

  /// The row of dots at a height from 0 at the foot to 1 at the top.
  func dotRow(_ height: Double) -> Int {
    max(0, min(dotRows - 1, Int(((1 - height) * Double(dotRows - 1)).rounded())))
  }

  private mutating func strike(_ dotColumn: Int, _ dotRow: Int, _ ink: CurveInk) {
    let (width, height) = isBraille ? (2, 4) : (1, 1)
    let index = dotRow / height * columns + dotColumn / width
    // A line takes the cell from the band behind it; two lines share it, in the later one's colour.
    if owners[index] == .batches, ink != .batches { dots[index] = 0 }
    owners[index] = ink
    dots[index] |= isBraille ? Self.bits[dotRow % 4][dotColumn % 2] : 1
  }

  /// The bit of each dot of a braille character, by row and column.
  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
}
