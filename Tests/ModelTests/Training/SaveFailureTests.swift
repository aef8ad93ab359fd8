import Foundation
import Model
import Testing

/// A save that fails harms neither the training nor what was saved before.
///
/// Permissions do not stop root, so these failures are of other kinds.
@Suite("Failing saves") struct SaveFailureTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  @Test func belowARegularFile() throws {
    let path = try scratch.file("file", "not a directory") + "/run.safetensors"
    let (start, dataset) = Fixture.start()
    let session = try session(start, dataset, output: TrainingOutput(checkpoint: path))
    try session.run()
    let failure = try #require(session.progress.saveFailure)
    #expect(failure.hasPrefix(path + ": cannot create it (Not a directory)"))
    #expect(failure.contains("expected to write there") && session.progress.saved == nil)
    #expect(session.progress.phase == .finished)
    #expect(session.currentNetwork() == (try Fixture.trained(start, dataset)).network, "training went on")
    #expect(try String(contentsOfFile: scratch.path + "/file", encoding: .utf8) == "not a directory")
  }

  @Test func aLaterSaveSucceeds() throws {
    let folder = scratch.path + "/later"
    let path = folder + "/run.safetensors"
    let (start, dataset) = Fixture.start { $0.epochs = 2 }
    let failures = Collected<String>()
    let session = try session(start, dataset, output: TrainingOutput(checkpoint: path)) { session in
      guard let failure = session.progress.saveFailure else { return }
      failures.append(failure)
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    try session.run()
    #expect(failures.values.first?.contains("No such file or directory") == true)
    #expect(session.progress.saveFailure == nil && session.progress.saved == .init(epoch: 2, batch: 0))
    expectSame(try Checkpoint(contentsOf: path), try Fixture.trained(start, dataset))
  }

  /// There is an old file, and no room for the temporary one: the folder's path is as long as paths get.
  @Test func theOldFileStaysWhole() throws {
    var folder = scratch.path
    let longest = Int(PATH_MAX) - 17
    while folder.utf8.count < longest {
      folder += "/" + String(repeating: "d", count: max(1, min(200, longest - folder.utf8.count - 1)))
      try #require(mkdir(folder, 0o700) == 0)
    }
    let path = folder + "/o.safetensors"
    let (start, dataset) = Fixture.start { $0.epochs = 2 }
    try start.write(to: scratch.path + "/start.safetensors")
    try #require(link(scratch.path + "/start.safetensors", path) == 0)
    let session = try session(start, dataset, output: TrainingOutput(checkpoint: path))
    try session.run()
    #expect(session.progress.saveFailure?.contains("cannot create it (File name too long)") == true)
    #expect(session.progress.saved == nil && session.progress.phase == .finished && session.progress.history.count == 2)
    #expect(try Checkpoint(contentsOf: path) == start)
  }

  #if os(Linux)
    @Test func aFullDisk() throws {
      let (start, dataset) = Fixture.start { $0.epochs = 1 }
      let path = scratch.path + "/run.safetensors"
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
      let session = try session(start, dataset, output: TrainingOutput(checkpoint: path, log: "/dev/full"))
      try session.run()
      #expect(session.progress.saveFailure?.contains("No space left on device") == true)
      #expect(session.progress.phase == .finished && session.progress.history.count == 1)
    }
  #endif
}
