import Foundation
import Model
import Testing

/// The JSON of records and hyperparameters: the keys are the format.
@Suite("Records and hyperparameters") struct RecordTests {
  private func object(_ value: some Encodable) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(value)) as? [String: Any])
  }

  private func object(_ record: EpochRecord) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(record.jsonLine.utf8)) as? [String: Any])
  }

  private func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(json.utf8))
  }

  private let metrics = Metrics(loss: 1.5, accuracy: 0.25, characterLoss: 2.5, characterAccuracy: 0.125)

  @Test func hyperparameterKeysAndDefaults() throws {
    let object = try object(Hyperparameters())
    let expected: [String: Any] = [
      "learning_rate": 0.001, "decay": 0, "rho": 0.9, "momentum": 0, "epsilon": 1e-7, "centered": false,
      "rmsprop": "optimizer-v2", "training_precision": "float32", "batch_size": 64, "epochs": 100, "latent_dim": 256,
      "num_samples": 10_000, "validation_split": 0.2, "padding": "space", "shuffle": true, "seed": 1,
    ]
    #expect(object as NSDictionary == expected as NSDictionary)
    #expect(try decode(Hyperparameters.self, "{}") == Hyperparameters())
  }

  @Test func hyperparametersRoundTrip() throws {
    let changed = Hyperparameters.allChanged
    let data = try JSONEncoder().encode(changed)
    #expect(try JSONDecoder().decode(Hyperparameters.self, from: data) == changed)
    let defaults = try object(Hyperparameters())
    for (key, value) in try object(changed) where key != "training_precision" {
      #expect(value as? NSObject != defaults[key] as? NSObject, "\(key) is not changed by the fixture")
      // One key alone changes one value alone.
      let text = String(decoding: try JSONSerialization.data(withJSONObject: [key: value]), as: UTF8.self)
      let one = try object(decode(Hyperparameters.self, text))
      #expect(one.filter { $0.value as? NSObject != defaults[$0.key] as? NSObject }.map(\.key) == [key])
    }
    #expect(throws: DecodingError.self) { try decode(Hyperparameters.self, #"{"training_precision":"float16"}"#) }
    #expect(throws: DecodingError.self) { try decode(Hyperparameters.self, #"{"rmsprop":"adam"}"#) }
  }

  @Test func recordKeys() throws {
    let record = EpochRecord(epoch: 3, training: metrics, validation: metrics, learningRate: 0.01, seconds: 4)
    let expected: [String: Any] = [
      "epoch": 3, "loss": 1.5, "accuracy": 0.25, "val_loss": 1.5, "val_accuracy": 0.25, "character_loss": 2.5,
      "character_accuracy": 0.125, "val_character_loss": 2.5, "val_character_accuracy": 0.125, "learning_rate": 0.01,
      "seconds": 4,
    ]
    #expect(try object(record) as NSDictionary == expected as NSDictionary)
    #expect(try EpochRecord(jsonLine: record.jsonLine) == record)
    #expect(!record.jsonLine.contains("\n"))
  }

  @Test func withoutValidationNoKeys() throws {
    let record = EpochRecord(epoch: 1, training: metrics, validation: nil, learningRate: 0.01, seconds: 4)
    #expect(
      Set(try object(record).keys) == [
        "epoch", "loss", "accuracy", "character_loss", "character_accuracy", "learning_rate", "seconds",
      ])
    #expect(try EpochRecord(jsonLine: record.jsonLine) == record)
  }

  @Test func notANumberIsNull() throws {
    let bad = Metrics(loss: .nan, accuracy: .infinity, characterLoss: -.infinity, characterAccuracy: .nan)
    let record = EpochRecord(epoch: 1, training: bad, validation: bad, learningRate: .nan, seconds: .infinity)
    let object = try object(record)
    #expect(object.count == 11 && object.filter { $0.value is NSNull }.count == 10 && object["epoch"] as? Int == 1)
    let read = try EpochRecord(jsonLine: record.jsonLine)
    #expect(read.training.loss.isNaN && read.training.accuracy.isNaN && read.learningRate.isNaN && read.seconds.isNaN)
    #expect(read.validation?.characterLoss.isNaN == true, "null is a value: there was a validation")
    let defect = #expect(throws: RecordReader.Defect.self) { try EpochRecord(jsonLine: #"{"epoch":1}"#) }
    #expect(defect?.found == "no loss")
  }

  /// The scanner's own way to a double, and Foundation's way back.
  @Test func numbersAreReadToTheLastBit() throws {
    var generator = RandomGenerator(seed: 11)
    let chosen = [
      0, 1, 0.1 + 0.2, 1e22, 1e23, 9_007_199_254_740_991, .leastNonzeroMagnitude, 1.7976931348623157e308, 123e-7,
    ]
    for value in chosen + (0..<2000).map({ _ in Double(bitPattern: generator.next() & 0x7FEF_FFFF_FFFF_FFFF) }) {
      let metrics = Metrics(loss: value, accuracy: -value, characterLoss: value / 3, characterAccuracy: 0.25)
      let record = EpochRecord(epoch: 1, training: metrics, validation: nil, learningRate: 1e-3, seconds: value)
      #expect(try EpochRecord(jsonLine: record.jsonLine) == record)
      let object = try decode([String: Double].self, record.jsonLine)
      #expect(object["loss"] == value && object["accuracy"] == -value)
    }
    func line(_ number: String) -> String {
      #"{"epoch":1,"loss":\#(number),"accuracy":0,"character_loss":0,"character_accuracy":0,"learning_rate":0,"seconds":0}"#
    }
    for (text, value) in [("1E2", 100), ("1.5e+1", 15), ("0.00000000000000000000000000001", 1e-29), (" 7 ", 7)] {
      #expect(try EpochRecord(jsonLine: line(text)).training.loss == value)
    }
    for text in ["1.", ".5", "+1", "01", "1e", "1e999", "-", "nan", "0x1", "\"1\"", "[1]", ""] {
      #expect(throws: RecordReader.Defect.self) { try EpochRecord(jsonLine: line(text)) }
    }
  }

  @Test func keysComeInAnyOrderAndOthersArePassedOver() throws {
    let record = EpochRecord(epoch: 3, training: metrics, validation: metrics, learningRate: 0.01, seconds: 4)
    let members = record.jsonLine.dropFirst().dropLast().split(separator: ",").reversed()
    let others = [#""later":{"a":[1,"}",null,true,{}]}"#, #""\u006cater":false"#]
    let text = "{ \((others + members.map(String.init)).joined(separator: " ,\n")) }"
    #expect(try EpochRecord(jsonLine: text) == record)
  }

  @Test func sumsRoundTrip() throws {
    var sums = MetricSums()
    (sums.positions, sums.loss, sums.hits, sums.characters) = (7, 0.1 + 0.2, 3, 5)
    (sums.characterLoss, sums.characterHits, sums.seconds) = (1 / 3, 2, .pi)
    let read = try JSONDecoder().decode(MetricSums.self, from: JSONEncoder().encode(sums))
    #expect(read == sums, "to the last bit, or a resumed epoch's means would differ")
    #expect(
      Set(try object(sums).keys) == [
        "positions", "loss", "hits", "characters", "character_loss", "character_hits", "seconds",
      ])
    #expect(sums.metrics.accuracy == 3.0 / 7 && sums.metrics.characterAccuracy == 2.0 / 5)
    sums += sums
    #expect(sums.positions == 14 && sums.seconds == 2 * .pi && sums.metrics.characterLoss == (2.0 / 3) / 10)
  }
}

extension Hyperparameters {
  /// No value is its default.
  fileprivate static var allChanged: Hyperparameters {
    var changed = Hyperparameters()
    (changed.learningRate, changed.decay, changed.rho, changed.momentum) = (0.01, 1e-4, 0.95, 0.5)
    (changed.epsilon, changed.centered, changed.rmsprop) = (1e-3, true, .keras3)
    (changed.batchSize, changed.epochs, changed.latentDimension, changed.sampleCount) = (32, 7, 128, 500)
    (changed.validationSplit, changed.padding, changed.shuffle, changed.seed) = (0.1, .zero, false, .max)
    return changed
  }
}
