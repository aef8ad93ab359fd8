import Model

/// Which series of a run's event files are drawn: all are listed, the likely ones are chosen, and others can be.
package struct TagQuestion: Hashable, Sendable {
  /// The run.
  package let path: String
  /// What its event files hold; `nil` until that is known.
  package internal(set) var series: RunSeries?
  /// The one under the cursor.
  package internal(set) var selected = 0

  /// A question about a run.
  init(path: String) { self.path = path }
}

extension WorkbenchState {
  /// The question, where it is asked.
  var tagQuestion: TagQuestion? { if case .tags(let question) = keys.dialog { question } else { nil } }

  /// Lists what the event files of the run under the cursor hold.
  mutating func askForTag() {
    guard let run = listedRun(at: runs.row) else {
      notice = Notice("There is no run whose series could be chosen")
      return
    }
    guard let path = run.kind == .events ? run.path : run.events else {
      notice = Notice(
        "\(run.name) is a \(run.kind.title): what it holds is known; this is for TensorBoard's event files")
      return
    }
    keys.dialog = .tags(TagQuestion(path: path))
  }

  /// Takes what the event files hold.
  mutating func takeSeries(_ series: RunSeries) {
    guard var question = tagQuestion, question.path == series.path else { return }
    let isFirst = question.series == nil
    question.series = series
    if isFirst, let name = series.choice.names[.training(chart.metric)] {
      question.selected = series.names.firstIndex(of: name) ?? 0
    }
    keys.dialog = .tags(question)
  }

  mutating func moveTag(by distance: Int) {
    guard var question = tagQuestion, let series = question.series else { return }
    question.selected = max(0, min(series.names.count - 1, question.selected + distance))
    keys.dialog = .tags(question)
  }

  /// Takes the series under the cursor for the metric that is drawn, of the training pairs or of those held out.
  mutating func takeTag(isValidation: Bool) {
    guard let question = tagQuestion, let series = question.series, series.names.indices.contains(question.selected)
    else { return }
    let role: ScalarRole = isValidation ? .validation(chart.metric) : .training(chart.metric)
    var choice = series.choice
    choice.names[role] = series.names[question.selected]
    runs.choices[question.path] = choice
    keys.dialog = nil
    notice = Notice("\(series.names[question.selected]) is drawn as \(Self.words(role)) of \(question.path)")
  }

  /// What a series is taken for.
  static func words(_ role: ScalarRole) -> String {
    switch role {
    case .training(let metric): metric.title
    case .validation(let metric): "val " + metric.title
    case .batchLoss: "loss of batches"
    case .learningRate: "learning rate"
    case .epoch: "epoch"
    }
  }
}

extension TagQuestion {
  /// What is to be drawn, for a metric: the series that have room, each with what it is taken for.
  func lines(metric: Metric, room: Int) -> [(name: String, roles: String, isSelected: Bool)] {
    guard let series else { return [] }
    let names = series.names
    let first = max(0, min(selected - room / 2, names.count - room))
    return names.indices.dropFirst(first).prefix(room).map { index in
      let roles = ScalarRole.all.filter { series.choice.names[$0] == names[index] }.map(WorkbenchState.words)
      return (names[index], roles.joined(separator: ", "), index == selected)
    }
  }
}
