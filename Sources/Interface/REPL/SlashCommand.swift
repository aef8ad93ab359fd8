/// The commands of the line REPL, in the order of its help.
package enum SlashCommand: String, CaseIterable, Sendable {
  case help
  case load
  case probabilities = "probs"
  case json
  case branch
  case pin
  case summary
  case history
  case quit

  /// How the command is written.
  package var usage: String {
    switch self {
    case .load: "/load FILE"
    case .probabilities: "/probs K"
    case .branch: "/branch STEP CHARACTER"
    case .pin: "/pin [SENTENCE]"
    default: "/" + rawValue
    }
  }

  /// What it does.
  package var title: String {
    switch self {
    case .help: "this list"
    case .load: "translate with another checkpoint, the pinned sentences at once"
    case .probabilities: "show the K likeliest characters of each step; 0 for none"
    case .json: "write JSON instead of text, or text again"
    case .branch: "decode the last sentence on from another character"
    case .pin: "keep the last sentence, or this one, for /load; or let it go again"
    case .summary: "the network's layers, shapes and parameters"
    case .history: "the lines entered so far"
    case .quit: "leave; so does ^D"
    }
  }

  /// Every command on a line of its own.
  package static var list: String {
    let lines = allCases.map { ($0.usage, $0.title) } + [("//", "a sentence that begins with a slash")]
    return lines.map { $0.0.leftAligned(in: 24) + $0.1 }.joined(separator: "\n")
  }
}
