/// The commands of the line REPL, in the order of its help.
package enum REPLCommand: String, CaseIterable, Sendable {
  case help
  case load
  case probabilities = "probs"
  case json
  case summary
  case history
  case quit

  /// How the command is written.
  package var usage: String {
    switch self {
    case .load: "/load FILE"
    case .probabilities: "/probs K"
    default: "/" + rawValue
    }
  }

  /// What it does.
  package var title: String {
    switch self {
    case .help: "this list"
    case .load: "translate with another checkpoint"
    case .probabilities: "show the K likeliest characters of each step; 0 for none"
    case .json: "write JSON instead of text, or text again"
    case .summary: "the network's layers, shapes and parameters"
    case .history: "the lines entered so far"
    case .quit: "leave; so does ^D"
    }
  }

  /// Every command on a line of its own.
  package static var list: String {
    let lines = allCases.map { $0.usage.leftAligned(in: 12) + $0.title }
    return (lines + ["//".leftAligned(in: 12) + "a sentence that begins with a slash"]).joined(separator: "\n")
  }
}
