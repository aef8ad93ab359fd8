import Essentials
import Model

/// What the program remembers from one start to the next, in its folder of the XDG state directory.
///
/// Only its owner can read it; where it cannot be written, nothing is remembered and nothing is said.
package struct StateFolder: Sendable {
  private let path: String

  /// The folder, which need not exist yet.
  package init(_ path: String = BaseDirectory.state.path()) {
    self.path = path
  }

  /// The lines entered.
  package var history: HistoryFile { HistoryFile(path + "/history") }

  /// The colours chosen last.
  package var colorScheme: ColorScheme? {
    // A name is all that is ever in it.
    let bytes = FileBytes.beginning(of: colorSchemePath, count: 256) ?? []
    return ColorScheme(
      rawValue: String(decoding: bytes, as: UTF8.self).trimmed)
  }

  /// Remembers the colours.
  package func keep(_ colorScheme: ColorScheme) {
    Self.make(path)
    try? Data((colorScheme.rawValue + "\n").utf8).write(to: URL(fileURLWithPath: colorSchemePath), options: .atomic)
  }

  private var colorSchemePath: String { path + "/theme" }

  /// Makes a folder and those it is in, as far as they are missing, for nobody but their owner.
  static func make(_ path: String) {
    guard !path.isEmpty, mkdir(path, 0o700) != 0, errno == ENOENT else { return }
    make(path.folderInPath)
    mkdir(path, 0o700)
  }
}
