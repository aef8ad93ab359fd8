import Foundation

/// A point of a training run.
package struct TrainingPoint: Hashable, Sendable {
  /// Complete epochs.
  package let epoch: Int
  /// Batches done of the next.
  package let batch: Int

  /// The point after so many epochs and batches.
  package init(epoch: Int, batch: Int) {
    self.epoch = epoch
    self.batch = batch
  }
}

/// How far a training run has come: everything but the weights and the optimizer's slots that continuing it needs.
package struct TrainingState: Hashable, Sendable {
  /// Complete epochs; no record in `history` is of a later one.
  package var epoch = 0
  /// Batches done of the next epoch.
  package var batch = 0
  /// What those batches summed.
  package var partial = MetricSums()
  /// Weight updates since the start.
  package var iterations = 0
  /// Threads of the last run: the same number gives the same bits.
  package var threads = 0
  /// The generator before the current epoch's shuffle; nil is one made from the seed.
  package var generator: RandomGenerator?
  /// A record per complete epoch.
  package var history: [EpochRecord] = []
  /// What was done to the run, in the order of its batches.
  package var marks: [RunMark] = []

  /// A fresh start.
  package init() {}

  /// The point that the weights have come to.
  package var point: TrainingPoint { TrainingPoint(epoch: epoch, batch: batch) }

  /// The record of the epoch with the least loss on held-out pairs.
  package var best: EpochRecord? { history.best }

  /// No count of a run that goes on is greater: what it adds must not lead beyond what can be read again.
  package static let greatestCount = 1_000_000_000_000

  /// The greatest of the counts that going on adds to.
  var highestCount: Int {
    [epoch, batch, iterations, partial.positions, partial.hits, partial.characters, partial.characterHits].max() ?? 0
  }
}

extension [EpochRecord] {
  /// The record of the epoch with the least loss on held-out pairs; of equals the first.
  package var best: EpochRecord? { reduce(nil) { best, record in record.isBetter(than: best) ? record : best } }
}

extension EpochRecord {
  /// Whether it has the lesser loss on held-out pairs; against none, whether that loss is a number.
  func isBetter(than other: EpochRecord?) -> Bool {
    guard let loss = validation?.loss, loss.isFinite else { return false }
    return loss < other?.validation?.loss ?? .infinity
  }
}

/// The `training` of a checkpoint: all but its history, which is read and written apart, since it may be long.
private struct TrainingCounts: Codable {
  var epoch: Int?
  var batch: Int?
  var partial: MetricSums?
  var iterations: Int?
  var threads: Int?
  var randomState: String?
  /// Absent where there are none.
  var marks: [RunMark]?

  enum CodingKeys: String, CodingKey {
    case epoch, batch, partial, iterations, threads, marks
    case randomState = "random_state"
  }
}

extension TrainingCounts {
  /// Reads what is there.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    epoch = try values.decodeIfPresent(Int.self, forKey: .epoch)
    batch = try values.decodeIfPresent(Int.self, forKey: .batch)
    partial = try values.decodeIfPresent(MetricSums.self, forKey: .partial)
    iterations = try values.decodeIfPresent(Int.self, forKey: .iterations)
    threads = try values.decodeIfPresent(Int.self, forKey: .threads)
    randomState = try values.decodeIfPresent(String.self, forKey: .randomState)
    marks = try values.decodeIfPresent([ReadableMark].self, forKey: .marks)?.compactMap(\.mark)
  }
}

extension TrainingState {
  /// What is wrong with the JSON of a state, such as `a count of -1 at epoch`.
  struct Defect: Error {
    let found: String
  }

  /// Reads what is there; what is missing is a fresh start's, a missing epoch the last of the history.
  ///
  /// - Throws: `Defect`, or `DecodingError`.
  init(json: String) throws {
    let (history, rest) = try Self.history(in: Array(json.utf8))
    let counts = try JSONDecoder().decode(TrainingCounts.self, from: rest)
    self.history = history
    epoch = counts.epoch ?? history.last?.epoch ?? 0
    batch = counts.batch ?? 0
    partial = counts.partial ?? MetricSums()
    iterations = counts.iterations ?? 0
    threads = counts.threads ?? 0
    if let text = counts.randomState {
      guard let state = UInt64(text) else {
        throw Defect(found: "random_state \(text.quoted) is no 64-bit number")
      }
      generator = RandomGenerator(state: state)
    }
    for mark in counts.marks ?? [] { marks.add(mark) }
    try check()
  }

