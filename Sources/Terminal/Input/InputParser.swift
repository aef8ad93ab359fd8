import CTerminal

/// Turns the bytes and keys of a terminal into events.
///
/// Curses recognises the keys its database lists. What remains is put together here: characters of UTF-8, Alt and a
/// character, pasted text, and control sequences nobody asked for, which are dropped whole instead of being typed.
package struct InputParser {
  private enum State {
    case ground
    case character  // within the bytes of one character of UTF-8
    case escape
    case sequence  // behind Esc and an introducer
    case paste
  }

  private var state = State.ground
  private var bytes: [UInt8] = []
  private var isAlt = false

  /// A parser that has seen nothing.
  package init() {}

  /// Takes a byte or one of the INPUT codes of CTerminal.h; returns the events that are now complete.
  package mutating func consume(_ code: Int) -> [TerminalEvent] {
    guard let byte = UInt8(exactly: code) else { return consumeKey(code) }
    if byte == InputCodes.interrupt { return finishPaste() + [.interrupt] }
    switch state {
    case .ground: return consumeTyped(byte)
    case .character: return consumeContinuation(byte)
    case .escape: return consumeEscaped(byte)
    case .sequence: return consumeSequence(byte)
    case .paste: return consumePasted(byte)
    }
  }

  /// Tells that no more input is waiting, so that an Esc that stands alone is the key.
  package mutating func pause() -> [TerminalEvent] {
    switch state {
    case .escape:
      state = .ground
      return [.key(.escape)]
    case .sequence where bytes.count == 1:
      state = .ground
      return [.key(.alt(Character(Unicode.Scalar(bytes[0]))))]
    default: return []
    }
  }

  private mutating func consumeKey(_ code: Int) -> [TerminalEvent] {
    if state == .paste { return [] }
    let waiting = pause()
    state = .ground
    return waiting + (InputCodes.key(code: code).map { [.key($0)] } ?? [])
  }

  private mutating func consumeTyped(_ byte: UInt8, isAlt: Bool = false) -> [TerminalEvent] {
    state = .ground
    switch byte {
    case 0x1B:
      state = .escape
      return []
    case 0x20..<0x7F:
      let character = Character(Unicode.Scalar(byte))
      return [.key(isAlt ? .alt(character) : .character(character))]
    case 0xC2...0xF4:
      state = .character
      bytes = [byte]
      self.isAlt = isAlt
      return []
    case 0x80...: return []  // no character of UTF-8 begins so
    default: return (isAlt ? [.key(.escape)] : []) + [.key(InputCodes.key(control: byte))]
    }
  }

  private mutating func consumeContinuation(_ byte: UInt8) -> [TerminalEvent] {
    guard byte & 0xC0 == 0x80 else { return consumeTyped(byte) }  // the character before was cut off
    bytes.append(byte)
    guard bytes.count == (bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4) else { return [] }
    state = .ground
    guard let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first,
      scalar.properties.generalCategory != .control
    else { return [] }
    return [.key(isAlt ? .alt(Character(scalar)) : .character(Character(scalar)))]
  }

  private mutating func consumeEscaped(_ byte: UInt8) -> [TerminalEvent] {
    switch byte {
    case 0x1B: return [.key(.escape)]
    case UInt8(ascii: "["), UInt8(ascii: "O"), UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
      state = .sequence
      bytes = [byte]
      return []
    default: return consumeTyped(byte, isAlt: true)
    }
  }

  private mutating func consumeSequence(_ byte: UInt8) -> [TerminalEvent] {
    bytes.append(byte)
    let takesString = bytes[0] != UInt8(ascii: "[") && bytes[0] != UInt8(ascii: "O")
    if takesString {
      if byte == 0x07 || bytes.suffix(2) == [0x1B, UInt8(ascii: "\\")] { state = .ground }
      return []
    }
    if byte < 0x20 { return consumeTyped(byte) }  // a sequence cut off by another
    guard 0x40..<0x7F ~= byte else { return [] }
    state = .ground
    if bytes == InputCodes.pasteStart {
      state = .paste
      bytes = []
      return []
    }
    return InputCodes.sequences[String(decoding: bytes, as: UTF8.self)].map { [.key($0)] } ?? []
  }

  private mutating func consumePasted(_ byte: UInt8) -> [TerminalEvent] {
    bytes.append(byte)
    guard byte == InputCodes.pasteEnd.last, bytes.suffix(InputCodes.pasteEnd.count) == InputCodes.pasteEnd[...] else {
      return []
    }
    bytes.removeLast(InputCodes.pasteEnd.count)
    return finishPaste()
  }

  /// Leaves whatever was begun; pasted text is delivered with its line ends as LF.
  private mutating func finishPaste() -> [TerminalEvent] {
    defer { state = .ground }
    guard state == .paste, !bytes.isEmpty else { return [] }
    let lines = bytes.split(separator: UInt8(ascii: "\r"), omittingEmptySubsequences: false)
    let text = lines.enumerated().flatMap { index, line in
      index == 0 ? Array(line) : line.first == UInt8(ascii: "\n") ? Array(line) : [UInt8(ascii: "\n")] + line
    }
    return [.paste(String(decoding: text, as: UTF8.self))]
  }
}
