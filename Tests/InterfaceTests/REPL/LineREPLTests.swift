import Foundation
import Interface
import Model
import Testing

@Suite("The line REPL")
struct REPLTests {
  private final class Session {
    var lines: [String]
    var output: [String] = []
    var reports: [String] = []
    init(_ lines: [String]) { self.lines = lines }
  }

  private func run(
    _ lines: String..., checkpoint: Checkpoint? = Fixture.checkpoint(), history: [String] = []
  ) -> Session {
    let session = Session(lines)
    var repl = LineREPL(
      checkpoint: checkpoint,
      channels: .init(
        read: { session.lines.isEmpty ? nil : session.lines.removeFirst() },
        write: {
          session.output.append($0)
          return true
        },
        report: { session.reports.append($0) }), history: History(history)
    ) { _ in "the summary" }
    repl.run()
    return session
  }

  @Test("One line in, one line out, an empty one for an empty one")
  func lines() {
    let session = run("Run!", "", "Go.")
    #expect(session.output == ["Cours\u{202F}!", "", "Cours\u{202F}!"])
    #expect(session.reports.isEmpty)
  }

  @Test("Two slashes are a literal one")
  func literalSlash() {
    let session = run("//Run")
    #expect(session.output == ["Cours\u{202F}!"])
    #expect(session.reports == ["left out, because the network has never seen them: / U+002F"])
  }

