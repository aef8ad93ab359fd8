import Foundation
import Model
import Testing

/// Files that are each other, and what killed programs leave.
@Suite("Files: the same one, and left ones") struct FileIdentityTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    _ = try scratch.file("data.txt", "Go.\tVa.\n")
    _ = try scratch.file("old.safetensors", "old")
    try FileManager.default.createDirectory(atPath: path("sub"), withIntermediateDirectories: false)
    for (link, target) in [
      ("link", "data.txt"), ("chain", "link"), ("dangling", "sub/new"), ("folder", "sub"), ("best", "x.safetensors"),
    ] {
      try FileManager.default.createSymbolicLink(atPath: path(link), withDestinationPath: target)
    }
    try FileManager.default.linkItem(atPath: path("data.txt"), toPath: path("hard"))
  }

  private func path(_ name: String) -> String { scratch.path + "/" + name }

  private func check(_ save: String, log: String? = nil, resumed: String? = nil) throws {
    try TrainingOutput(checkpoint: path(save), log: log.map(path)).checkDistinct(
      data: path("data.txt"), resumed: resumed.map(path))
  }

  @Test(arguments: ["data.txt", "link", "chain", "hard", "sub/../data.txt", "./data.txt", "folder/../link"])
  func theDataIsFoundByWhateverPath(_ name: String) throws {
    for refused in [{ try check(name) }, { try check("new", log: name) }] {
      let error = #expect(throws: CheckpointError.self) { try refused() }
      #expect(error?.description.contains("is also the data") == true)
    }
  }

  @Test func whatDoesNotExistYetHasAnIdentityToo() throws {
    for (save, log) in [
      ("new", "new"), ("new", "sub/../new"), ("dangling", "sub/new"), ("folder/new", "dangling"),
      ("run.safetensors", "run.best.safetensors"), ("old.safetensors", "old.safetensors"),
    ] {
      #expect(throws: CheckpointError.self, "\(save) and \(log)") { try check(save, log: log) }
    }
    for (save, log) in [("new", "new.jsonl"), ("sub/new", "new"), ("new", "missing/new"), ("new", "New"), ("a", "b")] {
      try check(save, log: log)
    }
  }

  @Test func aRunGoesOnInItsPlaceButItsLogIsNoCheckpoint() throws {
    try check("old.safetensors", log: "log", resumed: "old.safetensors")
    #expect(throws: CheckpointError.self) { try check("new", log: "old.safetensors", resumed: "old.safetensors") }
    let devices = TrainingOutput(checkpoint: "/dev/null", log: "/dev/null")
    try devices.checkDistinct(data: "/dev/null", resumed: nil)
  }

  @Test func aDanglingLinkIsFollowed() throws {
    var writer = SafetensorsWriter()
    writer.add("a", shape: [1], [1])
    try writer.write(to: path("dangling"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("dangling")) == "sub/new")
    #expect(try SafetensorsFile(contentsOf: path("sub/new")).floats("a", shape: [1]) == [1])
  }

  @Test func whatKilledProgramsLeftGoesAndNothingElse() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    let (dead, living) = (".seq2seq-\(process.processIdentifier)-a1b2.tmp", ".seq2seq-\(getpid())-x.tmp")
    let others = [living, ".seq2seq-.tmp", ".seq2seq-x.tmp", "seq2seq-\(process.processIdentifier)-a.tmp"]
    for name in others + [dead] { _ = try scratch.file("sub/" + name, "") }
    var writer = SafetensorsWriter()
    writer.add("a", shape: [1], [1])
    try writer.write(to: path("sub/new"))
    let names = try FileManager.default.contentsOfDirectory(atPath: path("sub"))
    #expect(Set(names) == Set(others + ["new"]))
  }
}
