import Foundation
import Model
import Testing

/// Our networks as Keras's files, read back by ourselves; `KerasFiles/check.py` has Keras read them.
@Suite("Exports to Keras") struct KerasExportTests {
  private static let settings: [@Sendable (inout Hyperparameters) -> Void] = [
    { _ in },
    { $0.rmsprop = .keras3 },
    { $0.momentum = 0.5 },
    {
      $0.momentum = 0.5
      $0.centered = true
      $0.rmsprop = .keras3
      $0.seed = .max
    },
    {
      $0.centered = true
      $0.decay = 0.01
    },
    {
      $0.padding = .mask
      $0.rmsprop = .keras3
    },
  ]

  /// A network after two epochs and a batch.
  private static func trained(_ change: (inout Hyperparameters) -> Void) throws -> Checkpoint {
    var (start, dataset) = Fixture.start(change)
    start.metadata = ["attribution": "seq2seq's \"tests\"", "license": "CC0"]
    let trainer = try Trainer(start, dataset: dataset, threads: 1)
    trainer.train { event in
      if case .batch(let record) = event { return (record.epoch, record.batch) != (3, 1) }
      return true
    }
    return trainer.checkpoint()
  }

  /// Both libraries call it hard_sigmoid: only the one that means the same gets it.
  @Test(arguments: KerasExport.Format.allCases, [RecurrentActivation.hardSigmoid, .hardSigmoidKeras3]) func hardGates(
    format: KerasExport.Format, activation: RecurrentActivation
  ) throws {
    let checkpoint = try Self.trained { $0.recurrentActivation = activation }
    let isOfKeras3 = [.archive, .weights].contains(format)
    guard isOfKeras3 == (activation == .hardSigmoidKeras3) else {
      let error = #expect(throws: CheckpointError.self) { try KerasExport(checkpoint, as: format, named: "a.file") }
      let remedy = isOfKeras3 ? "Export it for TF-Keras: as .h5" : "Export it for Keras 3: as .keras."
      #expect(error?.description.hasPrefix("a.file: gates of the kind \(activation.rawValue)") == true)
      #expect(error?.description.contains(remedy) == true)
      return
    }
    let scratch = try ScratchDirectory()
    try KerasExport(checkpoint, as: format).write(to: scratch.path + "/export")
    let file = try KerasFile(contentsOf: scratch.path + "/export")
    #expect(file.activation == activation)
    #expect(file.enclosedCheckpoint() == checkpoint)
  }

  @Test(arguments: KerasExport.Format.allCases, settings.indices) func comeBackWhole(
    format: KerasExport.Format, setting: Int
  ) throws {
    let checkpoint = try Self.trained(Self.settings[setting])
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/export"
    try KerasExport(checkpoint, as: format).write(to: path)
    let file = try KerasFile(contentsOf: path)
    let back = try #require(file.enclosedCheckpoint())
    #expect(back.network == checkpoint.network)
    #expect(back.state == checkpoint.state)
    #expect(back.hyperparameters == checkpoint.hyperparameters)
    #expect(back.metadata == checkpoint.metadata)
    #expect(back.slots == checkpoint.slots)
    #expect(file.optimizer.iterations == checkpoint.state.iterations)
  }

  /// What Keras sees of an export, without what only this program reads.
  @Test(arguments: settings.indices) func settingsTravel(setting: Int) throws {
    let checkpoint = try Self.trained(Self.settings[setting])
    let scratch = try ScratchDirectory()
    let hyperparameters = checkpoint.hyperparameters
    for format in [KerasExport.Format.archive, .hdf5] {
      let path = scratch.path + "/export"
      try KerasExport(checkpoint, as: format).write(to: path)
      let optimizer = try KerasFile(contentsOf: path).optimizer
      #expect(Float(optimizer.learningRate) == Float(hyperparameters.learningRate))
      #expect(optimizer.rho == hyperparameters.rho && optimizer.epsilon == hyperparameters.epsilon)
      #expect(optimizer.momentum == hyperparameters.momentum && optimizer.centered == hyperparameters.centered)
      #expect(optimizer.rule == (format == .archive ? .keras3 : hyperparameters.rmsprop))
      #expect(optimizer.decay == (format == .archive ? 0 : hyperparameters.decay))
    }
  }

  /// A network that has not trained has no slots yet; Keras wants them all, so they are zero.
  @Test func untrainedNetworks() throws {
    let checkpoint = Fixture.start { $0.momentum = 0.9 }.checkpoint
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/export"
    try KerasExport(checkpoint, as: .archive).write(to: path)
    let back = try #require(try KerasFile(contentsOf: path).enclosedCheckpoint())
    #expect(back.network == checkpoint.network)
    #expect(back.slots.meanSquare == Parameters(zerosFor: checkpoint.network.configuration))
    #expect(back.slots.momentum == Parameters(zerosFor: checkpoint.network.configuration))
  }

  /// Other networks than the original's are written for Keras, which reads them; this program does not read them back.
  @Test(arguments: [NetworkKind.attention, .bidirectional, .attentionBothWays], [KerasExport.Format.archive, .hdf5])
  func otherNetworks(kind: NetworkKind, format: KerasExport.Format) throws {
    let checkpoint = try Self.trained { kind.apply(to: &$0) }
    let scratch = try ScratchDirectory()
    try KerasExport(checkpoint, as: format).write(to: scratch.path + "/export")
    let error = #expect(throws: CheckpointError.self) { try KerasFile(contentsOf: scratch.path + "/export") }
    let layer = kind == .attention ? "the Attention layer" : "the Bidirectional layer"
    #expect(error?.description.contains(layer) == true, "\(String(describing: error))")
  }

