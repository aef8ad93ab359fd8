import Foundation
import Interface
import Model
import Terminal

extension Fixture {
  /// A time, in seconds since 1970, at which the runs below were looked at.
  private static let now = 1_790_000_000.0

  /// A run of so many epochs, of 40, whose losses are some times those of the run at hand.
  static func run(
    _ path: String, epochs: Int = 40, times factor: Double = 1, kind: ListedRun.Kind = .checkpoint,
    standing: RunStanding = .finished, age: Int = 0, _ change: (inout Hyperparameters) -> Void = { _ in }
  ) -> ListedRun {
    var run = ListedRun(path: path, kind: kind)
    let history = runHistory(epochs, times: factor)
    run.point = TrainingPoint(epoch: epochs, batch: 0)
    run.epochs = 40
    run.best = history.min { ($0.validation?.loss ?? 9) < ($1.validation?.loss ?? 9) }
    run.last = history.last
    if kind == .checkpoint {
      var hyperparameters = Hyperparameters()
      change(&hyperparameters)
      run.hyperparameters = hyperparameters
    }
    run.standing = standing
    run.age = age
    run.modified = now - Double(age)
    return run
  }

  /// The epochs of such a run.
  static func runHistory(_ epochs: Int, times factor: Double = 1) -> [EpochRecord] {
    history(epochs).map { record in
      EpochRecord(
        epoch: record.epoch, training: metrics(loss: factor * record.training.loss, accuracy: 0.9),
        validation: metrics(loss: factor * (record.validation?.loss ?? 0), accuracy: 0.85), learningRate: 0.001,
        seconds: 8)
    }
  }

  /// Three runs: one that grows elsewhere, a finished one, and a log.
  static var threeRuns: [ListedRun] {
    [
      run("seq2seq-2.safetensors", epochs: 12, times: 0.8, standing: .growing) { $0.latentDimension = 64 },
      run("seq2seq.safetensors", times: 1.5, age: 7200) { $0.dropout = 0.2 },
      run("logs/old.jsonl", times: 2, kind: .log, standing: .stopped, age: 172_800),
    ]
  }

  /// So many finished runs, `net-1` the youngest and the best.
  static func manyRuns(_ count: Int) -> [ListedRun] {
    (1...count).map { number in
      run("net-\(number).safetensors", times: 1 + Double(number) / 10, age: number * 3600) {
        $0.latentDimension = number.isMultiple(of: 2) ? 256 : 16 * number
      }
    }
  }

  /// The page of runs with some of them listed.
  static func runsState(
    columns: Int = 80, rows: Int = 24, isUnicode: Bool = true, _ runs: [ListedRun]
  ) -> WorkbenchState {
    var state = state(columns: columns, rows: rows, isUnicode: isUnicode)
    state.press(.escape, .character("6"))
    state.find(runs)
    return state
  }
}

extension WorkbenchState {
  /// Lets runs be found.
  @discardableResult
  mutating func find(
    _ runs: [ListedRun], histories: [String: [EpochRecord]] = [:], watched: WatchedRun? = nil, series: RunSeries? = nil
  ) -> [Effect] {
    guard let request = self.runs.asked else { return [] }
    return update(
      .runsFound(RunsNews(request, runs: runs, histories: histories, watched: watched, series: series)))
  }

  /// The names in the list, in its order, without the folders.
  var listedNames: [String] { (0..<runs.count).compactMap { listedRun(at: $0)?.name } }
}
