import Essentials

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
  ///
  /// A file without characters takes them from the data; what was found out of it, and what to know of it, is reported.
  let checkpoint: (@Sendable (String, CharacterData, Report) throws(CheckpointError) -> Checkpoint)?
  /// Reads the history of the run at a path.
  let run: @Sendable (String) throws(CheckpointError) -> RecordedRun

  /// Takes a line for the person who reads a file.
  typealias Report = (String) -> Void

  /// Every format; the first that recognizes what is there reads it.
  ///
  /// Keras's list of a split model's parts is JSON, as a log is, and a folder of theirs may hold others' files, too.
  static let all: [RunFormat] = [.safetensors, .keras, .log, .tensorBoard, .columns]

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
  /// The path.
  let path: String
  /// The first bytes of a file, up to 512; none of a folder, nor of a pipe, which would be gone then.
  private(set) var beginning: [UInt8] = []
  /// The names in a folder; none for anything else.
  private(set) var names: [String] = []

  /// Looks at a path; where nothing can be seen, there is nothing.
  init(_ path: String) {
    self.path = path
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
  /// How the names of files that hold a network usually end, without the full stop.
  package static var endings: [String] {
    RunFormat.all.filter { $0.checkpoint != nil }.flatMap(\.suffixes).map { String($0.dropFirst()) }
  }

  /// Reads a network in any of the formats that hold one, trusting nothing of the file.
  ///
  /// Keras's files hold no characters, which are then found in `data`; `report` gets what was found, and what else the user
  /// should know of the file, a line each.
  /// - Throws: `CheckpointError` naming the file, what was found, what was expected and what to do.
  package init(
    contentsOf path: String, charactersFrom data: CharacterData = CharacterData(), report: (String) -> Void = { _ in }
  ) throws(CheckpointError) {
    let format = RunFormat.found(at: path) ?? .safetensors
    guard let read = format.checkpoint else {
      throw .damaged(path: path, found: "this is \(format.title)", expected: "a network")
    }
    self = try read(path, data, report)
  }
}
