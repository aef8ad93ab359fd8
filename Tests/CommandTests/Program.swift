import Foundation

/// The program under test and the tools that drive it.
enum Program {
  /// What a run left.
  struct Outcome {
    /// Standard output.
    let output: String
    /// Standard error.
    let errors: String
    /// The exit status as a shell shows it: 128 + n after signal n.
    let status: Int32
    /// Whether a signal ended it, which a shell does not show.
    let wasSignalled: Bool

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) }
  }

  /// Why the program could not be run.
  enum Failure: Error, CustomStringConvertible {
    case notBuilt([String])
    case noPython(String)
    case timedOut([String], seconds: Double)

    var description: String {
      switch self {
      case .notBuilt(let folders):
        "no executable seq2seq in any of \(folders): run the tests with `swift test -c release`"
      case .noPython(let path):
        """
        \(path) is missing. The README's test command makes it: \
        python3 -m venv .venv && .venv/bin/pip install -r Tests/requirements.txt
        """
      case .timedOut(let command, let seconds): "\(command) did not end within \(seconds) s"
      }
    }
  }

  /// How long anything may take: far more than it does, so that a busy machine fails no test.
  static let patience = 60.0

  /// The root of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The executable, which is built into the folder of the tests' own.
  static func path() throws -> String {
    var folders: [String] = []
    for start in [URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path] + CommandLine.arguments {
      var folder = URL(fileURLWithPath: start).deletingLastPathComponent()
      for _ in 0..<4 {
        folders.append(folder.path)
        let file = folder.appendingPathComponent("seq2seq").path
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory), !isDirectory.boolValue,
          FileManager.default.isExecutableFile(atPath: file)
        {
          return file
        }
        folder.deleteLastPathComponent()
      }
    }
    throw Failure.notBuilt(folders)
  }

  /// The Python of the tests.
  static func python() throws -> String {
    let path = root + "/.venv/bin/python"
    guard FileManager.default.isExecutableFile(atPath: path) else { throw Failure.noPython(path) }
    return path
  }

  /// Runs the program with arguments.
  static func run(
    _ arguments: String..., input: Data = Data(), environment: [String: String] = [:], in directory: String? = nil
  ) throws -> Outcome {
    try run(arguments, input: input, environment: environment, in: directory)
  }

  /// Runs the program with arguments.
  static func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], in directory: String? = nil
  ) throws -> Outcome {
    try RunningProgram([try path()] + arguments, input: input, environment: environment, in: directory).finish()
  }

  /// Runs a shell script in which `$seq2seq` is the program.
  static func shell(_ script: String, environment: [String: String] = [:], in directory: String? = nil) throws
    -> Outcome
  {
    let environment = environment.merging(["seq2seq": try path()]) { given, _ in given }
    return try RunningProgram(["/bin/sh", "-c", script], environment: environment, in: directory).finish()
  }
}
