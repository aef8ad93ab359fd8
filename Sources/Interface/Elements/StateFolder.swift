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
  package var colorScheme: ColorScheme? { word("theme").flatMap(ColorScheme.init) }

  /// Remembers the colours.
  package func keep(_ colorScheme: ColorScheme) { keep(colorScheme.rawValue, in: "theme") }

  /// How fast this machine trained last.
  package var pace: MachinePace? { word("pace").flatMap { MachinePace($0) } }

  /// Remembers how fast this machine trains.
  package func keep(_ pace: MachinePace) { keep(pace.description, in: "pace") }

  /// The one line of a file.
  private func word(_ name: String) -> String? {
    // A few words are all that is ever in it.
    let bytes = FileBytes.beginning(of: path + "/" + name, count: 256)
    return bytes.map { String(decoding: $0, as: UTF8.self).trimmed }
  }

  private func keep(_ text: String, in name: String) {
    Self.make(path)
    try? Data((text + "\n").utf8).write(to: URL(fileURLWithPath: path + "/" + name), options: .atomic)
  }

  /// Makes a folder and those it is in, as far as they are missing, for nobody but their owner.
  static func make(_ path: String) {
    guard !path.isEmpty, mkdir(path, 0o700) != 0, errno == ENOENT else { return }
    make(path.folderInPath)
    mkdir(path, 0o700)
  }
}