  private func check() throws(Defect) {
    let counts =
      [("epoch", epoch), ("batch", batch), ("iterations", iterations), ("threads", threads)]
      + [partial.positions, partial.hits, partial.characters, partial.characterHits].map { ("partial", $0) }
    // Twice as much as a run may begin with can be read, so that what it adds can.
    if let (key, count) = counts.first(where: { !(0...2 * Self.greatestCount).contains($0.1) }) {
      throw Defect(found: "a count of \(count) at \(key)")
    }
    guard zip(history, history.dropFirst()).allSatisfy({ $0.epoch < $1.epoch }) else {
      throw Defect(found: "epochs out of order at history")
    }
    if let last = history.last, last.epoch > epoch {
      throw Defect(found: "a record of epoch \(last.epoch) at history, but \(epoch) complete epochs at epoch")
    }
  }

  /// The records, and the rest of the JSON without them.
  private static func history(in json: [UInt8]) throws(Defect) -> (history: [EpochRecord], rest: Data) {
    var history: [EpochRecord]?
    var range = 0..<0
    var defect: Defect?
    var scanner = JSONScanner(json)
    do {
      try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
        guard key == "history" else { return try scanner.skipValue() }
        let start = scanner.position
        do throws(Defect) {
          guard history == nil else { throw Defect(found: "two lists at history") }
          history = try records(&scanner)
        } catch {
          defect = error
          throw scanner.failure("a history")
        }
        range = start..<scanner.position
      }
      try scanner.end()
    } catch {
      let found = "something else than \(error.expected) at character \(error.offset + 1)"
      throw defect ?? Defect(found: found)
    }
    let rest = history == nil ? json : Array(json[..<range.lowerBound]) + Array("null".utf8) + json[range.upperBound...]
    return (history ?? [], Data(rest))
  }

  private static func records(_ scanner: inout JSONScanner) throws(Defect) -> [EpochRecord] {
    if scanner.skipNull() { return [] }
    var records: [EpochRecord] = []
    var reader = RecordReader()
    try scanner.array(
      { (scanner) throws(Defect) in
        do throws(RecordReader.Defect) {
          records.append(try reader.read(&scanner))
        } catch {
          throw Defect(found: "\(error.found) at history.\(records.count)")
        }
        guard (0...greatestCount).contains(records[records.count - 1].epoch) else {
          throw Defect(found: "a count of \(records[records.count - 1].epoch) at history.\(records.count - 1)")
        }
      }, failing: { Defect(found: "something else than \($0.expected) at history") })
    return records
  }

  /// The JSON of the state inside a JSON string; `history` holds its records, and maybe later ones.
  func json(_ history: EncodedHistory) -> [UInt8] {
    JSONText.escaped((counts + ",\"history\":[").utf8) + history.prefix(self.history.count) + Array("]}".utf8)
  }

  /// The JSON of the state.
  var json: String { counts + ",\"history\":[" + history.map(\.jsonLine).joined(separator: ",") + "]}" }

  /// The JSON of all but the history, without its last brace.
  private var counts: Substring {
    JSONText.line(
      of: TrainingCounts(
        epoch: epoch, batch: batch, partial: partial, iterations: iterations, threads: threads,
        randomState: generator.map { String($0.state) }, marks: marks.isEmpty ? nil : marks)
    ).dropLast()
  }
}

/// The records of a history as JSON inside a JSON string, each encoded once however often the history is written.
struct EncodedHistory: Sendable {
  /// The records with commas between them, quotation marks escaped.
  private var escaped: [UInt8] = []
  /// Where each record ends.
  private var ends: [Int] = []

  /// How many there are.
  var count: Int { ends.count }

  /// Takes one more.
  ///
  /// - Returns: it as a line of JSON.
  @discardableResult
  mutating func append(_ record: EpochRecord) -> String {
    let line = record.jsonLine
    if count > 0 { escaped.append(UInt8(ascii: ",")) }
    escaped += JSONText.escaped(line.utf8)
    ends.append(escaped.count)
    return line
  }

  /// Takes those of `history` that are not here yet; the others are its first.
  mutating func extend(to history: ArraySlice<EpochRecord>) {
    for record in history.dropFirst(count) { append(record) }
  }

  /// The first `count` of them.
  func prefix(_ count: Int) -> ArraySlice<UInt8> { count > 0 ? escaped[..<ends[count - 1]] : [] }
}