  @Test func endings() {
    #expect(KerasExport.Format(endingOf: "a/b.keras") == .archive)
    #expect(KerasExport.Format(endingOf: "s2s.H5") == .hdf5)
    #expect(KerasExport.Format(endingOf: "my.weights.h5") == .weights)
    #expect(KerasExport.Format(endingOf: "a.safetensors") == nil)
  }

  @Test func whatKerasDoesOtherwiseIsSaid() throws {
    let v2 = Fixture.start { $0.decay = 0.1 }.checkpoint
    #expect(try KerasExport(v2, as: .archive).notes.count == 2)
    #expect(try KerasExport(v2, as: .hdf5).notes.isEmpty)
    let keras3 = Fixture.start { $0.rmsprop = .keras3 }.checkpoint
    #expect(try KerasExport(keras3, as: .archive).notes.isEmpty)
    let mask = Fixture.start { ($0.rmsprop, $0.padding) = (.keras3, .mask) }.checkpoint
    #expect(try KerasExport(mask, as: .archive).notes.map { $0.hasPrefix("padding is masked") } == [true])
    #expect(try KerasExport(mask, as: .weights).notes.map { $0.hasPrefix("build the model with") } == [true])
  }

  /// What was there stays where the disk does not let a file be written.
  @Test func unwritablePlaces() throws {
    let checkpoint = Fixture.start().checkpoint
    let path = try ScratchDirectory().path + "/none/export.keras"
    #expect(throws: CheckpointError.self) { try KerasExport(checkpoint, as: .archive).write(to: path) }
  }

  /// Writes exports and what this program makes of them for `KerasFiles/check.py`, which names the folder.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SEQ2SEQ_KERAS_EXPORTS"] != nil)) func forKerasToRead() throws
  {
    let folder = try #require(ProcessInfo.processInfo.environment["SEQ2SEQ_KERAS_EXPORTS"])
    let names = [
      "v2", "keras-3", "v2-momentum", "keras-3-momentum-centered", "v2-centered-decay", "mask", "hard", "hard-3",
      "attention", "bidirectional", "both",
    ]
    let others: [@Sendable (inout Hyperparameters) -> Void] = [
      { ($0.recurrentActivation, $0.rmsprop) = (.hardSigmoid, .keras3) },
      { ($0.recurrentActivation, $0.rmsprop) = (.hardSigmoidKeras3, .keras3) },
      {
        NetworkKind.attention.apply(to: &$0)
        $0.rmsprop = .keras3
      },
      { NetworkKind.bidirectional.apply(to: &$0) },
      {
        NetworkKind.attentionBothWays.apply(to: &$0)
        $0.rmsprop = .keras3
      },
    ]
    for (name, change) in zip(names, Self.settings + others) {
      let (start, dataset) = Fixture.start { hyperparameters in
        change(&hyperparameters)
        hyperparameters.shuffle = false
        hyperparameters.epochs = 2
        hyperparameters.seed = 7
      }
      var checkpoint = try Fixture.trained(start, dataset)
      for (format, ending) in [
        (KerasExport.Format.archive, "keras"), (.hdf5, "h5"), (.weights, "weights.h5"),
        (.weightsOfTFKeras, "tf.weights.h5"),
      ] {
        guard [.sigmoid, format.hardSigmoid].contains(checkpoint.hyperparameters.recurrentActivation) else { continue }
        try KerasExport(checkpoint, as: format).write(to: "\(folder)/\(name).\(ending)")
      }
      let translator = Translator(checkpoint.network)
      let probabilities = dataset.pairs.map { pair in
        translator.teacherForced(pair.french, for: pair.english).decode.steps.map { $0.probabilities.map(Double.init) }
      }
      checkpoint.hyperparameters.epochs = 3
      let next = try #require(try Fixture.trained(checkpoint, dataset).state.history.last)
      let hyperparameters = checkpoint.hyperparameters
      let configuration = checkpoint.network.configuration
      let description: [String: Any] = [
        "rule": checkpoint.hyperparameters.rmsprop.rawValue, "decay": checkpoint.hyperparameters.decay,
        "momentum": checkpoint.hyperparameters.momentum, "centered": checkpoint.hyperparameters.centered,
        "batch_size": checkpoint.hyperparameters.batchSize, "training": dataset.count - 4,
        "iterations": checkpoint.state.iterations,
        "pairs": dataset.pairs.map { [$0.english, $0.french] },
        "input_characters": configuration.inputVocabulary.scalars.map { String($0) },
        "target_characters": configuration.targetVocabulary.scalars.map { String($0) },
        "max_encoder_length": configuration.maxEncoderLength, "max_decoder_length": configuration.maxDecoderLength,
        "latent_dim": configuration.latentDimension, "padding": configuration.padding.rawValue,
        "is_plain": !hyperparameters.attention && !hyperparameters.bidirectional,
        "recurrent_activation": configuration.recurrentActivation == .sigmoid ? "sigmoid" : "hard_sigmoid",
        "probabilities": probabilities, "next_loss": next.training.loss,
        "next_val_loss": try #require(next.validation).loss,
        "translations": dataset.pairs.map { translator.decode($0.english).output },
      ]
      let json = try JSONSerialization.data(withJSONObject: description)
      try json.write(to: URL(fileURLWithPath: "\(folder)/\(name).json"))
    }
  }
}
