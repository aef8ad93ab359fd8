import Essentials

/// Where a person's files of a kind are kept, after the XDG Base Directory Specification.
package enum BaseDirectory: String, Sendable {
  /// What can be had again.
  case cache = "XDG_CACHE_HOME"
  /// What the program was installed with.
  case data = "XDG_DATA_HOME"
  /// What the program remembers from one start to the next.
  case state = "XDG_STATE_HOME"

  /// This program's folder there; a variable that is not an absolute path counts as unset, as the specification asks.
  package func path(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
    if let given = environment[rawValue], given.hasPrefix("/") { return given + "/seq2seq" }
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "~".tildeExpanded
    return home + fallback + "/seq2seq"
  }

  private var fallback: String {
    switch self {
    case .cache: "/.cache"
    case .data: "/.local/share"
    case .state: "/.local/state"
    }
  }
}
