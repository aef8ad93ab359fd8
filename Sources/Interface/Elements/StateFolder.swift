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
    BaseDirectory.make(path)
    try? Data((colorScheme.rawValue + "\n").utf8).write(to: URL(fileURLWithPath: colorSchemePath), options: .atomic)
  }

  private var colorSchemePath: String { path + "/theme" }
}
