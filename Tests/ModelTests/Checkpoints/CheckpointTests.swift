import Foundation
import Model
import Testing

/// A checkpoint's way through a file.
@Suite("Checkpoints") struct CheckpointTests {
  private let scratch: ScratchDirectory
  private var path: String { scratch.path + "/c.safetensors" }

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func read(_ change: (inout CheckpointParts) throws -> Void) throws -> Checkpoint {
    var parts = try CheckpointParts()
    try change(&parts)
    try parts.write(to: path)
    return try Checkpoint(contentsOf: path)
  }

  @Test func whatIsWrittenIsRead() throws {
    var checkpoint = try CheckpointParts.checkpoint()
    checkpoint.hyperparameters.seed = .max
    checkpoint.state.generator = RandomGenerator(state: .max)
    checkpoint.hyperparameters.learningRate = 0.1 + 0.2
    checkpoint.metadata["ключ"] = "\u{0}\"\\\u{2028}é"
    try checkpoint.write(to: path)
    #expect(try Checkpoint(contentsOf: path) == checkpoint)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try Checkpoint(contentsOf: path).write(to: path)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes, "reading and writing changes no byte")
  }

  @Test func allSlots() throws {
    let (start, dataset) = Fixture.start {
      $0.momentum = 0.3
      $0.centered = true
      $0.epochs = 1
    }
    let end = try Fixture.trained(start, dataset)
    try end.write(to: path)
    let names = try SafetensorsFile(contentsOf: path).tensors.keys
    let expected = ["", "rms/", "momentum/", "mean_gradient/"].flatMap { prefix in
      ParameterTensor.all(in: start.network.configuration).map { prefix + $0.name }
    }
    #expect(Set(names) == Set(expected))
    #expect(try Checkpoint(contentsOf: path) == end)
  }