  @Test("Unknown characters are named, long sentences hinted at")
  func hints() {
    let session = run("R€n! Run! Run! Run! Run!")
    #expect(
      session.reports == [
        "left out, because the network has never seen them: € U+20AC",
        "23 characters, trained on up to 16: it works best on up to 15",
      ])
  }

  @Test("JSON is an object a line, with everything that was asked for")
  func json() throws {
    let session = run("/json", "/probs 2", "Run!", "")
    #expect(session.output.count == 2)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(session.output[0].utf8)) as? [String: Any])
    #expect(object["input"] as? String == "Run!")
    #expect(object["output"] as? String == "Cours\u{202F}!")
    #expect(object["stopped"] as? String == "end")
    #expect(object["unknown"] as? [String] == [])
    let steps = try #require(object["steps"] as? [[String: Any]])
    #expect(steps.compactMap { $0["character"] as? String }.joined() == "Cours\u{202F}!\n")
    #expect(Set(steps[0].keys) == ["character", "probability", "entropy_bits", "top", "rest"])
    let top = try #require(steps[0]["top"] as? [[String: Any]])
    let shown = top.compactMap { $0["probability"] as? Double }.reduce(0, +)
    let rest = try #require(steps[0]["rest"] as? Double)
    #expect(top.count == 2 && abs(shown + rest - 1) < 1e-6)
    #expect(session.output[1] == #"{"input":"","output":"","steps":[],"stopped":"end","unknown":[]}"#)
  }

  @Test("Probabilities are a column for each step")
  func probabilities() {
    let session = run("/probs 2", "Run!", "/probs 0", "Run!")
    #expect(
      session.output == [
        """
        Cours\u{202F}!
        step  1      2      3      4      5           6           7      8
          1.  C .84  o .84  u .84  r .84  s .84       U+202F .84  ! .84  ⏎ .95
          2.  o .11  u .11  r .11  s .11  U+202F .11  ! .11       ⏎ .11  ! <.01
        rest  .04    .04    .04    .04    .04         .04         .04    .05
        """,
        "Cours\u{202F}!",
      ])
  }

  @Test("Commands answer, and /quit ends")
  func commands() {
    let session = run("/help", "Run!", "/summary", "/history", "/quit", "Run!")
    #expect(session.output[0].split(separator: "\n").count == SlashCommand.allCases.count + 1)
    for command in SlashCommand.allCases { #expect(session.output[0].contains(command.usage)) }
    #expect(Array(session.output.dropFirst()) == ["Cours\u{202F}!", "the summary", "/help\nRun!\n/summary\n/history"])
  }

  @Test("What is wrong is said, and the REPL goes on")
  func mistakes() {
    let session = run("/nonsense", "/load", "/load /no/such/file", "/probs many", "Run!")
    #expect(session.reports.count == 4)
    #expect(session.reports[0] == "no command /nonsense: /help lists them; // begins a sentence with a slash")
    #expect(session.reports[2].contains("/no/such/file"))
    #expect(session.output == ["Cours\u{202F}!"])
  }

  @Test("Without a checkpoint every line is still answered")
  func withoutCheckpoint() {
    let session = run("Run!", "", checkpoint: nil)
    #expect(session.output == ["", ""])
    #expect(session.reports.count == 2)
    #expect(session.reports[0].contains("/load FILE") && session.reports[0].contains("seq2seq train"))
  }

  @Test("A branch goes on from a step of the last decode, and from the branch before")
  func branches() {
    let session = run("Run!", "/branch 6 !", "/branch 3 r", "/branch 9 r", "Run!", "/branch 1 C")
    let argmax = Fixture.translator.decode("Run!")
    let vocabulary = argmax.steps[0].vocabulary
    let index = { (scalar: Unicode.Scalar) in vocabulary.index(of: scalar) ?? 0 }
    let first = Fixture.translator.decode("Run!", choosing: argmax.steps[..<5].map(\.index) + [index("!")])
    let second = Fixture.translator.decode("Run!", choosing: first.steps[..<2].map(\.index) + [index("r")])
    #expect(session.output == [argmax, first, second, argmax, argmax].map(\.output))
    #expect(first.output != argmax.output && second.output.hasPrefix("Cor"))
    #expect(
      session.reports == [
        "/branch needs a step from 1 to \(second.steps.count) and a character: /branch STEP CHARACTER"
      ])
  }

  @Test(
    "A character is written as itself, as its mark or as its code point",
    arguments: [("⏎", "\n"), ("U+202F", "\u{202F}"), ("u+21", "!"), ("␣", " "), ("e\u{301}", "é"), ("⇥", "\t")]
      as [(String, Unicode.Scalar)])
  func characters(_ text: String, _ scalar: Unicode.Scalar) {
    #expect(Glyphs.scalar(named: text) == scalar)
  }

  @Test(
    "What cannot be branched is said",
    arguments: ["/branch", "/branch 1", "/branch x C", "/branch 0 C", "/branch 1 xy", "/branch 1 €"])
  func branchMistakes(_ line: String) {
    let session = run("Run!", line, "Run!")
    #expect(session.output.count == 2 && session.reports.count == 1)
    #expect(run(line).reports == ["/branch goes on from a translation: translate a sentence first"])
  }

  @Test("Pinned sentences are translated by the next network at once")
  func pins() throws {
    let directory = NSTemporaryDirectory() + "seq2seq-pins-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try Fixture.checkpoint(writing: "Va\u{202F}!").write(to: directory + "/other")
    let session = run(
      "/pin", "Run!", "/pin", "/pin Go.", "/pin Ru", "/pin Ru", "/load \(directory)/other", "Ru", "/branch 1 C")
    #expect(session.output.prefix(4) == ["Cours\u{202F}!", "Run!\tVa\u{202F}!", "Go.\tVa\u{202F}!", "Va\u{202F}!"])
    #expect(
      session.reports.dropFirst().prefix(4) == ["pinned: Run!", "pinned: Go.", "pinned: Ru", "no longer pinned: Ru"])
  }

  @Test("A branch needs a translation by the network at hand")
  func branchAfterLoading() throws {
    let path = NSTemporaryDirectory() + "seq2seq-load-" + UUID().uuidString
    try Fixture.checkpoint(writing: "Va").write(to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(run("Run!", "/load " + path, "/branch 1 C").reports.last?.hasPrefix("/branch goes on from") == true)
  }

  @Test("The history begins with the lines of earlier runs")
  func history() {
    #expect(run("Run!", "/history", history: ["Go."]).output.last == "Go.\nRun!\n/history")
  }

  @Test("Where the REPL and the palette of the workbench do the same they call it the same")
  func names() {
    let shared: Set<String> = ["help", "load", "branch", "pin", "quit"]
    #expect(shared.isSubset(of: SlashCommand.allCases.map(\.rawValue)))
    #expect(shared.isSubset(of: KeyBinding.all.compactMap(\.name?.rawValue)))
  }
}
