/// A batch as a line of a log tells it: what a training that somebody watches had done by then, and what it goes to.
package struct LoggedBatch: Hashable, Sendable {
  /// The batch.
  package let record: BatchRecord
  /// Batches in an epoch.
  package let batches: Int
  /// The epoch to reach.
  package let epochs: Int
  /// The learning rate of its step, decay applied.
  package let learningRate: Double

  /// A batch of a training that goes to epoch `epochs`.
  package init(_ record: BatchRecord, batches: Int, epochs: Int, learningRate: Double) {
    self.record = record
    self.batches = batches
    self.epochs = epochs
    self.learningRate = learningRate
  }
}

extension LoggedBatch {
  /// A number of the line.
  fileprivate enum Field: Hashable, Sendable {
    case batch, batches, epoch, epochs, learningRate, seconds
    case metric(Metric)

    var key: String {
      switch self {
      case .batch: "batch"
      case .batches: "batches"
      case .epoch: "epoch"
      case .epochs: "epochs"
      case .learningRate: "learning_rate"
      case .seconds: "seconds"
      case .metric(let metric): metric.key
      }
    }

    func text(of batch: LoggedBatch) -> String {
      switch self {
      case .batch: String(batch.record.batch)
      case .batches: String(batch.batches)
      case .epoch: String(batch.record.epoch)
      case .epochs: String(batch.epochs)
      case .learningRate: JSONText.number(batch.learningRate)
      case .seconds: JSONText.number(batch.record.seconds)
      case .metric(let metric): JSONText.number(metric.value(of: batch.record.metrics))
      }
    }
  }

  /// Every field, keys in ascending order.
  fileprivate static let fields =
    ([.batch, .batches, .epoch, .epochs, .learningRate, .seconds] + Metric.allCases.map { Field.metric($0) })
    .sorted { $0.key < $1.key }

  /// The batch as one line of JSON, keys in ascending order; a number that is not finite is null.
  ///
  /// The key `batch` tells it from the record of an epoch.
  package var jsonLine: String {
    "{" + Self.fields.map { "\"\($0.key)\":\($0.text(of: self))" }.joined(separator: ",") + "}"
  }

  /// Reads a line; `nil` for anything that is no batch.
  package init?(jsonLine: String) {
    var reader = LoggedBatchReader()
    guard let batch = reader.read(Array(jsonLine.utf8)[...]) else { return nil }
    self = batch
  }
}

/// Reads the lines of batches one after another, without taking memory for each.
struct LoggedBatchReader {
  private static let names = LoggedBatch.fields.map { Array($0.key.utf8) }
  /// Where `fields` has each number.
  private static let places = Dictionary(uniqueKeysWithValues: LoggedBatch.fields.enumerated().map { ($1, $0) })
  private static let metricPlaces = Metric.allCases.map { place(.metric($0)) }
  private static let (batchPlace, batchesPlace) = (place(.batch), place(.batches))
  private static let (epochPlace, epochsPlace) = (place(.epoch), place(.epochs))
  private static let (ratePlace, secondsPlace) = (place(.learningRate), place(.seconds))

  private static func place(_ field: LoggedBatch.Field) -> Int { places[field] ?? 0 }

  /// The numbers of the line at hand, by their places in `fields`; NaN where there is none.
  private var numbers = [Double](repeating: .nan, count: LoggedBatch.fields.count)

  /// Reads a line; `nil` for anything that is no batch.
  mutating func read(_ line: ArraySlice<UInt8>) -> LoggedBatch? {
    for index in numbers.indices { numbers[index] = .nan }
    var scanner = JSONScanner(line)
    do {
      try scanner.object(of: Self.names) { (scanner, place) throws(JSONScanner.Failure) in
        guard let place else { return try scanner.skipValue() }
        numbers[place] = try scanner.numberOrNull()
      }
      try scanner.end()
    } catch {
      return nil
    }
    guard let epoch = count(Self.epochPlace), let batch = count(Self.batchPlace),
      let batches = count(Self.batchesPlace), batch <= batches, let epochs = count(Self.epochsPlace)
    else { return nil }
    let metrics = Metrics { numbers[Self.metricPlaces[$0.rawValue]] }
    return LoggedBatch(
      BatchRecord(epoch: epoch, batch: batch, metrics: metrics, seconds: numbers[Self.secondsPlace]),
      batches: batches, epochs: epochs, learningRate: numbers[Self.ratePlace])
  }

  private func count(_ place: Int) -> Int? {
    Int(exactly: numbers[place]).flatMap { (1...TrainingState.greatestCount).contains($0) ? $0 : nil }
  }
}
