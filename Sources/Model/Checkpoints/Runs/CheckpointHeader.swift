/// What a checkpoint's header tells of its run; of the weights only one bias is read.
struct CheckpointHeader {
  /// A record per complete epoch.
  private(set) var history: [EpochRecord] = []
  /// The run, for a list.
  private(set) var run: ListedRun
  /// The output layer's bias, which tells the network from others; `nil` where it is not as it should be.
  private let outputBias: [Float]?

  /// What tells the network from others, see `Network.fingerprint`.
  var fingerprint: String? { outputBias.flatMap { Network.fingerprint(outputBias: $0) } }

  /// What is found in a file of another program's.
  static let foreign = "a safetensors file of another kind"

  /// Reads the header of the checkpoint at `path`.
  ///
  /// - Throws: `CheckpointError`, for what `Checkpoint(contentsOf:)` would refuse by the same parts of the file.
  init(contentsOf path: String) throws(CheckpointError) {
    run = ListedRun(path: path, kind: .checkpoint)
    let file = try SafetensorsFile(contentsOf: path)
    guard file.metadata["format"] == "seq2seq" else {
      throw .damaged(path: path, found: Self.foreign, expected: "a checkpoint of seq2seq")
    }
    outputBias = file.tensors[ParameterTensor.outputBias.name].flatMap {
      try? file.floats(ParameterTensor.outputBias.name, shape: $0.shape)
    }
    do {
      if let config = file.metadata["config"] { run.hyperparameters = try Self.hyperparameters(Array(config.utf8)) }
      if let training = file.metadata["training"] { try take(Array(training.utf8)) }
    } catch {
      throw .damaged(path: path, found: "metadata that makes no sense", expected: error.expected)
    }
    run.data = file.metadata[Checkpoint.dataKey].flatMap { TrainingData(json: $0) }
    run.epochs = run.hyperparameters?.epochs
    run.savedPoint = run.point
    run.best = history.best
    run.last = history.last
    // A save costs a twentieth of the time at most, and comes every ten seconds where epochs are that short.
    run.interval = max(SaveRhythm.longestPause, history.last?.seconds ?? 0)
  }

  private mutating func take(_ training: [UInt8]) throws(JSONScanner.Failure) {
    var scanner = JSONScanner(training)
    var (epoch, batch): (Int?, Int) = (nil, 0)
    try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
      switch key {
      case "epoch": epoch = try scanner.integer()
      case "batch": batch = try scanner.integer()
      case "history": history = try Self.records(&scanner)
      default: try scanner.skipValue()
      }
    }
    run.point = TrainingPoint(epoch: epoch ?? history.last?.epoch ?? 0, batch: batch)
  }

  private static func records(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) -> [EpochRecord] {
    if scanner.skipNull() { return [] }
    var records: [EpochRecord] = []
    var reader = RecordReader()
    try scanner.array(
      { (scanner) throws(JSONScanner.Failure) in
        do throws(RecordReader.Defect) {
          records.append(try reader.read(&scanner))
        } catch {
          throw scanner.failure("the record of an epoch")
        }
      }, failing: { $0 })
    return records
  }

  /// The hyperparameters in a config, each through its row of the table.
  private static func hyperparameters(_ config: [UInt8]) throws(JSONScanner.Failure) -> Hyperparameters {
    var result = Hyperparameters()
    var scanner = JSONScanner(config)
    try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
      guard key == "hyperparameters" else { return try scanner.skipValue() }
      try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
        let text = try Self.word(&scanner)
        if let row = Hyperparameter.all.first(where: { $0.key == key }) { _ = row.read(text, &result) }
      }
    }
    return result
  }

  /// A string, or how anything else is written.
  private static func word(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) -> String {
    scanner.skipSpace()
    let start = scanner.position
    if start < scanner.bytes.endIndex, scanner.bytes[start] == UInt8(ascii: "\"") { return try scanner.string() }
    try scanner.skipValue()
    return String(decoding: scanner.bytes[start..<scanner.position], as: UTF8.self)
  }
}