  @Test func metadataIsAsTheFormatSays() throws {
    try CheckpointParts.checkpoint().write(to: path)
    let metadata = try SafetensorsFile(contentsOf: path).metadata
    #expect(Set(metadata.keys) == ["format", "version", "config", "training", "attribution", "license"])
    #expect(metadata["format"] == "seq2seq" && metadata["version"] == "1")
    let parts = try CheckpointParts()
    #expect(
      Set(parts.config.keys) == [
        "hyperparameters", "input_characters", "target_characters", "max_encoder_length", "max_decoder_length",
      ])
    #expect(
      Set(parts.training.keys) == [
        "epoch", "batch", "partial", "iterations", "threads", "random_state", "history",
      ])
    #expect(parts.training["epoch"] as? Int == 1 && parts.training["batch"] as? Int == 2)
    #expect(parts.training["iterations"] as? Int == 5)
    #expect((parts.training["random_state"] as? String).flatMap { UInt64($0) } != nil)
    #expect((parts.config["target_characters"] as? [String])?.prefix(3) == ["\t", "\n", " "])
  }

  @Test func unknownMetadataIsKept() throws {
    let checkpoint = try read { $0.metadata["future"] = "{}" }
    #expect(checkpoint.metadata["future"] == "{}" && checkpoint.metadata["format"] == nil)
    try checkpoint.write(to: path)
    let again = try SafetensorsFile(contentsOf: path).metadata
    #expect(again["future"] == "{}" && again["license"] == "CC0" && again["version"] == "1")
  }

  @Test func unknownKeysAndTensorsAreIgnored() throws {
    let checkpoint = try read { parts in
      parts.config["extra"] = [1, 2]
      parts.hyperparameters["extra"] = "x"
      parts.training["extra"] = NSNull()
      parts.tensors.append(.init(name: "adam/m", shape: [2], values: [1, 2]))
    }
    #expect(checkpoint == (try CheckpointParts.checkpointAfterReading(checkpoint)))
  }

  @Test func notANumberIsNull() throws {
    var checkpoint = try CheckpointParts.checkpoint()
    let bad = Metrics(loss: .nan, accuracy: 0.5, characterLoss: .infinity, characterAccuracy: 0)
    checkpoint.state.history.append(
      EpochRecord(epoch: 2, training: bad, validation: bad, learningRate: 0.1, seconds: 1))
    checkpoint.state.epoch = 2
    checkpoint.state.partial.loss = .nan
    checkpoint.network.parameters[.outputBias][0] = .nan
    try checkpoint.write(to: path)
    let text = try #require(SafetensorsFile(contentsOf: path).metadata["training"])
    #expect(text.contains(#""loss":null"#) && text.contains(#""val_character_loss":null"#))
    let read = try Checkpoint(contentsOf: path)
    let record = try #require(read.state.history.last)
    #expect(record.training.loss.isNaN && record.training.characterLoss.isNaN && record.training.accuracy == 0.5)
    #expect(record.validation?.loss.isNaN == true && record.validation?.accuracy == 0.5)
    #expect(read.state.partial.loss.isNaN && read.network.parameters[.outputBias][0].isNaN)
    #expect(read.state.best?.epoch == 1, "what is no number is never the best")
  }

  @Test func withoutTrainingItStartsAfresh() throws {
    let checkpoint = try read {
      $0.metadata["training"] = nil
      $0.remove("rms/")
    }
    #expect(checkpoint.state == TrainingState() && checkpoint.slots == OptimizerSlots())
    let dataset = Fixture.dataset()
    let end = try Fixture.trained(checkpoint, dataset)
    #expect(end.state.history.count == 5 && end.state.iterations == 15)
    let zeros = OptimizerSlots(meanSquare: Parameters(zerosFor: checkpoint.network.configuration))
    var explicit = checkpoint
    (explicit.slots, explicit.state.generator) = (zeros, RandomGenerator(seed: checkpoint.hyperparameters.seed))
    expectSame(try Fixture.trained(explicit, dataset), end, "an absent slot is zero, an absent generator the seed's")
  }

  @Test func missingKeysAreAFreshStarts() throws {
    #expect(try read { $0.training = [:] }.state == TrainingState())
    let some = try read { parts in
      parts.training = parts.training.filter { ["epoch", "history"].contains($0.key) }
      parts.config["hyperparameters"] = ["latent_dim": 3]
    }
    #expect(some.state.epoch == 1 && some.state.history.count == 1 && some.state.batch == 0)
    var defaults = Hyperparameters()
    defaults.latentDimension = 3
    #expect(some.hyperparameters == defaults)
    #expect(try read { $0.training["partial"] = NSNull() }.state.partial == MetricSums())
  }

  @Test func slotsOfAnotherOptimizer() throws {
    // Momentum is on in the file's hyperparameters, but it holds no such slot.
    let checkpoint = try read {
      $0.hyperparameters["momentum"] = 0.5
      $0.hyperparameters["centered"] = true
    }
    #expect(checkpoint.slots.meanSquare != nil && checkpoint.slots.momentum == nil)
    let end = try Fixture.trained(checkpoint, Fixture.dataset())
    #expect(end.state.epoch == 5 && end.slots.momentum != nil && end.slots.meanGradient != nil)
  }

  @Test func names() throws {
    for name in ["ünï cödé.safetensors", "no suffix", "a\nb"] {
      let path = scratch.path + "/" + name
      let checkpoint = try CheckpointParts.checkpoint()
      try checkpoint.write(to: path)
      #expect(try Checkpoint(contentsOf: path) == checkpoint)
    }
  }
}

extension CheckpointParts {
  /// The fixture's checkpoint with the one thing that no two runs share taken from another.
  static func checkpointAfterReading(_ other: Checkpoint) throws -> Checkpoint {
    var checkpoint = try checkpoint()
    (checkpoint.state.partial.seconds, checkpoint.state.history) = (other.state.partial.seconds, other.state.history)
    return checkpoint
  }
}
