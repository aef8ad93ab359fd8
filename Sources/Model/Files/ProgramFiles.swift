import Foundation

/// What comes with the program, wherever it runs from: a build folder, or the prefix that it was installed under.
package enum ProgramFiles {
  /// The executable itself, symbolic links followed.
  package static var executable: URL? { Bundle.main.executableURL?.resolvingSymlinksInPath() }

  /// The folder of what was installed with the program, `share/seq2seq` beside its `bin`.
  static var installed: URL? {
    guard let folder = executable?.deletingLastPathComponent(), folder.lastPathComponent == "bin" else { return nil }
    return folder.deletingLastPathComponent().appendingPathComponent("share/seq2seq")
  }

  /// A resource of one of the package's targets: `nil` where the program was copied without its resources.
  ///
  /// Not through `Bundle.module`, which ends the program where they are missing.
  package static func resource(_ name: String, of target: String) -> String? {
    let folder = executable?.deletingLastPathComponent()
    let built = ["resources", "bundle"].compactMap {
      folder?.appendingPathComponent("seq2seq_\(target).\($0)/\(name)")
    }
    let candidates = built + [installed?.appendingPathComponent(name)].compactMap { $0 }
    return candidates.map(\.path).first { FileManager.default.isReadableFile(atPath: $0) }
  }
}
