import Model
import Terminal

/// A bar for each character of a sentence: above it where the step's character is likelier without it, below it where it is
/// less likely.
struct SourceBars {
  private let title: String
  private let attribution: SourceAttribution
  private let cursor: Int
  private let theme: Theme
  private let glyphs: Glyphs

  /// The bars of an attribution, which the title tells of.
  init(_ title: String, _ attribution: SourceAttribution, cursor: Int, appearance: Appearance) {
    self.title = title
    self.attribution = attribution
    self.cursor = min(cursor, attribution.characters.count - 1)
    theme = Theme(appearance)
    glyphs = appearance.glyphs
  }

  /// Where every number has room, and where only the bars do.
  private static let (numberPitch, barPitch) = (7, 2)

  /// The columns in which every number of an attribution has room.
  static func columns(of attribution: SourceAttribution) -> Int { attribution.characters.count * numberPitch }

  private var greatest: (up: Double, down: Double) {
    let finite = attribution.changes.filter(\.isFinite)
    return (max(0, finite.max() ?? 0), max(0, -(finite.min() ?? 0)))
  }

  /// Draws the title, the bars around the characters, and the numbers where they have room.
  func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard area.size.rows >= 2 else { return }
    let (heading, below) = area.split(rows: 1)
    let count = attribution.characters.count
    let pitch = [Self.numberPitch, Self.barPitch].first { count * $0 <= area.size.columns } ?? 1
    let hasNumbers = pitch == Self.numberPitch && below.size.rows >= 4
    let (bars, numbers) = below.split(rows: hasNumbers ? below.size.rows - 1 : below.size.rows)
    let scale = BarScale(rows: bars.size.rows - 1, greatest)
    StatusLine(
      [
        .init(title, style: theme.title, priority: 2),
        .init(
          scale.isFlat ? "no change" : "longest bar \(Figures.short(max(greatest.up, greatest.down))) nats",
          style: theme.quiet, priority: 1),
      ], gap: 3
    ).draw(on: &canvas, in: heading)
    let visible = max(1, area.size.columns / pitch)
    let first = max(0, min(cursor - visible / 2, count - visible))
    for (offset, position) in (first..<min(count, first + visible)).enumerated() {
      let column = area.origin.column + offset * pitch
      draw(position, scale, on: &canvas, at: Point(column: column, row: bars.origin.row), width: pitch >= 4 ? 3 : 1)
      if hasNumbers {
        let style = position == cursor ? theme.strong : theme.quiet
        let number = Figures.signed(attribution.changes[position])
        canvas.write(number, at: Point(column: column, row: numbers.origin.row), style: style, limit: pitch - 1)
      }
    }
  }

  private func draw(_ position: Int, _ scale: BarScale, on canvas: inout Canvas, at origin: Point, width: Int) {
    let style = position == cursor ? theme.selection : theme.strong
    let mark = glyphs.mark(attribution.characters[position])
    canvas.write(mark, at: Point(column: origin.column, row: origin.row + scale.up), style: style, limit: 1)
    let change = attribution.changes[position]
    let halves = scale.halves(of: change)
    for row in 0..<(halves + 1) / 2 {
      let isWhole = halves - 2 * row >= 2
      let place = Point(column: origin.column, row: origin.row + scale.up + (change > 0 ? -1 - row : 1 + row))
      let cell = glyphs.half(isWhole: isWhole, above: change < 0)
      canvas.write(String(repeating: cell, count: width), at: place, style: change > 0 ? theme.bar : theme.warning)
    }
  }
}

/// How many rows bars have above and below, and what half a row stands for.
private struct BarScale {
  let up: Int
  private let down: Int
  private let nats: Double

  /// Shares some rows between the greatest changes up and down.
  init(rows: Int, _ greatest: (up: Double, down: Double)) {
    let rows = max(0, rows)
    let share = greatest.up + greatest.down > 0 ? greatest.up / (greatest.up + greatest.down) : 0
    let wanted = Int((Double(rows) * share).rounded())
    up = rows < 2 ? 0 : max(greatest.up > 0 ? 1 : 0, min(rows - (greatest.down > 0 ? 1 : 0), wanted))
    down = rows - up
    nats = max(up > 0 ? greatest.up / Double(2 * up) : 0, down > 0 ? greatest.down / Double(2 * down) : 0)
  }

  var isFlat: Bool { nats == 0 }

  /// The length of a bar in half rows; one that is not finite fills its rows.
  func halves(of change: Double) -> Int {
    let most = 2 * (change > 0 ? up : down)
    guard change.isFinite, nats > 0 else { return change == 0 || change.isNaN ? 0 : change.isFinite ? 0 : most }
    return min(most, Int((abs(change) / nats).rounded()))
  }
}
