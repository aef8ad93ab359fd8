import Essentials

/// Where event files lie: a folder with one training or several in it, or one file.
package enum EventFolder {
  /// What every event file has in its name.
  static let mark = "tfevents"
  /// How deep it is looked beneath a folder.
  private static let largestDepth = 6
  /// The most names looked at.
  private static let largestNameCount = 100_000
  /// Folders that hold a part of the training in whose folder they lie.
  private static let parts: Set<String> = [
    "train", "training", "val", "valid", "validation", "eval", "evaluation", "dev", "test",
  ]

  /// The trainings that lie beneath a folder, each by the path of its own folder, sorted; the one at `path` itself, too.
  package static func runs(in path: String) -> [String] { Array(Set(files(in: path).map(\.run))).sorted() }

  /// An event file, and whose it is.
  struct File {
    /// The file.
    let path: String
    /// The folder of the training.
    let run: String
    /// Before the names of its scalars: the part of the training that it tells of, as `train/`, or nothing.
    let prefix: String
  }

  /// Every event file beneath a folder, in the order of their names, which begin with the time; or the file itself.
  static func files(in path: String) -> [File] {
    let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    var folders: [(path: String, depth: Int)] = [(root, 0)]
    var found: [(folder: String, names: [String])] = []
    var (index, seen) = (0, 0)
    while index < folders.count, seen < largestNameCount {
      let (folder, depth) = folders[index]
      index += 1
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { continue }
      seen += names.count
      let events = names.filter { $0.contains(mark) && isKind(S_IFREG, folder + "/" + $0) }
      if !events.isEmpty { found.append((folder, events.sorted())) }
      guard depth < largestDepth else { continue }
      folders += names.sorted().filter { !$0.contains(mark) && isKind(S_IFDIR, folder + "/" + $0) }
        .map { (folder + "/" + $0, depth + 1) }
    }
    if found.isEmpty, isKind(S_IFREG, root) { return [File(path: root, run: root, prefix: "")] }
    let direct = Set(found.map(\.folder))
    return found.flatMap { folder, names in
      let (run, prefix) = owner(of: folder, root: root, direct: direct)
      return names.map { File(path: folder + "/" + $0, run: run, prefix: prefix) }
    }
  }

  /// The training whose part the files of a folder are: those of `train/` belong to the folder around it, as do those of any
  /// folder in one that has files itself, where PyTorch's `add_scalars` puts each curve.
  private static func owner(of folder: String, root: String, direct: Set<String>) -> (run: String, prefix: String) {
    guard folder != root, let slash = folder.lastIndex(of: "/") else { return (folder, "") }
    let (around, name) = (String(folder[..<slash]), String(folder[folder.index(after: slash)...]))
    return parts.contains(name.lowercased()) || direct.contains(around) ? (around, name + "/") : (folder, "")
  }

  private static func isKind(_ kind: mode_t, _ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == kind
  }
}

/// The event files of one training, read as far as they have come and on from there.
package struct EventReader: Sendable {
  /// The folder, or the file.
  package let path: String
  /// What they told so far.
  package private(set) var scalars = LoggedScalars()
  private var tails: [EventFileTail] = []

  /// A reader of the training at `path`; nothing is read yet.
  package init(_ path: String) { self.path = path }

  /// Reads what has come since the last time, in new files, too.
  ///
  /// - Returns: whether there is anything else to see than before.
  package mutating func read() -> Bool {
    let (count, before) = (scalars.changeCount, tails)
    let files = EventFolder.files(in: path).filter { $0.run == path || $0.run + "/" == path }
    let known = Set(tails.map(\.path))
    tails += files.filter { !known.contains($0.path) }.map { EventFileTail(path: $0.path, prefix: $0.prefix) }
    if !readTails() {
      // A file was replaced, cut or removed: what is there now tells all that counts.
      scalars = LoggedScalars()
      tails = files.map { EventFileTail(path: $0.path, prefix: $0.prefix) }
      _ = readTails()
      return true
    }
    return scalars.changeCount != count || tails != before
  }

  private mutating func readTails() -> Bool {
    for index in tails.indices {
      guard tails[index].read(into: &scalars) else { return false }
    }
    return true
  }

  /// What could not be taken, as whole sentences' parts: damage, unfinished ends, what lies beyond the limits.
  package var remarks: [String] {
    var remarks = tails.flatMap { tail -> [String] in
      let name = tail.path.split(separator: "/").last.map(String.init) ?? tail.path
      return [
        tail.failure.map { "\(name.visible): \($0)" },
        tail.damagedByteCount > 0 ? "\(name.visible): \(tail.damagedByteCount) damaged bytes passed over" : nil,
        tail.unfinishedByteCount > 0
          ? "\(name.visible): \(tail.unfinishedByteCount) bytes of an unfinished record" : nil,
      ].compactMap { $0 }
    }
    if scalars.leftOutCount > 0 { remarks.append("\(scalars.leftOutCount) numbers left out, beyond what is read") }
    return remarks
  }
}
