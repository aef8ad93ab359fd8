import Foundation

/// A format in which a network, or the history of a run, may lie at a path.
///
/// `all` is the one place that knows them: another format is a file with its reader, and a line there.
struct RunFormat: Sendable {
  /// What a person calls it, as `a checkpoint (.safetensors)`.
  let title: String
  /// How its names end; they only tell what cannot be told by content.
  let suffixes: [String]
  /// Whether what lies there is of this format.
  let recognizes: @Sendable (PathContent) -> Bool
  /// Reads the network at a path; nil for a format that holds none.
  let checkpoint: (@Sendable (String) throws(CheckpointError) -> Checkpoint)?
  /// Reads the history of the run at a path.
  let run: @Sendable (String) throws(CheckpointError) -> RecordedRun

  /// Every format; the first that recognizes what is there reads it.
  static let all: [RunFormat] = [.safetensors, .log, .tensorBoard, .columns]

  /// All of them in words.
  static var titles: String { all.map(\.title).joined(separator: " or ") }

  /// The format of what is at a path: by its content, else by its name; nil where neither tells.
  static func found(at path: String) -> RunFormat? {
    let content = PathContent(path)
    return all.first { $0.recognizes(content) }
      ?? all.first { format in format.suffixes.contains { path.hasSuffix($0) } }
  }
}

/// What is at a path, as far as it takes to tell formats apart.
struct PathContent {
  /// The first bytes of a file, up to 512; none of a folder, nor of a pipe, which would be gone then.
  private(set) var beginning: [UInt8] = []
  /// The names in a folder; none for anything else.
  private(set) var names: [String] = []

  /// Looks at a path; where nothing can be seen, there is nothing.
  init(_ path: String) {
    var information = stat()
    guard stat(path, &information) == 0 else { return }
    switch information.st_mode & S_IFMT {
    case S_IFREG: beginning = FileBytes.beginning(of: path, count: 512) ?? []
    case S_IFDIR: names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    default: break
    }
  }
}

extension Checkpoint {
  /// Reads a network in any of the formats that hold one, trusting nothing of the file.
  ///
  /// - Throws: `CheckpointError` naming the file, what was found, what was expected and what to do.
  package init(contentsOf path: String) throws(CheckpointError) {
    let format = RunFormat.found(at: path) ?? .safetensors
    guard let read = format.checkpoint else {
      throw .damaged(path: path, found: "this is \(format.title)", expected: "a network")
    }
    self = try read(path)
  }
}
