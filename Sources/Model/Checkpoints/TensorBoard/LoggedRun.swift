/// The history of a run that another program logged, as far as its numbers tell it.
package struct LoggedRun: Hashable, Sendable {
  /// The loss of a batch.
  package struct BatchPoint: Hashable, Sendable {
    /// Where it lies, in epochs: the last batch of epoch 1 at 1.
    package let position: Double
    /// The step it was logged at.
    package let step: Int
    /// The loss.
    package let loss: Double
  }

  /// What was read: a folder or a file.
  package let path: String
  /// A record per epoch, in ascending order.
  ///
  /// What nobody logged is NaN; without numbers of held-out pairs there is no `validation`.
  package let history: [EpochRecord]
  /// The loss of every batch, where it was logged.
  package let batches: [BatchPoint]
  /// The names of everything that was logged, sorted.
  package let names: [String]
  /// What was taken for what.
  package let choice: ScalarChoice

  /// The history that `scalars` tell; with the likely series, or those of another choice.
  package init(path: String, _ scalars: LoggedScalars, choice: ScalarChoice? = nil) {
    let choice = choice ?? ScalarChoice(likelyIn: scalars)
    let rows = LoggedRows(scalars, choice)
    self.path = path
    history = rows.records()
    batches = rows.batchPoints()
    names = scalars.names
    self.choice = choice
  }
}

/// The epochs of a logged run: which steps they end at, and what was logged in each.
///
/// Keras's steps are epochs from 0; others' are epochs, or batches with a validation now and then, which then counts as the
/// end of an epoch unless a series named `epoch` says more.
private struct LoggedRows {
  private struct Row {
    let step: Int
    let epoch: Int
  }

  private let scalars: LoggedScalars
  private let choice: ScalarChoice
  /// The loss of each batch, or nothing.
  private let batches: [ScalarPoint]
  /// Whether the batches' steps are those of the rows.
  private let sharesSteps: Bool
  private var rows: [Row] = []

  init(_ scalars: LoggedScalars, _ choice: ScalarChoice) {
    self.scalars = scalars
    self.choice = choice
    let (lossName, batchName) = (choice.names[.training(.loss)], choice.names[.batchLoss])
    let (loss, held) = (scalars[lossName], scalars[choice.names[.validation(.loss)]])
    let epochs = scalars[choice.names[.epoch]]
    let isPerEpoch = scalars.countsEpochs || lossName.map { ScalarName($0).isPerEpoch } ?? false
    // An epoch has more batches than most people leave out validations.
    let isFiner = !isPerEpoch && (!epochs.isEmpty || !held.isEmpty && loss.count >= 8 * held.count)
    let isBatches = lossName != nil && lossName == batchName && !scalars.countsEpochs
    sharesSteps = isFiner || isBatches && !held.isEmpty
    batches = sharesSteps ? loss : lossName == batchName ? [] : scalars[batchName]
    if sharesSteps {
      rows = held.isEmpty ? Self.rows(loss, epochs) : Self.rows(held, epochs)
    } else {
      rows = Self.rows(of: Metric.allCases.flatMap { [.training($0), .validation($0)] }, scalars, choice)
    }
  }

  /// A row for each validation, numbered by the epoch in which it happened, or one after the other.
  private static func rows(_ points: [ScalarPoint], _ epochs: [ScalarPoint]) -> [Row] {
    guard !epochs.isEmpty else {
      return points.enumerated().map { Row(step: $1.step, epoch: $0 + 1) }
    }
    // Whole numbers from 0 name the epoch under way; others tell how much is done.
    let isFromZero = epochs.allSatisfy { $0.value == $0.value.rounded() } && epochs.contains { $0.value == 0 }
    var rows: [Row] = []
    var index = 0
    for point in points {
      while index + 1 < epochs.count, epochs[index + 1].step <= point.step { index += 1 }
      let value = epochs[index].value
      guard value.isFinite, (0...1e12).contains(value) else { continue }
      let epoch = isFromZero ? Int(value) + 1 : max(1, Int(value.rounded(.up)))
      while let last = rows.last, last.epoch >= epoch { rows.removeLast() }
      rows.append(Row(step: point.step, epoch: epoch))
    }
    return rows
  }

