import Model
import Terminal

/// Keras's metrics and the same over real characters, for the training and the validation part.
package struct NumbersPanel {
  /// The columns the panel needs.
  package static let columns = 28
  /// The rows it needs.
  package static let rows = 8

  private let training: RunState
  private let crosshair: Int?
  private let theme: Theme

  /// The numbers of the newest epoch, or of the one under the crosshair.
  package init(_ state: WorkbenchState) {
    training = state.training
    crosshair = state.chart.crosshair
    theme = Theme(state.appearance)
  }

  private struct Row {
    var title: String
    var training: String
    var validation: String
    var isHeading = false
  }

  /// Writes the panel; rows that have no room are left out from below.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    for (offset, row) in rows.prefix(area.size.rows).enumerated() {
      let point = Point(column: area.origin.column, row: area.origin.row + offset)
      canvas.write(row.title, at: point, style: theme.quiet, limit: area.size.columns)
      let style = row.isHeading ? theme.quiet : theme.text
      write(row.training, endingAt: 20, point, row.isHeading ? theme.curve(.training) : style, on: &canvas)
      write(row.validation, endingAt: 28, point, row.isHeading ? theme.curve(.validation) : style, on: &canvas)
    }
  }

  private func write(_ text: String, endingAt column: Int, _ point: Point, _ style: Style, on canvas: inout Canvas) {
    canvas.write(text, at: Point(column: point.column + column - text.displayWidth, row: point.row), style: style)
  }

  private var rows: [Row] {
    let (train, val) = (trained?.metrics, validated?.metrics)
    return [
      Row(title: "", training: "train", validation: "val", isHeading: true),
      Row(
        title: "epoch", training: trained.map { "\($0.epoch)" } ?? "-",
        validation: validated.map { "\($0.epoch)" } ?? "-"),
      Row(title: "loss", training: Figures.loss(train?.loss), validation: Figures.loss(val?.loss)),
      Row(title: "accuracy", training: Figures.share(train?.accuracy), validation: Figures.share(val?.accuracy)),
      Row(title: "real characters", training: "", validation: ""),
      Row(title: "  loss", training: Figures.loss(train?.characterLoss), validation: Figures.loss(val?.characterLoss)),
      Row(
        title: "  accuracy", training: Figures.share(train?.characterAccuracy),
        validation: Figures.share(val?.characterAccuracy)),
      Row(title: "learning rate", training: learningRate.map(Figures.short) ?? "-", validation: ""),
    ]
  }

  private var record: EpochRecord? {
    crosshair.flatMap { epoch in training.history.first { $0.epoch == epoch } } ?? training.history.last
  }

  /// The training part: of the epoch in hand while one runs, else of the record.
  private var trained: (epoch: Int, metrics: EpochMetrics)? {
    if crosshair == nil, let progress = training.progress, let running = progress.running {
      return (progress.epoch, running)
    }
    return record.map { ($0.epoch, $0.training) }
  }

  private var validated: (epoch: Int, metrics: EpochMetrics)? {
    record.flatMap { record in record.validation.map { (record.epoch, $0) } }
  }

  private var learningRate: Double? {
    crosshair == nil ? training.progress?.learningRate ?? record?.learningRate : record?.learningRate
  }
}
