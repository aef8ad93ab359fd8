import Foundation
import Terminal

/// Reads lines from a terminal with the editor and the keys of the workbench's prompt, without taking the screen.
///
/// The terminal is raw only while a line is being typed.
final class TerminalLineReader {
  private let prompt: String
  private let mode: TerminalMode
  private let signals: REPLSignals
  private var editor: LineEditor
  private var parser = InputParser()
  private var waiting: [TerminalEvent] = []
  /// Whether what is read may have been typed before the terminal was raw.
  private var isTypedAhead = false

  /// A reader that shows a prompt and knows lines that were entered before.
  init(prompt: String, history: History, mode: TerminalMode, signals: REPLSignals) {
    self.prompt = prompt
    editor = LineEditor(history: history)
    self.mode = mode
    self.signals = signals
  }

  /// The next line; `nil` at the end of the input.
  ///
  /// `^C` and signals end the program, the terminal given back.
  func readLine() -> String? {
    mode.makeRaw()
    isTypedAhead = true
    defer { mode.restore() }
    while true {
      if waiting.isEmpty { show() }
      switch nextEvent() {
      case .interrupt: leave { exit(130) }
      case .terminate(let number): leave { reraise(number) }
      case .endOfInput: return end()
      case .key(.control("d")) where editor.isEmpty: return end()
      case .key(.control("z")): mode.suspend()
      case .key(.enter):
        show()
        write("\r\n")
        return editor.enter()
      case .key(let key): type(key)
      case .paste(let text): waiting = Self.keys(typing: text) + waiting
      default: break
      }
    }
  }

  private func end() -> String? {
    write("\r\n")
    return nil
  }

  private func leave(_ end: () -> Never) -> Never {
    write("\r\n")
    mode.restore()
    end()
  }

  private func type(_ key: Key) {
    if case .character(let character) = key { return editor.apply(.insert(String(character))) }
    switch KeyBinding.action(for: key, in: [.prompt]) {
    case .edit(let edit): editor.apply(edit)
    case .translating(.deleteOrQuit): editor.apply(.deleteForward)
    default: break
    }
  }

  /// Pasted lines as if they were typed, one after the other.
  private static func keys(typing text: String) -> [TerminalEvent] {
    text.map { $0.isNewline ? .key(.enter) : .key(.character($0)) }
  }

  private func nextEvent() -> TerminalEvent {
    while waiting.isEmpty {
      // When nothing follows at once, what came is complete: an Esc is then the key.
      var sources = [STDIN_FILENO, signals.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      if poll(&sources, 2, 25) == 0 {
        waiting = parser.pause()
        isTypedAhead = false
        if waiting.isEmpty { _ = poll(&sources, 2, -1) } else { break }
      }
      if let number = signals.take() { return number == SIGINT ? .interrupt : .terminate(number) }
      guard sources[0].revents != 0 else { continue }
      var byte: UInt8 = 0
      guard read(STDIN_FILENO, &byte, 1) == 1 else { return .endOfInput }
      // A terminal that still read lines kept a ^D as the NUL that ends one.
      waiting = parser.consume(Int(byte == 0 && isTypedAhead ? 4 : byte))
    }
    return waiting.removeFirst()
  }

  /// Writes the line anew, scrolled so that the cursor is seen.
  private func show() {
    var canvas = Canvas(size: Size(columns: max(8, mode.columns) - 1, rows: 1))
    TextField(editor, prompt: prompt, theme: Theme(.plain), isFocused: true).draw(on: &canvas, in: canvas.bounds)
    let column = canvas.cursor?.column ?? 0
    write("\r" + canvas.lines[0] + "\u{1B}[K\r" + (column > 0 ? "\u{1B}[\(column)C" : ""))
  }

  private func write(_ text: String) {
    _ = Descriptor.output.write(text)
  }
}
