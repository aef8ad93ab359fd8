import Foundation
import Testing

@testable import Model

@Suite("Where a run is saved") struct RunOutputTests {
  private let scratch: ScratchDirectory
  private let data: CorpusLocation

  init() throws {
    scratch = try ScratchDirectory()
    data = .named(try scratch.file("pairs.txt", "Go.\tVa !\nRun!\tCours !\n"))
  }

  private func setup(_ output: RunOutput, _ start: RunRequest.Start = .newNetwork) throws -> RunSetup {
    var given = GivenHyperparameters()
    if case .newNetwork = start { given[.latentDimension] = "2" }
    given[.epochs] = "1"
    return try RunSetup(RunRequest(data: data, start: start, given: given, threads: 1, output: output))
  }

  private func train(_ setup: RunSetup) throws {
    let session = try setup.session()
    session.start()
    session.waitUntilDone()
    #expect(session.progress.saveFailure == nil)
  }

  @Test("What exists is refused, unless it is gone on from or to be replaced") func existing() throws {
    let path = scratch.path + "/a.safetensors"
    try train(setup(RunOutput(checkpoint: path)))
    #expect(throws: CheckpointError.exists(path: path)) { try setup(RunOutput(checkpoint: path)) }
    try train(setup(RunOutput(checkpoint: path), .file(path: path)))
    try train(setup(RunOutput(checkpoint: path, conflict: .overwrite)))
    // The best epoch of a run took as long.
    unlink(path)
    let best = scratch.path + "/a.best.safetensors"
    #expect(throws: CheckpointError.exists(path: best)) { try setup(RunOutput(checkpoint: path)) }
  }

  @Test("A log of another run is not emptied") func logs() throws {
    let log = try scratch.file("log.jsonl", "{}\n")
    #expect(throws: CheckpointError.exists(path: log)) {
      try setup(RunOutput(checkpoint: scratch.path + "/b.safetensors", log: log))
    }
    #expect(try String(contentsOfFile: log, encoding: .utf8) == "{}\n")
  }

  @Test("On the screen a new run gets the next number") func numbers() throws {
    let output = RunOutput(
      checkpoint: scratch.path + "/c.safetensors", log: scratch.path + "/c.jsonl", conflict: .number)
    for name in ["c", "c-2", "c-3"] {
      #expect(output.expectedCheckpoint() == scratch.path + "/\(name).safetensors")
      let setup = try setup(output)
      #expect(setup.output.checkpoint == scratch.path + "/\(name).safetensors")
      #expect(setup.output.log == scratch.path + "/\(name).jsonl")
      #expect(output.expectedCheckpoint(besides: setup.output.checkpoint) != setup.output.checkpoint)
      try train(setup)
    }
    // Going on, it stays where it is.
    let own = scratch.path + "/c-2.safetensors"
    #expect(try setup(output, .file(path: own)).output.checkpoint == own)
  }

  @Test("Two runs do not share a file; the one that is over gives it back") func locks() throws {
    let path = scratch.path + "/d.safetensors"
    let first = try setup(RunOutput(checkpoint: path))
    #expect(throws: CheckpointError.isBeingTrained(path: path)) { try setup(RunOutput(checkpoint: path)) }
    #expect(throws: CheckpointError.isBeingTrained(path: path)) {
      try setup(RunOutput(checkpoint: path, conflict: .overwrite))
    }
    // By another name for the same file, too.
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/link", withDestinationPath: path)
    #expect(throws: CheckpointError.isBeingTrained(path: scratch.path + "/link")) {
      try setup(RunOutput(checkpoint: scratch.path + "/link"))
    }
    try train(first)
    #expect(try setup(RunOutput(checkpoint: path), .file(path: path)).isResumed)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).allSatisfy { !$0.hasSuffix(".lock") })
  }
}