  /// A row for each step of what is logged once an epoch.
  private static func rows(of roles: [ScalarRole], _ scalars: LoggedScalars, _ choice: ScalarChoice) -> [Row] {
    let names = roles.compactMap { choice.names[$0] }.filter { !ScalarName($0).isPerBatch }
    let all = names.isEmpty ? roles.compactMap { choice.names[$0] } : names
    let steps = Set(all.flatMap { scalars[$0].map(\.step) }).sorted()
    let isPerEpoch = all.contains { ScalarName($0).isPerEpoch }
    if isPerEpoch, steps.count > 1, !zip(steps, steps.dropFirst()).contains(where: { $1 - $0 == 1 }) {
      // The name says that they are epochs and the steps count something else, as TensorFlow 1's samples.
      return steps.enumerated().map { Row(step: $1, epoch: $0 + 1) }
    }
    let isFromZero = all.contains { $0.contains("epoch_") } || steps.first == 0
    return steps.map { Row(step: $0, epoch: isFromZero ? $0 + 1 : $0) }
  }

  /// A record for each row.
  func records() -> [EpochRecord] {
    var cursors: [ScalarRole: LoggedCursor] = [:]
    for (role, name) in choice.names { cursors[role] = LoggedCursor(scalars[name]) }
    var before = scalars.beginning
    return rows.map { row in
      var time = -Double.infinity
      func value(_ role: ScalarRole) -> Double {
        guard let taken = cursors[role]?.take(through: row.step) else { return .nan }
        if taken.time.isFinite { time = max(time, taken.time) }
        return role == .learningRate ? taken.last : taken.mean
      }
      let training = Metrics { value(.training($0)) }
      let validation = Metrics { value(.validation($0)) }
      let isValidated = Metric.allCases.contains { cursors[.validation($0)]?.isTaken == true }
      let rate = value(.learningRate)
      defer { if time.isFinite { before = time } }
      return EpochRecord(
        epoch: row.epoch, training: training, validation: isValidated ? validation : nil, learningRate: rate,
        seconds: time.isFinite && time >= before ? time - before : .nan)
    }
  }

  /// The batches, each where it lies among the epochs.
  func batchPoints() -> [LoggedRun.BatchPoint] {
    guard let first = batches.first else { return [] }
    let spacing = batches.count > 1 ? batches[1].step - first.step : 1
    let ends = epochEnds()
    var marks = [(step: first.step - spacing, epoch: (ends.first?.epoch ?? 1) - 1)]
    for end in ends where end.step > marks[marks.count - 1].step { marks.append((end.step, end.epoch)) }
    // Without an epoch's end the batches lie in the first.
    if marks.count == 1 { marks.append((max(batches[batches.count - 1].step, first.step), marks[0].epoch + 1)) }
    var index = 1
    return batches.map { point in
      while index + 1 < marks.count, point.step > marks[index].step { index += 1 }
      let (low, high) = (marks[index - 1], marks[index])
      let share = Double(point.step - low.step) / Double(high.step - low.step)
      return LoggedRun.BatchPoint(
        position: Double(low.epoch) + share * Double(high.epoch - low.epoch), step: point.step, loss: point.value)
    }
  }

  /// The step of the last batch of each epoch.
  private func epochEnds() -> [(step: Int, epoch: Int)] {
    if sharesSteps { return rows.map { ($0.step, $0.epoch) } }
    // The batches' steps are others than the rows': the clock tells which were before an epoch's end.
    let role = [.training(.loss), .validation(.loss)].first { choice.names[$0] != nil } ?? ScalarRole.training(.loss)
    let points = scalars[choice.names[role]]
    var ends: [(step: Int, epoch: Int)] = []
    var (index, place) = (-1, 0)
    for row in rows {
      while place < points.count, points[place].step < row.step { place += 1 }
      guard place < points.count, points[place].step == row.step, points[place].time.isFinite else { continue }
      while index + 1 < batches.count, batches[index + 1].time <= points[place].time { index += 1 }
      if index >= 0 { ends.append((batches[index].step, row.epoch)) }
    }
    return ends
  }
}

/// A series taken up epoch by epoch.
private struct LoggedCursor {
  private let points: [ScalarPoint]
  private var index = 0
  /// Whether there was anything in the last epoch taken.
  private(set) var isTaken = false

  init(_ points: [ScalarPoint]) { self.points = points }

  /// The mean of what was logged since the last call, up to a step, and the last of it; nil if nothing was.
  mutating func take(through step: Int) -> (mean: Double, last: Double, time: Double)? {
    let start = index
    var sum = 0.0
    while index < points.count, points[index].step <= step {
      sum += points[index].value
      index += 1
    }
    isTaken = index > start
    guard isTaken else { return nil }
    let last = points[index - 1]
    return (sum / Double(index - start), last.value, last.time)
  }
}
