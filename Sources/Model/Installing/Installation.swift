import Essentials

/// The program as it is installed under a prefix, and the list of what was put there.
///
/// The list is written before the files and holds the folders that were made, too, so that removing leaves nothing behind,
/// also after an installation that broke off, and takes nothing that was there before.
package struct Installation {
  /// The folder that holds `bin` and `share`.
  package let prefix: String
  /// The list: a path below the prefix on each line; one that ends with `/` is a folder that was made.
  package var manifest: String { "\(prefix)/\(Self.manifestPath)" }

  private static let manifestPath = InstalledFile.share + "/manifest"

  /// What is or will be installed under a folder, which need not exist.
  package init(prefix: String) {
    let path = URL(fileURLWithPath: prefix.tildeExpanded).standardizedFileURL.path
    self.prefix = path == "/" ? "" : path
  }

  /// Puts the files there, in the place of those of an earlier installation; `finish` is done to each before it stands under
  /// its name, and false is its failure.
  ///
  /// - Throws: `InstallError`; where a file that is not the program's is in the way, nothing was changed.
  package func install(
    _ files: [InstalledFile], finish: (InstalledFile, _ temporary: String) -> Bool
  ) throws(InstallError) {
    let earlier = Status(of: manifest) == .none ? [] : try listed()
    let paths = files.map(\.path)
    for path in paths + [Self.manifestPath] {
      let status = Status(of: "\(prefix)/\(path)")
      guard status == .none || status == .file && (earlier + [Self.manifestPath]).contains(path) else {
        throw .inTheWay(path: "\(prefix)/\(path)")
      }
    }
    let kept = earlier.filter { $0.hasSuffix("/") }
    var made = kept
    for path in paths + [Self.manifestPath] { made += missingFolders(above: path).filter { !made.contains($0) } }
    try makeFolder(of: Self.manifestPath)
    try write(list: made + earlier + paths)
    for file in files {
      try makeFolder(of: file.path)
      try write(file.bytes(), to: file.path) { finish(file, $0) }
    }
    for path in earlier where !path.hasSuffix("/") && !paths.contains(path) { try remove(path) }
    try write(list: made + paths)
  }

  /// Takes away what was installed, and the folders that were made for it, as far as nothing else lies in them.
  ///
  /// - Returns: how many files were removed.
  /// - Throws: `InstallError`
  package func remove() throws(InstallError) -> Int {
    guard Status(of: manifest) != .none else { throw .nothingInstalled(manifest: manifest) }
    let paths = try listed()
    let files = paths.filter { !$0.hasSuffix("/") && Status(of: "\(prefix)/\($0)") == .file }
    for path in files + [Self.manifestPath] { try remove(path) }
    // The deepest first; one that holds something else stays, and so do those around it.
    for folder in paths.filter({ $0.hasSuffix("/") }).sorted(by: { $0.utf8.count > $1.utf8.count }) {
      rmdir("\(prefix)/\(folder)")
    }
    if paths.contains(Self.prefixItself) { rmdir(prefix) }
    return files.count
  }

  /// The prefix's own entry in the list.
  private static let prefixItself = "./"

  /// The paths of the list, none of which leads out of the prefix.
  private func listed() throws(InstallError) -> [String] {
    let text: [UInt8]
    do throws(FileFailure) { text = try FileBytes.read(manifest, limit: 1 << 20, waits: false) } catch {
      throw InstallError(writing: error, path: manifest)
    }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
    for line in lines where line.hasPrefix("/") || line.split(separator: "/").contains("..") {
      throw .damagedManifest(path: manifest, line: line)
    }
    return lines
  }

  /// The folders between the prefix and a file that are not there yet, and the prefix.
  private func missingFolders(above path: String) -> [String] {
    let names = path.split(separator: "/").dropLast()
    let folders = names.indices.map { names[...$0].joined(separator: "/") + "/" }
    return ([Self.prefixItself] + folders).filter { Status(of: "\(prefix)/\($0)") == .none }
  }

  private func makeFolder(of path: String) throws(InstallError) {
    let folder = "\(prefix)/\(path)".folderInPath
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw .unwritable(path: folder, found: "this folder cannot be made")
    }
  }

  private func write(list: [String]) throws(InstallError) {
    let paths = list.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    try write(Array((paths.joined(separator: "\n") + "\n").utf8), to: Self.manifestPath) { _ in true }
  }

  private func write(_ bytes: [UInt8], to path: String, check: (String) -> Bool) throws(InstallError) {
    let path = "\(prefix)/\(path)"
    do throws(FileFailure) {
      try AtomicFile.replace(path, { file throws(FileFailure) in try file.append(bytes) }, check: check)
    } catch {
      throw InstallError(writing: error, path: path)
    }
  }

  private func remove(_ path: String) throws(InstallError) {
    let path = "\(prefix)/\(path)"
    guard unlink(path) != 0, errno != ENOENT else { return }
    throw InstallError(writing: .system(operation: "remove", code: errno), path: path)
  }

  /// What has a name, links not followed.
  private enum Status {
    case none, file, other

    init(of path: String) {
      var information = stat()
      if lstat(path, &information) != 0 {
        self = .none
      } else {
        self = information.st_mode & S_IFMT == S_IFREG ? .file : .other
      }
    }
  }
}
