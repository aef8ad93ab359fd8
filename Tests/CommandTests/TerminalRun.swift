import Foundation
import Testing

/// What the program showed in a pseudo-terminal while it was driven by `screen.py`.
struct TerminalRun: Decodable {
  /// Terminal settings as `stty -a` prints them.
  struct Settings: Decodable {
    let before: String?
    let stopped: [String]
    let after: String?
  }

  /// The rows of the screen at the end.
  let screen: [String]
  /// The cursor as column and row, nil while it is hidden.
  let cursor: [Int]?
  /// The colours on the screen.
  let colors: [String]
  /// The private modes that are on, such as 1049 for the alternate screen.
  let modes: [Int]
  /// The screens that were kept, by name.
  let screens: [String: [String]]
  /// The bytes written during each `quiet` step.
  let quiet: [Int]
  /// The share of one processor the program used during each of them; empty where the system does not tell.
  let busy: [Double]
  /// The exit status, nil while the program runs.
  let status: Int32?
  /// The settings before, during a stop and after.
  let stty: Settings
  /// The step that failed.
  let error: String?

  /// The screen as one text.
  var text: String { screen.joined(separator: "\n") }

  /// Whether the program gave the terminal back as it was.
  var isRestored: Bool {
    stty.before != nil && Self.modes(stty.after) == Self.modes(stty.before) && !modes.contains(1049)
      && !modes.contains(2004)
  }

  /// Terminal settings but for the size, which the terminal has and not the program.
  static func modes(_ settings: String?) -> String? {
    settings?.split(separator: ";").filter { !$0.contains("rows") && !$0.contains("columns") }.joined(separator: ";")
  }

  /// Plays steps to the program, or to another one, with arguments, in a terminal of `size`; without a type for none.
  static func play(
    _ steps: [String], size: String = "80x24", terminal: String = "xterm-256color", environment: [String: String] = [:],
    in directory: String? = nil, program: String? = nil, _ arguments: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> TerminalRun {
    let driver = Program.root + "/Tests/CommandTests/screen.py"
    var command = [
      try Program.python(), driver, "--size", size, "--term", terminal, "--timeout", "\(Program.patience / 2)",
    ]
    for (name, value) in environment { command += ["--env", "\(name)=\(value)"] }
    let outcome = try RunningProgram(
      command + steps + ["--", try program ?? Program.path()] + arguments, in: directory
    ).finish()
    let data = Data(outcome.output.utf8)
    let run = try #require(
      try? JSONDecoder().decode(TerminalRun.self, from: data), "\(outcome.errors)", sourceLocation: sourceLocation)
    let problem = run.error.map { "\($0); the screen was\n\(run.text)" }
    #expect(problem == nil, sourceLocation: sourceLocation)
    return run
  }
}

extension TerminalRun {
  /// Waits for the first screen of the workbench.
  static let prompt = "wait:type a sentence"
  /// Leaves the workbench.
  static let quit = [Keys.control("c"), "exit"]

  /// Plays steps to the workbench on the small network, with more options.
  static func workbench(
    _ steps: [String], size: String = "80x24", terminal: String = "xterm-256color", environment: [String: String] = [:],
    options: [String] = [], at location: SourceLocation = #_sourceLocation
  ) throws -> TerminalRun {
    try play(
      steps, size: size, terminal: terminal, environment: environment,
      ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data] + options, sourceLocation: location)
  }

  /// Waits for a whole translation as the steps show it: one or two columns a character, marks for blanks.
  static func steps(_ text: String) -> String {
    "match:out[ \\d]* " + text.map { $0.isLetter ? String($0) : "\\S" }.joined(separator: " ?") + " ?⏎"
  }
}

/// Keys as a terminal sends them.
enum Keys {
  static let enter = "keys:\r"
  static let escape = "keys:\u{1B}"
  static let up = "keys:\u{1B}[A"
  static let right = "keys:\u{1B}[C"
  static let left = "keys:\u{1B}[D"
  static let down = "keys:\u{1B}[B"
  static let end = "keys:\u{1B}[F"
  static let tab = "keys:\t"
  static let backTab = "keys:\u{1B}[Z"

  static let shiftLeft = "keys:\u{1B}[1;2D"
  static let backspace = "keys:\u{7F}"

  /// Alt and a key.
  static func alt(_ key: Character) -> String { "keys:\u{1B}\(key)" }

  /// A control key.
  static func control(_ letter: Character) -> String {
    "keys:" + String(Unicode.Scalar((letter.asciiValue ?? 0) & 0x1F))
  }

  /// Text typed as it stands.
  static func type(_ text: String) -> String { "keys:" + text }
}
