/// The JSON of a record: the same in a checkpoint's history and on a line of a log.
extension EpochRecord {
  /// A number of a record beside its epoch.
  fileprivate enum Field: Sendable {
    case training(Metric)
    case validation(Metric)
    case learningRate
    case seconds

    var key: String {
      switch self {
      case .training(let metric): metric.key
      case .validation(let metric): "val_" + metric.key
      case .learningRate: "learning_rate"
      case .seconds: "seconds"
      }
    }

    /// The number, nil where the record has none.
    func value(of record: EpochRecord) -> Double? {
      switch self {
      case .training(let metric): metric.value(of: record.training)
      case .validation(let metric): record.validation.map(metric.value)
      case .learningRate: record.learningRate
      case .seconds: record.seconds
      }
    }
  }

  private static let epochKey = "epoch"

  /// Every key in ascending order, with its field; nil for the epoch.
  fileprivate static let fields: [(key: String, field: Field?)] =
    ([(epochKey, nil)]
    + (Metric.allCases.flatMap { [.training($0), .validation($0)] } + [.learningRate, .seconds])
    .map { (field: Field) in (field.key, field) })
    .sorted { $0.0 < $1.0 }

  /// The record as one line of JSON, keys in ascending order; a number that is not finite is null, and without held-out
  /// pairs every `val_` key is left out.
  package var jsonLine: String {
    var text = ""
    for (key, field) in Self.fields {
      let number: String
      if let field {
        guard let value = field.value(of: self) else { continue }
        number = JSONText.number(value)
      } else {
        number = String(epoch)
      }
      text += (text.isEmpty ? "{\"" : ",\"") + key + "\":" + number
    }
    return text + "}"
  }

  /// Reads a record from a line of JSON.
  ///
  /// - Throws: `RecordReader.Defect` if it is none.
  package init(jsonLine: String) throws(RecordReader.Defect) {
    var scanner = JSONScanner(Array(jsonLine.utf8))
    var reader = RecordReader()
    self = try reader.read(&scanner)
    do { try scanner.end() } catch { throw RecordReader.Defect(error) }
  }
}

/// Reads records one after another, without taking memory for each.
package struct RecordReader {
  /// What a record has in place of what it should have.
  package struct Defect: Error, Hashable {
    /// Such as `no loss`.
    package let found: String

    init(found: String) { self.found = found }

    init(_ failure: JSONScanner.Failure) { found = "something else than \(failure.expected)" }
  }

  private static let names = EpochRecord.fields.map { Array($0.key.utf8) }
  /// Where `fields` has each number.
  private static let places: (training: [Int], validation: [Int], learningRate: Int, seconds: Int) = {
    func place(_ field: EpochRecord.Field) -> Int { EpochRecord.fields.firstIndex { $0.key == field.key } ?? 0 }
    return (
      Metric.allCases.map { place(.training($0)) }, Metric.allCases.map { place(.validation($0)) },
      place(.learningRate), place(.seconds)
    )
  }()

  /// The numbers of the record at hand, by their places in `fields`.
  private var numbers = [Double?](repeating: nil, count: EpochRecord.fields.count)
  private var epoch: Int?

  init() {}

  /// Reads the record that is next; keys that it has no place for are passed over.
  mutating func read(_ scanner: inout JSONScanner) throws(Defect) -> EpochRecord {
    for index in numbers.indices { numbers[index] = nil }
    epoch = nil
    do {
      try scanner.object(of: Self.names) { (scanner, place) throws(JSONScanner.Failure) in
        guard let place else { return try scanner.skipValue() }
        if EpochRecord.fields[place].field == nil {
          epoch = try scanner.integer()
        } else {
          numbers[place] = try scanner.numberOrNull()
        }
      }
    } catch {
      throw Defect(error)
    }
    guard let epoch else { throw Defect(found: "no epoch") }
    let hasValidation = numbers[Self.places.validation[Metric.loss.rawValue]] != nil
    return EpochRecord(
      epoch: epoch, training: try metrics(Self.places.training),
      validation: hasValidation ? try metrics(Self.places.validation) : nil,
      learningRate: try number(Self.places.learningRate), seconds: try number(Self.places.seconds))
  }

  private func metrics(_ places: [Int]) throws(Defect) -> Metrics {
    try Metrics { (metric) throws(Defect) in try number(places[metric.rawValue]) }
  }

  private func number(_ place: Int) throws(Defect) -> Double {
    guard let number = numbers[place] else { throw Defect(found: "no \(EpochRecord.fields[place].key)") }
    return number
  }
}
