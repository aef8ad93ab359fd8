import Essentials

/// What an evaluation of a network found on the pairs held out of its own data.
package struct EvaluationRecord: Hashable, Sendable, Codable {
  /// Which network: see `Network.fingerprint`.
  package let network: String
  /// Which pairs: see `TrainingData.digest`.
  package let data: String
  /// chrF of the outputs, 0 to 100.
  package let chrF: Double
  /// The share of pairs whose output is one of the data's translations.
  package let exactMatch: Double

  private enum CodingKeys: String, CodingKey {
    case network, data
    case chrF = "chrf"
    case exactMatch = "exact_match"
  }

  /// The record of an evaluation; `nil` without held-out pairs, and where it was of other pairs than the network's own.
  package init?(_ evaluation: Evaluation, of checkpoint: Checkpoint, on pairs: [SentencePair]) {
    let heldOut = evaluation[.heldOut]
    guard let fingerprint = checkpoint.network.fingerprint, let data = checkpoint.data, data.describes(pairs),
      heldOut.chrF.isFinite, heldOut.exactMatch.isFinite
    else { return nil }
    network = fingerprint
    self.data = data.digest
    chrF = heldOut.chrF
    exactMatch = heldOut.exactMatch
  }
}

extension Network {
  /// What tells its weights from those of any other trained network, as 16 hexadecimal digits; `nil` for an untrained one.
  ///
  /// Every weight update moves the whole of the output's bias, so that this alone is looked at.
  package var fingerprint: String? { Self.fingerprint(outputBias: parameters[.outputBias]) }

  static func fingerprint(outputBias: some Collection<Float>) -> String? {
    guard outputBias.contains(where: { $0 != 0 }) else { return nil }
    let bytes = outputBias.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) } }
    return bytes.digest
  }
}

/// The evaluations that were made on this machine: a file with a line for each, since no checkpoint is changed for them.
package struct EvaluationRecords: Sendable {
  /// Beyond so many bytes the older half is forgotten.
  private static let largestSize = 1 << 20

  /// The file, which need not exist.
  package let path: String

  /// The records in the person's own folder for state, or elsewhere.
  package init(_ path: String = BaseDirectory.state.path() + "/evaluations") { self.path = path }

  /// Every record by its network; of two the newer, and nothing where there is no such file.
  package func all() -> [String: EvaluationRecord] {
    var records: [String: EvaluationRecord] = [:]
    let decoder = JSONDecoder()
    for line in lines() where JSONNesting.isShallow(String(decoding: line, as: UTF8.self)) {
      guard let record = try? decoder.decode(EvaluationRecord.self, from: Data(line)), record.chrF.isFinite else {
        continue
      }
      records[record.network] = record
    }
    return records
  }

  /// Adds a record; where it cannot be written, nothing is remembered and nothing is said.
  package func append(_ record: EvaluationRecord) {
    BaseDirectory.make(path.folderInPath)
    let line = Array((JSONText.line(of: record) + "\n").utf8)
    let known = lines()
    let size = known.reduce(0) { $0 + $1.count }
    if size > Self.largestSize {
      let kept = known.suffix(known.count / 2).flatMap { $0 + [UInt8(ascii: "\n")] }
      try? AtomicFile.replace(path) { (file) throws(FileFailure) in try file.append(kept + line) }
      return
    }
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    // One write is one whole line, whoever else writes there.
    _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
  }

  private func lines() -> [ArraySlice<UInt8>] {
    let bytes = (try? FileBytes.read(path, limit: 4 * Self.largestSize, waits: false)) ?? []
    return bytes.split(separator: UInt8(ascii: "\n"))
  }
}
