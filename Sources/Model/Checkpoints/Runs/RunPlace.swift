import Foundation

/// A folder in which runs are looked for, or a file that is one: every look lists only the folders that have changed.
///
/// Files are looked at in the folder itself; beneath it only the folders of TensorBoard's event files are found.
struct RunPlace: Sendable {
  private struct Folder {
    var stamp: FileStamp
    /// The names of its files, event files apart, and those of the folders in it, sorted.
    var files: [String] = []
    var folders: [String] = []
    var hasEvents = false
  }

  /// The most names of a folder looked at, and the most folders.
  private static let (largestNameCount, largestFolderCount) = (10_000, 500)
  /// How deep folders of event files are looked for: `logs/fit/20261128-120000/train`.
  private static let largestDepth = 4

  /// What was given; `.` for the working folder.
  let path: String
  /// What may be a run, each by its path.
  private(set) var candidates: [String] = []
  private var folders: [String: Folder] = [:]
  /// What it was at the last look; nil before that.
  private var seen: FileStamp??

  /// Nothing is looked at yet.
  init(_ path: String) { self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }

  /// Looks again; whether there may be other candidates, or others under the same names.
  mutating func look(_ stamps: (String) -> FileStamp?) -> Bool {
    let now = stamps(path)
    if seen == .some(now), folders.allSatisfy({ stamps($0.key) == $0.value.stamp }) { return false }
    let (isFirst, before) = (seen == nil, (candidates, folders.mapValues(\.stamp)))
    seen = now
    walk(stamps)
    return isFirst || before != (candidates, folders.mapValues(\.stamp))
  }

  private mutating func walk(_ stamps: (String) -> FileStamp?) {
    var found: [String: Folder] = [:]
    var (queue, index) = ([(path: path, depth: 0)], 0)
    while index < queue.count, found.count < Self.largestFolderCount {
      let (folder, depth) = queue[index]
      index += 1
      guard let stamp = stamps(folder), let contents = contents(of: folder, stamp) else { continue }
      found[folder] = contents
      guard depth < Self.largestDepth else { continue }
      queue += contents.folders.map { (folder + "/" + $0, depth + 1) }
    }
    folders = found
    candidates = [path]
    if let folder = found[path], !Self.isKerasFolder(path) { candidates = listed(in: folder) }
  }

  /// The files of the folder, the networks of Keras's in it, and the trainings of the event files beneath.
  private func listed(in folder: Folder) -> [String] {
    let direct = Set(folders.filter(\.value.hasEvents).keys)
    let runs = Set(direct.map { EventFolder.owner(of: $0, root: path, direct: direct).run })
    let inside = folder.files.map { path + "/" + $0 }
    let networks = folder.folders.map { path + "/" + $0 }.filter { Self.isKerasFolder($0) }
    return (inside + networks + runs.sorted()).map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 }
  }

  /// What is in a folder, listed again only if it has changed; nil for anything else.
  private func contents(of path: String, _ stamp: FileStamp) -> Folder? {
    if let known = folders[path], known.stamp == stamp { return known }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return nil }
    var folder = Folder(stamp: stamp)
    for name in names.sorted().filter({ !$0.hasPrefix(".") }).prefix(Self.largestNameCount) {
      var information = stat()
      guard stat(path + "/" + name, &information) == 0 else { continue }
      switch information.st_mode & S_IFMT {
      case S_IFDIR: folder.folders.append(name)
      case S_IFREG:
        if name.contains(EventFolder.mark) { folder.hasEvents = true } else { folder.files.append(name) }
      default: break
      }
    }
    return folder
  }

  /// Whether a folder is a network that Keras saved; a checkpoint of TensorFlow's among other files is none.
  static func isKerasFolder(_ path: String) -> Bool {
    switch KerasSource(path) {
    case .folder, .savedModel: true
    default: false
    }
  }
}

/// What lies at a path, by its content.
enum RunSniff: Sendable {
  /// A run, and what follows it.
  case run(any RunTail)
  /// Nothing of a run's.
  case other
  /// Too little to tell: it may have been begun just now.
  case undecided

  /// Bytes that a first line may take.
  private static let byteCount = 4096

  /// Looks at a path; one that somebody named is a run in any case, if only to say what is wrong with it.
  init(_ path: String, isGiven: Bool) {
    var information = stat()
    guard stat(path, &information) == 0 else {
      self = isGiven ? .run(LogTail(path)) : .other
      return
    }
    if information.st_mode & S_IFMT == S_IFDIR {
      self = RunPlace.isKerasFolder(path) ? .run(KerasTail(path)) : .run(EventTail(path))
      return
    }
    let beginning = FileBytes.beginning(of: path, count: Self.byteCount) ?? []
    let content = PathContent(path)
    let line = beginning.prefix { $0 != UInt8(ascii: "\n") }
    if RunFormat.safetensors.recognizes(content) || path.hasSuffix(".safetensors") {
      self = .run(CheckpointTail(path))
    } else if RunFormat.keras.suffixes.contains(where: path.hasSuffix) || isGiven, KerasSource(path) != nil {
      self = .run(KerasTail(path))
    } else if LogTail.begins(beginning) {
      self = .run(LogTail(path))
    } else if RunFormat.tensorBoard.recognizes(content) {
      self = .run(EventTail(path))
    } else if RunFormat.columns.recognizes(content) {
      self = .run(TableTail(path))
    } else if isGiven {
      self = .run(LogTail(path))
    } else {
      self = line.isEmpty || line.first == UInt8(ascii: "{") && line.count == beginning.count ? .undecided : .other
    }
  }

  /// The same behind the first reading; of a log it is not known yet whether its batches are wanted.
  func read(_ stamps: (String) -> FileStamp?) -> RunSniff {
    guard case .run(var tail) = self, !(tail is LogTail) else { return self }
    _ = tail.read(stamps)
    return .run(tail)
  }
}
