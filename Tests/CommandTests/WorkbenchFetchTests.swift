import Foundation
import Testing

@Suite("Downloading in the workbench") struct WorkbenchFetchTests {
  private let scratch: ScratchDirectory
  private let server: CorpusServerProcess

  init() throws {
    scratch = try ScratchDirectory()
    server = try CorpusServerProcess()
  }

  private func play(
    _ way: String, _ steps: [String], size: String = "80x24", at location: SourceLocation = #_sourceLocation
  ) throws -> TerminalRun {
    try TerminalRun.play(
      [TerminalRun.prompt] + steps, size: size,
      environment: ["XDG_CACHE_HOME": scratch.path, "SEQ2SEQ_FETCH_URL": server.address(way)], in: scratch.path,
      ["--checkpoint", try SmallNetwork.path, "--epochs", "1", "--samples", "50"] + SmallNetwork.quickly,
      sourceLocation: location)
  }

  private var cached: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: scratch("seq2seq"))) ?? []).sorted()
  }

  /// The command, typed while the prompt has the keys.
  private static let fetch = [Keys.control("x"), Keys.type("fetch fra"), Keys.enter]

  @Test(arguments: ["80x24", "200x60", "40x10"])
  func aCorpusIsDownloadedAndTrainedOn(_ size: String) throws {
    let run = try play(
      "good",
      Self.fetch + [
        "wait:Downloaded 400 pairs", Keys.control("t"), "wait:‹ fra ›", Keys.enter, "wait:Training finished",
        Keys.control("c"), "exit",
      ], size: size)
    #expect(run.status == 130 && run.isRestored)
    #expect(cached == ["fra-eng.zip"] && scratch.names.contains("seq2seq.safetensors"))
  }

  @Test func theScreenLivesMeanwhileAndTheDownloadIsCancelledAlone() throws {
    let run = try play(
      "slow",
      Self.fetch + [
        "match:fra ▕█+.* ▏ 2 of 4 kB 53 %", Keys.type("Our soup sings."), Keys.enter, "match:out .*⏎",
        "save:running", Keys.control("c"), "wait:Download cancelled after 2 of 4 kB", Keys.control("c"), "exit",
      ])
    #expect(run.screens["running"]?.contains { $0.contains("2 of 4 kB") } == true)
    #expect(run.status == 130 && run.isRestored)
    #expect(cached == ["fra-eng.zip.part", "fra-eng.zip.part.from"])
  }

  @Test func leavingEndsADownload() throws {
    let run = try play("slow", Self.fetch + ["wait:2 of 4 kB", Keys.control("d"), "exit"])
    #expect(run.status == 0 && run.isRestored)
    #expect(cached == ["fra-eng.zip.part", "fra-eng.zip.part.from"])
  }

  @Test func aRefusalIsShownWithItsRemedy() throws {
    let run = try play("html", Self.fetch + ["wait:this is a web page", "save:refused", Keys.control("c"), "exit"])
    #expect(run.status == 130 && cached.isEmpty)
  }
}
