import Foundation
import Model
import Testing

/// What the program writes, it can read: checkpoints whose JSON is changed at random, always the same, are trained further.
@Suite("Checkpoints, changed and trained further") struct CheckpointMutationTests {
  private let scratch: ScratchDirectory
  private var changed: String { scratch.path + "/changed.safetensors" }
  private var trained: String { scratch.path + "/trained.safetensors" }

  init() throws {
    scratch = try ScratchDirectory()
  }

  /// Numbers at the limits of what is read, beyond them, and what is no number.
  private static var values: [Any] {
    [
      0, 1, 2, 3, -1, 999_999_999_999, 1_000_000_000_000, 1_000_000_000_001, 2_000_000_000_000, 2_000_000_000_001,
      Int.max,
      0.5, 1e300, 1e-300, NSNull(), "1", [Any](), [String: Any](), true,
    ]
  }

  /// Changes, removes or doubles one member somewhere in a JSON value.
  private func mutated(_ value: Any, _ generator: inout RandomGenerator) -> Any {
    let chance = generator.integer(below: 4)
    if var object = value as? [String: Any], !object.isEmpty {
      let key = object.keys.sorted()[generator.integer(below: object.count)]
      object[key] = chance == 0 ? nil : object[key].map { mutated($0, &generator) }
      return object
    }
    if var list = value as? [Any], !list.isEmpty, chance > 0 {
      let index = generator.integer(below: list.count)
      if chance == 1 { list.append(list[index]) } else { list[index] = mutated(list[index], &generator) }
      return list
    }
    return Self.values[generator.integer(below: Self.values.count)]
  }

  /// Trains what is at `changed` for an epoch more; whether it could be.
  private func canBeTrained() throws -> Bool {
    guard var checkpoint = try? Checkpoint(contentsOf: changed) else { return false }
    let dataset = try Dataset(pairs: Fixture.pairs, fitting: checkpoint.network.configuration)
    checkpoint.hyperparameters.epochs = min(1_000_000, checkpoint.state.epoch + 1)
    guard let session = try? session(checkpoint, dataset, output: TrainingOutput(checkpoint: trained)) else {
      return false
    }
    try session.run()
    #expect(session.progress.saveFailure == nil)
    let again = try Checkpoint(contentsOf: trained)
    #expect(again.network.configuration == session.currentNetwork().configuration)
    #expect(again.state.point == session.progress.saved && again.state.history.count == session.progress.history.count)
    return true
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6]) func whatIsReadCanBeWrittenAndReadAgain(seed: UInt64) throws {
    var generator = RandomGenerator(state: seed)
    let whole = try CheckpointParts()
    var count = 0
    for _ in 0..<60 {
      var parts = whole
      for _ in 0...generator.integer(below: 2) {
        if generator.integer(below: 4) == 0 {
          var hyperparameters: Any = parts.hyperparameters
          hyperparameters = mutated(hyperparameters, &generator)
          parts.hyperparameters = hyperparameters as? [String: Any] ?? [:]
        } else {
          parts.training = mutated(parts.training, &generator) as? [String: Any] ?? [:]
        }
      }
      try parts.write(to: changed)
      if try canBeTrained() { count += 1 }
    }
    #expect(count > 10, "the changes must leave something to train")
  }

  @Test func aHistoryAheadOfTheEpochIsRefusedAMissingEpochIsItsLast() throws {
    var parts = try CheckpointParts()
    parts.training["epoch"] = 0
    try parts.write(to: changed)
    let error = #expect(throws: CheckpointError.self) { try Checkpoint(contentsOf: changed) }
    #expect(error?.description.contains("a record of epoch 1 at history, but 0 complete epochs at epoch") == true)
    parts.training["epoch"] = nil
    try parts.write(to: changed)
    #expect(try Checkpoint(contentsOf: changed).state.epoch == 1)
    #expect(try canBeTrained())
  }

  @Test(arguments: ["iterations", "batch", "epoch"]) func countsAtTheirLimitAreTrainedNoFurther(key: String) throws {
    var parts = try CheckpointParts()
    parts.training[key] = TrainingState.greatestCount
    try parts.write(to: changed)
    #expect(try canBeTrained())
    parts.training[key] = TrainingState.greatestCount + 1
    try parts.write(to: changed)
    let checkpoint = try Checkpoint(contentsOf: changed)
    let error = #expect(throws: TrainingError.self) {
      _ = try TrainingSession(checkpoint, dataset: Fixture.dataset(), threads: 1)
    }
    #expect(error?.description.contains("a count of 1000000000001; expected at most 1000000000000") == true)
  }

  @Test func whatCouldNotBeReadIsNotPutInPlace() throws {
    let whole = try CheckpointParts.checkpoint()
    try whole.write(to: trained)
    var bad = whole
    bad.state.epoch = 0
    var nan = whole
    nan.hyperparameters.learningRate = .nan
    for checkpoint in [bad, nan] {
      #expect(throws: CheckpointError.self) { try checkpoint.write(to: trained) }
      #expect(try Checkpoint(contentsOf: trained) == whole)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["trained.safetensors"],
      "and nothing is left beside it")
  }
}
