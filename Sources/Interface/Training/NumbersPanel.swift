import Model
import Terminal

/// Keras's metrics and the same over real characters, for the training and the validation part; beside them, where
/// there is room, those of the best epoch; below them how fast the training goes, where there is room, and what earlier
/// runs had.
package struct NumbersPanel {
  /// The columns the panel needs.
  package static let columns = 28
  /// The rows it needs without earlier runs.
  package static let rows = 3 + Metric.rows.count

  /// The rows that tell how fast a training goes, which it can do without.
  package static let speedRows = 3

  /// The rows it needs with so many earlier runs.
  package static func rows(overlays: Int) -> Int { rows + (overlays > 0 ? 1 + overlays : 0) }

  private let training: RunState
  private let overlays: [Overlay]
  private let metric: Metric
  private let crosshair: Int?
  private let appearance: Appearance

  /// The numbers of the newest epoch, or of the one under the crosshair.
  package init(_ state: WorkbenchState) {
    training = state.training
    overlays = state.chart.overlays
    metric = state.chart.metric
    crosshair = state.chart.crosshair
    appearance = state.appearance
  }

  /// A title, and a pair of texts for the epoch shown and for the best one.
  private struct Row {
    var title: String
    var shown: [String] = []
    var best: [String] = []
    var note = ""
    var ink: CurveInk?
    /// Whether the numbers are not of the epoch that is shown.
    var isOfOtherEpoch = false
  }

  private var theme: Theme { Theme(appearance) }

  /// Writes the panel; rows that have no room are left out, those of the run at hand before those of earlier runs.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let earlier = earlier
    let own = (own + speed).prefix(max(Self.fewestRows, area.size.rows - earlier.count))
    for (offset, row) in (own + earlier).prefix(area.size.rows).enumerated() {
      let point = Point(column: area.origin.column, row: area.origin.row + offset)
      canvas.write(
        appearance.glyphs.fitted(row.title, to: row.shown.isEmpty ? area.size.columns : row.ink == nil ? 13 : 12),
        at: point,
        style: row.ink.map(theme.curve) ?? theme.quiet)
      let style = row.isOfOtherEpoch ? theme.quiet : theme.text
      write(row.shown, endingAt: [20, 28], point, isHeading: offset == 0, style, on: &canvas)
      guard area.size.columns >= Self.columnsWithBest else { continue }
      write(row.best, endingAt: [40, 48], point, isHeading: offset == 0, theme.text, on: &canvas)
      let room = area.size.columns - Self.columnsWithBest
      canvas.write(
        appearance.glyphs.fitted(row.note, to: room),
        at: Point(column: point.column + Self.columnsWithBest, row: point.row), style: theme.quiet)
    }
  }

  /// The names of the columns, the epoch, and Keras's metrics.
  private static let fewestRows = 4
  private static let columnsWithBest = 50

  private func write(
    _ texts: [String], endingAt ends: [Int], _ point: Point, isHeading: Bool, _ style: Style, on canvas: inout Canvas
  ) {
    for ((text, end), ink) in zip(zip(texts, ends), [CurveInk.training, .validation]) {
      let start = Point(column: point.column + end - text.displayWidth, row: point.row)
      canvas.write(text, at: start, style: isHeading ? theme.curve(ink) : style)
    }
  }

  private var own: [Row] {
    let (train, val, best) = (trained?.metrics, validated?.metrics, training.best)
    func row(_ title: String, _ metric: Metric) -> Row {
      Row(
        title: title, shown: [text(metric, train), text(metric, val)],
        best: best.map { [text(metric, $0.training), text(metric, $0.validation)] } ?? [])
    }
    let star = appearance.glyphs.star
    return [
      Row(title: "", shown: ["train", "val"], best: best == nil ? [] : [star + " train", star + " val"]),
      Row(
        title: "epoch", shown: [trained, validated].map { $0.map { "\($0.epoch)" } ?? "-" },
        best: best.map { ["\($0.epoch)", "\($0.epoch)"] } ?? []),
    ]
      + Metric.rows.map { name, metric in metric.map { row(name, $0) } ?? Row(title: name) } + [
        Row(
          title: "learning rate", shown: [learningRate.map(Figures.short) ?? "-"],
          best: best.map { [Figures.short($0.learningRate)] } ?? [])
      ]
  }

  /// How fast a training goes that goes on, the most important first.
  private var speed: [Row] {
    guard training.isUnderWay, let progress = training.progress else { return [] }
    let pairs = progress.samplesPerSecond.map { Row(title: "pairs/s", shown: [Figures.brief($0, digits: 4)]) }
    let processors = progress.processorShare.map { Row(title: "processors", shown: [Figures.percent($0)]) }
    return [pairs, Row(title: "whole run", shown: [Figures.percent(progress.share)]), processors].compactMap { $0 }
  }

  /// What the earlier runs had at the same epoch, or at their last one where they did not come that far, and at their best
  /// one.
  private var earlier: [Row] {
    guard !overlays.isEmpty else { return [] }
    let epoch = crosshair ?? record?.epoch
    let title = (epoch.map { "epoch \($0): " } ?? "last ") + metric.title
    return [Row(title: title)]
      + overlays.map { overlay in
        let history = overlay.run.history
        let last = history.last.flatMap { last in epoch.map { $0 > last.epoch } ?? true ? last : nil }
        let found = last ?? epoch.flatMap(overlay.record)
        let place = last.map { " @\($0.epoch)" } ?? ""
        let best = history.best
        return Row(
          title: appearance.glyphs.fitted("\(overlay.letter) \(overlay.name)", to: 12 - place.count) + place,
          shown: [text(metric, found?.training), text(metric, found?.validation)],
          best: best.map { [text(metric, $0.training), text(metric, $0.validation)] } ?? [],
          note: (best.map { "@\($0.epoch), " } ?? "") + "\(history.count) epochs, \(overlay.run.path)",
          ink: .overlayTraining(overlay.slot), isOfOtherEpoch: last != nil)
      }
  }

  private func text(_ metric: Metric, _ metrics: Metrics?) -> String {
    Figures.metric(metric, metrics)
  }

  private var record: EpochRecord? {
    crosshair.flatMap { epoch in training.history.first { $0.epoch == epoch } } ?? training.history.last
  }

  /// The training part: of the epoch in hand while one runs, else of the record.
  private var trained: (epoch: Int, metrics: Metrics)? {
    if crosshair == nil, let progress = training.progress, let running = progress.running {
      return (progress.epoch, running)
    }
    return record.map { ($0.epoch, $0.training) }
  }

  private var validated: (epoch: Int, metrics: Metrics)? {
    record.flatMap { record in record.validation.map { (record.epoch, $0) } }
  }

  private var learningRate: Double? {
    crosshair == nil ? training.progress?.learningRate ?? record?.learningRate : record?.learningRate
  }
}
