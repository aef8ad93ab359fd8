import ArgumentParser
import Foundation
import Model

/// `--checkpoint`, and where to look without it.
struct CheckpointOption: ParsableArguments {
  @Option(help: ArgumentHelp("The network to use; by default the shipped one.", valueName: "file"))
  var checkpoint: String?

  /// The file that is used, or nil if none is named and none is shipped.
  var path: String? { checkpoint ?? ShippedCheckpoint.path }

  /// Reads the network.
  ///
  /// - Throws: `CheckpointError`, or `UsageError` if there is nothing to read.
  func load() throws -> Checkpoint {
    guard let path else {
      throw UsageError(
        description: """
          no network: none is shipped beside this program (\(ShippedCheckpoint.fileName)). Name one with --checkpoint FILE, \
          or train one: seq2seq train --data FILE
          """)
    }
    return try Checkpoint(contentsOf: path)
  }
}

/// The checkpoint that comes with the program.
enum ShippedCheckpoint {
  /// Its name, in a folder `Checkpoints`.
  static let fileName = "Checkpoints/fra-eng.safetensors"

  /// Its path: looked for from the executable's real path upwards, then in the XDG data directories.
  static var path: String? { candidates.first { FileManager.default.isReadableFile(atPath: $0) } }

  /// Whether writing to `path` would overwrite a shipped checkpoint.
  static func wouldOverwrite(_ path: String) -> Bool {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    return candidates.contains { candidate in
      let shipped = URL(fileURLWithPath: candidate).resolvingSymlinksInPath().deletingLastPathComponent()
      return FileManager.default.fileExists(atPath: candidate) && target.deletingLastPathComponent() == shipped
    }
  }

  private static var candidates: [String] {
    var folders: [URL] = []
    if let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() {
      var folder = executable.deletingLastPathComponent()
      while folder.path != "/" {
        folders.append(folder)
        folder = folder.deletingLastPathComponent()
      }
    }
    let environment = ProcessInfo.processInfo.environment
    let shared = (environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share").split(separator: ":")
    folders.append(URL(fileURLWithPath: BaseDirectory.data.path(environment)))
    folders += shared.filter { $0.hasPrefix("/") }.map { URL(fileURLWithPath: $0 + "/seq2seq") }
    return folders.map { $0.appendingPathComponent(fileName).path }
  }
}
