import Essentials

/// What comes with the program, wherever it runs from: a build folder, or the prefix that it was installed under.
package enum ProgramFiles {
  /// The executable itself, symbolic links followed.
  package static var executable: URL? { RunningExecutable.path.map { URL(fileURLWithPath: $0) } }

  /// The folder of what was installed with the program, `share/seq2seq` beside its `bin`.
  static var installed: URL? {
    guard let folder = executable?.deletingLastPathComponent(), folder.lastPathComponent == "bin" else { return nil }
    return folder.deletingLastPathComponent().appendingPathComponent("share/seq2seq")
  }

  /// The folders that may be the checkout: that of the executable and those around it, then, for a build folder that lies
  /// elsewhere, the one that this file was compiled in.
  static var surroundings: [URL] {
    var folders: [URL] = []
    var folder = executable?.deletingLastPathComponent()
    while let next = folder, next.path != "/" {
      folders.append(next)
      folder = next.deletingLastPathComponent()
    }
    let checkout = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { file, _ in file.deletingLastPathComponent() }
    return folders + [checkout]
  }

  /// A file that comes with the program: as it was installed, or from this folder of the checkout; `nil` where the program
  /// was copied alone.
  package static func resource(_ name: String, in folder: String) -> String? {
    let candidates = [installed].compactMap { $0 } + surroundings.map { $0.appendingPathComponent(folder) }
    return candidates.map { $0.appendingPathComponent(name).path }
      .first { FileManager.default.isReadableFile(atPath: $0) }
  }
}
