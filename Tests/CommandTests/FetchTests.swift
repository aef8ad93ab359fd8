import Foundation
import Testing

@Suite("fetch") struct FetchTests {
  private let scratch: ScratchDirectory
  private let server: CorpusServerProcess

  init() throws {
    scratch = try ScratchDirectory()
    server = try CorpusServerProcess()
  }

  private var environment: [String: String] { ["XDG_CACHE_HOME": scratch.path] }
  private var archive: String { scratch("seq2seq/fra-eng.zip") }

  /// What is in the cache.
  private var cached: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: scratch("seq2seq"))) ?? []).sorted()
  }

  private func fetch(_ way: String, _ arguments: String...) throws -> Program.Outcome {
    try Program.run(
      ["fetch", "--base-url", server.address(way)] + arguments, environment: environment, in: scratch.path)
  }

  @Test func theCorpusIsDownloadedOnceAndUsedByItsCode() throws {
    let outcome = try fetch("good")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.lines.prefix(2) == ["Downloaded 400 pairs, to use with --data fra", archive])
    #expect(outcome.output.contains("Tatoeba") && outcome.output.contains("CC BY 2.0 FR"))
    #expect(outcome.output.contains("\n  http://tatoeba.org/eng/terms_of_use\n"), "the archive's own words")
    #expect(!outcome.output.contains("\u{1B}") && !outcome.output.contains("\r"))
    #expect(outcome.lines.allSatisfy { $0.count <= 80 || $0 == archive })
    #expect(cached == ["fra-eng.zip"])
    let again = try fetch("busy", "FRA")
    #expect(again.status == 0 && again.output.hasPrefix("Here already; --force downloads it anew: 400 pairs"))
    #expect(server.requests == ["/good/fra-eng.zip - 200"])
    #expect(try fetch("good", "--force").status == 0)
    #expect(server.requests.count == 2)
    let trained = try Program.run(
      ["train", "--data", "fra", "--epochs", "1", "--samples", "50"] + SmallNetwork.quickly,
      environment: environment, in: scratch.path)
    #expect(trained.status == 0, "\(trained.errors)")
  }

  @Test func anExistingFileOfThatNameWins() throws {
    _ = try fetch("good")
    _ = try scratch.file("fra", "no pairs")
    let outcome = try Program.run("train", "--data", "fra", environment: environment, in: scratch.path)
    #expect(outcome.status == 65 && outcome.errors.contains("fra: no pair in 1 line"), "\(outcome.errors)")
  }

  @Test func theMirrorMayBeInTheEnvironmentAndMayLeadElsewhere() throws {
    let outcome = try Program.run(
      ["fetch", "fra"], environment: environment.merging(["SEQ2SEQ_FETCH_URL": server.address("redirect")]) { $1 },
      in: scratch.path)
    #expect(outcome.status == 0 && cached == ["fra-eng.zip"], "\(outcome.errors)")
    #expect(server.requests == ["/redirect/fra-eng.zip - 302", "/good/fra-eng.zip - 200"])
  }

  @Test func whatBrokeOffIsGoneOnFrom() throws {
    let cut = try fetch("cut")
    #expect(cut.status == 69 && cut.errors.contains("only 2 of 4 kB came"), "\(cut.errors)")
    #expect(cut.errors.contains("it goes on from there") && cut.output.isEmpty)
    #expect(cached == ["fra-eng.zip.part", "fra-eng.zip.part.from"])
    #expect(try fetch("cut").status == 0)
    #expect(cached == ["fra-eng.zip"])
    #expect(server.requests == ["/cut/fra-eng.zip - 200", "/cut/fra-eng.zip bytes=2000- 206"])
  }

  @Test func whatBrokeOffBeginsAnewWhereItCannotGoOn() throws {
    #expect(try fetch("stubborn").status == 69)
    #expect(cached.isEmpty, "a server without ranges leaves nothing to go on from")
    #expect(try fetch("changing").status == 69)
    #expect(try fetch("changing").status == 0)
    #expect(server.requests.suffix(1) == ["/changing/fra-eng.zip bytes=2000- 200"])
    // What is whole already has no rest.
    try FileManager.default.removeItem(atPath: archive)
    _ = try fetch("cut")
    let whole = try Data(contentsOf: URL(fileURLWithPath: scratch("seq2seq/fra-eng.zip.part"))).count
    let part = try #require(FileHandle(forWritingAtPath: scratch("seq2seq/fra-eng.zip.part")))
    try part.seekToEnd()
    try part.write(contentsOf: Data(count: 9000))
    #expect(whole == 2000)
    #expect(try fetch("cut").status == 69)
    #expect(server.requests.suffix(2) == ["/cut/fra-eng.zip bytes=11000- 416", "/cut/fra-eng.zip - 200"])
  }

  @Test(arguments: [
    ("html", "this is a web page and no archive"), ("half", "no zip archive, or only its beginning"),
    ("few", "its text has 5 sentence pairs in 5 lines"), ("climbing", "it has an entry named \"../../fra.txt\""),
    ("bomb", "is 314572800 bytes long"), ("liar", "is damaged"), ("large", "larger than 256 MiB"),
    ("endless", "larger than 256 MiB"),
  ])
  func whatIsNoCorpusIsRefusedAndTheOldOneStays(_ way: String, _ words: String) throws {
    _ = try fetch("good")
    let before = try Data(contentsOf: URL(fileURLWithPath: archive))
    let outcome = try fetch(way, "--force")
    #expect(outcome.status == 65 && outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.output.isEmpty && cached == ["fra-eng.zip"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: archive)) == before)
  }

  @Test func withoutANetworkItNamesWhatThereIs() throws {
    for address in ["http://127.0.0.1:1", "http://no-such-host.invalid/anki"] {
      let outcome = try Program.run("fetch", "--base-url", address, environment: environment, in: scratch.path)
      #expect(outcome.status == 69 && outcome.output.isEmpty)
      #expect(outcome.errors.contains("the everyday sentences that come with the program"), "\(outcome.errors)")
      #expect(outcome.errors.contains("--data FILE") && cached.isEmpty)
    }
  }

  @Test func aServerThatDoesNotGiveItIsNotBelieved() throws {
    for (way, status, words) in [("busy", Int32(69), "status 503"), ("away", 69, "\"file\"")] {
      let outcome = try fetch(way)
      #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome.errors)")
    }
    let missing = try fetch("good", "xyz")
    #expect(missing.status == 66 && missing.errors.contains("no corpus of xyz"))
    #expect(cached.isEmpty)
    let slow = try fetch("slow", "--timeout", "1")
    #expect(slow.status == 69 && slow.errors.contains("then too little for too long"), "\(slow.errors)")
    let trickle = try fetch("trickle", "--timeout", "1")
    #expect(trickle.status == 69 && trickle.errors.contains("then too little for too long"), "\(trickle.errors)")
  }

  /// Bytes of another name, and a pipe: neither is written to, or waited for.
  @Test func whatIsNoPartOfADownloadIsLeftAlone() throws {
    let other = try scratch.file("other", "precious")
    try FileManager.default.createDirectory(atPath: scratch("seq2seq"), withIntermediateDirectories: true)
    try FileManager.default.linkItem(atPath: other, toPath: archive + ".part")
    #expect(try fetch("good").status == 0)
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "precious" && cached == ["fra-eng.zip"])
    try FileManager.default.removeItem(atPath: archive)
    try #require(mkfifo(archive, 0o600) == 0)
    let piped = try fetch("good")
    #expect(piped.status == 65 && piped.errors.contains("`seq2seq fetch --force` does that"), "\(piped.errors)")
    let trained = try Program.run("train", "--data", "fra", environment: environment, in: scratch.path)
    #expect(trained.status == 66 && trained.errors.contains("has not been downloaded yet"), "\(trained.errors)")
    #expect(try fetch("good", "--force").status == 0)
    try #require(mkfifo(scratch("pipe"), 0o600) == 0)
    let compared = try Program.run("--compare", scratch("pipe"), in: scratch.path)
    #expect(compared.status == 65 && compared.errors.contains("the file is empty"), "\(compared.errors)")
  }

  @Test func anInterruptionLeavesTheBeginning() throws {
    let program = try RunningProgram(
      [try Program.path(), "fetch", "--base-url", server.address("slow")], environment: environment)
    try server.wait(for: "/slow/fra-eng.zip")
    while cached.count < 2 { usleep(2000) }
    #expect(try fetch("slow").errors.contains("another seq2seq is downloading this"))
    program.signal(SIGINT)
    let outcome = try program.finish()
    #expect(outcome.status == 130 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("Download cancelled"), "\(outcome.errors)")
    #expect(cached == ["fra-eng.zip.part", "fra-eng.zip.part.from"])
  }

  @Test func whatCannotBeWrittenOrMakesNoSense() throws {
    _ = try scratch.file("file", "")
    let outcome = try Program.run(
      "fetch", "--base-url", server.address("good"), environment: ["XDG_CACHE_HOME": scratch("file")])
    #expect(outcome.status == 74 && outcome.errors.contains("XDG_CACHE_HOME"), "\(outcome.errors)")
    for arguments in [["fr"], ["../x"], ["--base-url", "file:///etc"], ["--base-url", "x"], ["--timeout", "0"]] {
      #expect(try Program.run(["fetch"] + arguments, environment: environment).status == 64, "\(arguments)")
    }
    #expect(cached.isEmpty)
  }

  @Test func onATerminalThereIsABarAndItGoesAway() throws {
    let run = try TerminalRun.play(
      ["match:\\[=+\\.+\\] +\\d+ % +2 of 4 kB", Keys.control("c"), "exit"], environment: environment, in: scratch.path,
      ["fetch", "--base-url", server.address("slow")])
    #expect(run.status == 130 && run.isRestored)
    #expect(!run.text.contains("kB %") && !run.text.contains("[="), "\(run.text)")
  }
}
