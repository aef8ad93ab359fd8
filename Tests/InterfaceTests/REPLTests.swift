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

  private func run(_ lines: String..., checkpoint: Checkpoint? = Fixture.checkpoint()) -> Session {
    let session = Session(lines)
    var repl = LineREPL(
      checkpoint: checkpoint,
      channels: .init(
        read: { session.lines.isEmpty ? nil : session.lines.removeFirst() },
        write: {
          session.output.append($0)
          return true
        },
        report: { session.reports.append($0) })
    ) { _ in "the summary" }
    #expect(repl.run() == 0)
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
    #expect(session.output[0].split(separator: "\n").count == REPLCommand.allCases.count + 1)
    for command in REPLCommand.allCases { #expect(session.output[0].contains(command.usage)) }
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
  }
}
