import CTerminal

/// What the codes of curses, the control characters and the common control sequences stand for.
enum InputCodes {
  /// ^C.
  static let interrupt: UInt8 = 0x03
  /// What follows Esc where pasted text begins.
  static let pasteStart = Array("[200~".utf8)
  /// What ends pasted text.
  static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// The key of one of the INPUT codes of CTerminal.h; nil for a key without a name here.
  static func key(code: Int) -> Key? {
    code > INPUT_FUNCTION ? .function(code - INPUT_FUNCTION) : codes[code]
  }

  /// The key of a control character, 0x00...0x1F or 0x7F.
  static func key(control byte: UInt8) -> Key {
    switch byte {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    default: .control(Character(Character(Unicode.Scalar(byte | 0x40)).lowercased()))
    }
  }

  private static let codes: [Int: Key] = [
    INPUT_ENTER: .enter, INPUT_BACK_TAB: .backTab, INPUT_BACKSPACE: .backspace, INPUT_DELETE: .delete,
    INPUT_INSERT: .insert, INPUT_UP: .up, INPUT_DOWN: .down, INPUT_LEFT: .left, INPUT_RIGHT: .right,
    INPUT_SHIFT_LEFT: .shiftLeft, INPUT_SHIFT_RIGHT: .shiftRight, INPUT_HOME: .home, INPUT_END: .end,
    INPUT_PAGE_UP: .pageUp, INPUT_PAGE_DOWN: .pageDown,
  ]

  /// Sequences, without their Esc, that terminals send for these keys although their TERM may not list them.
  static let sequences: [String: Key] = [
    "[A": .up, "[B": .down, "[C": .right, "[D": .left, "[H": .home, "[F": .end, "[Z": .backTab,
    "OA": .up, "OB": .down, "OC": .right, "OD": .left, "OH": .home, "OF": .end, "OM": .enter,
    "[1~": .home, "[2~": .insert, "[3~": .delete, "[4~": .end, "[5~": .pageUp, "[6~": .pageDown,
    "[7~": .home, "[8~": .end, "[1;2C": .shiftRight, "[1;2D": .shiftLeft,
    "OP": .function(1), "OQ": .function(2), "OR": .function(3), "OS": .function(4),
  ]
}
