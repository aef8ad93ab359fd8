import Foundation

/// A directory of its own for one test, gone with it.
final class ScratchDirectory: Sendable {
  /// Where it is.
  let path = NSTemporaryDirectory() + "seq2seq-commands-" + UUID().uuidString

  /// Makes the directory.
  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a name in it.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// The names of what is in it.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  /// Writes a file and gives its path.
  func file(_ name: String, _ data: Data) throws -> String {
    try data.write(to: URL(fileURLWithPath: self(name)))
    return self(name)
  }

  /// Writes a text and gives its path.
  func file(_ name: String, _ text: String) throws -> String { try file(name, Data(text.utf8)) }
}
