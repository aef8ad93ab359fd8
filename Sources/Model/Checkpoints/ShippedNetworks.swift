import Essentials

/// The trained networks that come with the program.
package enum ShippedNetworks {
  /// The one that is used where none is named: its data comes with the program, too.
  package static let first = "everyday"

  /// The file of the network with this name, such as `fra-eng`; `nil` where none is shipped.
  package static func path(named name: String) -> String? {
    guard !name.isEmpty, !name.contains("/") else { return nil }
    return folders.map { $0 + "/" + name + suffix }.first { FileManager.default.isReadableFile(atPath: $0) }
  }

  /// The names of all of them.
  package static var names: [String] {
    let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
    return Set(files.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }).sorted()
  }

  /// The network that was trained on some data, as `CorpusLocation.name` calls it, else the first.
  package static func path(trainedOn data: String?) -> String? {
    let fitting = data.flatMap { LanguageCode($0) }.flatMap { path(named: $0.letters + "-eng") }
    return fitting ?? path(named: first) ?? names.first.flatMap { path(named: $0) }
  }

  /// What somebody means by the name of a network: a file, or where there is none, a shipped network's.
  package static func resolve(_ name: String) -> String {
    let path = name.tildeExpanded
    return FileManager.default.fileExists(atPath: path) ? path : self.path(named: name) ?? path
  }

  /// Whether writing to `path` would overwrite a shipped network.
  package static func wouldOverwrite(_ path: String) -> Bool {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent()
    // Not every folder of that name is the program's.
    return folders.contains { folder in
      [first, "fra-eng"].contains { FileManager.default.fileExists(atPath: folder + "/" + $0 + suffix) }
        && URL(fileURLWithPath: folder).resolvingSymlinksInPath() == target
    }
  }

  private static let suffix = ".safetensors"

  /// Where they may lie: where they were installed with the program, in the checkout, then in the XDG data
  /// directories.
  private static var folders: [String] {
    var folders = [ProgramFiles.installed].compactMap { $0 } + ProgramFiles.surroundings
    let environment = ProcessInfo.processInfo.environment
    let shared = (environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share").split(separator: ":")
    folders.append(URL(fileURLWithPath: BaseDirectory.data.path(environment)))
    folders += shared.filter { $0.hasPrefix("/") }.map { URL(fileURLWithPath: $0 + "/seq2seq") }
    return folders.map { $0.appendingPathComponent("Checkpoints").path }
  }
}
