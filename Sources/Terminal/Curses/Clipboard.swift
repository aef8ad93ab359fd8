import CTerminal
import Essentials

/// The terminal's own clipboard, which is the reader's also through ssh: OSC 52, as xterm defines it.
package enum Clipboard {
  /// The most bytes of UTF-8 that are sent: terminals drop longer sequences, and the encoded text has a third more.
  package static let mostBytes = 50_000

  /// What surrounds the program, and hands on what it knows.
  package enum Multiplexer: Hashable, Sendable {
    case tmux
    case screen

    /// The one this program runs in; `nil` for none.
    package init?(_ environment: [String: String]) {
      if environment["TMUX"]?.isEmpty == false {
        self = .tmux
      } else if environment["STY"]?.isEmpty == false {
        self = .screen
      } else {
        return nil
      }
    }
  }

  /// The bytes that copy a text; `nil` for one that is too long.
  ///
  /// tmux takes the sequence itself where its `set-clipboard` is on, and hands a wrapped one to its own terminal where
  /// `allow-passthrough` is: both are sent, and both copy the same. screen hands on pieces of at most 768 bytes.
  package static func sequence(for text: String, through multiplexer: Multiplexer?) -> String? {
    guard text.utf8.count <= mostBytes else { return nil }
    let plain = "\u{1B}]52;c;" + Data(text.utf8).base64EncodedString() + "\u{07}"
    switch multiplexer {
    case nil: return plain
    case .tmux:
      return plain + "\u{1B}Ptmux;" + plain.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
    case .screen:
      let bytes = Array(plain.utf8)
      let pieces = stride(from: 0, to: bytes.count, by: 768).map { start in
        String(decoding: bytes[start..<min(start + 768, bytes.count)], as: UTF8.self)
      }
      return pieces.map { "\u{1B}P" + $0 + "\u{1B}\\" }.joined()
    }
  }
}

extension CursesTerminal {
  /// Asks the terminal to copy a text.
  ///
  /// - Returns: whether it was asked: it may still have that switched off. Not where it would not understand, or for a text
  ///   that is too long.
  package func copy(_ text: String) -> Bool {
    guard TerminalType.current.name != "linux",
      let sequence = Clipboard.sequence(for: text, through: .init(ProcessInfo.processInfo.environment))
    else { return false }
    let bytes = Array(sequence.utf8)
    return screen_send(bytes, bytes.count)
  }
}
