import Foundation
import Model
import Testing

/// Keras's files where a checkpoint is taken: with characters found in data, or whole where this program wrote them.
@Suite("Keras's files as checkpoints") struct KerasCheckpointTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private func committed(_ name: String) -> String { KerasFixtures.committed + "/" + name }

  /// The sentences that the committed files were trained on.
  private func data(samples: Int? = nil) throws -> CharacterData {
    let pairs = try KerasFixtures(KerasFixtures.committed).corpus.pairs ?? []
    let text = pairs.map { "\($0[0])\t\($0[1])\n" }.joined()
    return CharacterData(.named(try scratch.file("pairs.txt", text)), sampleCount: samples)
  }

  private static let formats = [
    "keras-3.15.1/plain.keras", "keras-3.15.1/plain-folder", "keras-3.15.1/plain.h5", "keras-3.15.1/hard-sigmoid.keras",
    "keras-3.15.1/inputs-swapped.weights.h5", "tf-keras-2.21/plain.h5", "tf-keras-2.21/plain.keras",
    "tf-keras-2.21/weights.h5", "tf-keras-2.21/savedmodel", "tf-keras-2.21/ckpt", "tf-keras-2.21/ckpt.index",
    "tf-keras-2.21/object-ckpt-1", "tf-keras-2.21/legacy", "tf-keras-2.21/hard-sigmoid.h5",
  ]

  @Test(arguments: formats) func openByContent(name: String) throws {
    var lines: [String] = []
    let path = committed(name)
    let checkpoint = try Checkpoint(contentsOf: path, charactersFrom: data()) { lines.append($0) }
    let first = try #require(lines.first)
    #expect(first.hasPrefix("\(path): ") && first.contains("characters of the first 13 pairs of"))
    #expect(first.contains("with RMSprop as \(checkpoint.hyperparameters.rmsprop.rawValue) has it"))
    #expect(lines.allSatisfy { !$0.contains("\n") })
    #expect(checkpoint.metadata["characters_from"].map { first.contains($0) } == true)
    #expect(
      checkpoint.metadata["imported_from"]
        == "\(name.split(separator: "/")[1]), \(try KerasFile(contentsOf: path).title)")
    #expect(checkpoint.data?.name == "pairs.txt" && checkpoint.data?.count == 13)
    // What was found is kept with the checkpoint.
    try checkpoint.write(to: scratch.path + "/x.safetensors")
    #expect(try Checkpoint(contentsOf: scratch.path + "/x.safetensors") == checkpoint)
    let error = #expect(throws: CheckpointError.self) { try RecordedRun(contentsOf: path) }
    #expect(error?.description.contains("keeps no record of its epochs") == true)
  }

  /// A name proves nothing.
  @Test func namesDoNotMatter() throws {
    for (name, other) in [
      ("keras-3.15.1/plain.keras", "a.h5"), ("keras-3.15.1/plain.h5", "b"), ("tf-keras-2.21/plain.h5", "c.safetensors"),
    ] {
      let path = scratch.path + "/" + other
      try FileManager.default.copyItem(atPath: committed(name), toPath: path)
      #expect(try Checkpoint(contentsOf: path, charactersFrom: data()).network.configuration.latentDimension == 4)
    }
  }

  @Test func withoutDataItSaysWhatItNeeds() throws {
    let error = #expect(throws: CheckpointError.self) {
      try Checkpoint(contentsOf: committed("keras-3.15.1/plain.keras"))
    }
    #expect(error?.description.contains("expected the pairs it was trained on, with 34 and 41 characters") == true)
    #expect(error?.description.contains("--data") == true)
    let missing = CharacterData(.named(scratch.path + "/none.txt"))
    let other = #expect(throws: CheckpointError.self) {
      try Checkpoint(contentsOf: committed("keras-3.15.1/plain.keras"), charactersFrom: missing)
    }
    #expect(other == .noCharacters(.noInput(path: scratch.path + "/none.txt", found: "there is no such file")))
    let few = #expect(throws: CheckpointError.self) {
      try Checkpoint(contentsOf: committed("keras-3.15.1/plain.keras"), charactersFrom: data(samples: 5))
    }
    #expect(few?.description.contains("Give --samples 13, whose characters fit.") == true)
  }

  /// An export of ours holds its characters and its history.
  @Test(arguments: [KerasExport.Format.archive, .hdf5, .weights]) func exportsNeedNoData(format: KerasExport.Format)
    throws
  {
    let (start, dataset) = Fixture.start { $0.epochs = 2 }
    let trained = try Fixture.trained(start, dataset)
    let path = scratch.path + "/export"
    try KerasExport(trained, as: format).write(to: path)
    #expect(try Checkpoint(contentsOf: path) == trained)
    #expect(try RecordedRun(contentsOf: path).history == trained.state.history)
  }

  /// Training goes on from the file where Keras was, and the run says from where.
  @Test func runsGoOn() throws {
    let fixture = try #require(KerasFixtures.opening.first { $0.name == "keras-3.15.1.hard-sigmoid" && $0.isCommitted })
    var given = GivenHyperparameters()
    given.set(.batchSize, 4)
    given.set(.epochs, 1)
    given.set(.validationSplit, fixture.source.corpus.validationSplit)
    given.set(.shuffle, false)
    let location = try #require(try data().location)
    let setup = try RunSetup(
      RunRequest(data: location, start: .file(path: fixture.paths[0]), given: given, threads: 1))
    #expect(setup.findings.first?.contains("training goes on at iteration 6, with RMSprop as keras-3 has it") == true)
    #expect(setup.isResumed && setup.checkpoint.state.iterations == 6)
    let record = try #require(try Fixture.trained(setup.checkpoint, setup.dataset).state.history.last)
    #expect(relativeDistance(record.training.loss, try #require(fixture.fixture.nextLoss)) < 1e-5)
  }

  /// What is Keras's but cannot be opened is refused as Keras's, not as a damaged checkpoint.
  @Test func refusedByName() throws {
    let parts = try scratch.file("model.weights.json", #"{"metadata": {}, "weight_map": {}}"#)
    let empty = try scratch.file("empty.keras", "")
    let text = try scratch.file("text.h5", "no HDF5")
    try FileManager.default.createDirectory(atPath: scratch.path + "/saved", withIntermediateDirectories: true)
    _ = try scratch.file("saved/saved_model.pb", "graphs")
    for (path, found) in [
      (parts, "split over several files"), (empty, "an empty file"), (text, "none of the beginnings"),
      (scratch.path + "/saved", "without keras_metadata.pb"),
      (committed("tf-keras-2.21/ckpt.data-00000-of-00001"), "Name its .index"),
      (committed("keras-3.15.1/gru.keras"), "the GRU layer"),
    ] {
      let error = #expect(throws: CheckpointError.self) { try Checkpoint(contentsOf: path, charactersFrom: data()) }
      #expect(error?.description.contains(found) == true, "\(error?.description ?? path)")
    }
  }
}
