import Foundation

/// `corpora.py` while it serves, on a port of its own of this machine only.
final class CorpusServerProcess {
  private let program: RunningProgram
  private let port: String

  /// Starts it.
  init() throws {
    program = try RunningProgram(
      [try Program.python(), Program.root + "/Tests/CommandTests/corpora.py"], input: nil)
    try program.wait(for: "\n")
    port = String(program.output.dropFirst("port ".count).prefix { $0 != "\n" })
  }

  /// Where it serves in one of its ways, such as `good` or `cut`.
  func address(_ way: String) -> String { "http://127.0.0.1:\(port)/\(way)" }

  /// What it was asked for: `PATH RANGE STATUS`.
  var requests: [String] { program.output.split(separator: "\n").dropFirst().map(String.init) }

  /// Waits until it was asked for something.
  func wait(for request: String) throws { try program.wait(for: request) }
}
