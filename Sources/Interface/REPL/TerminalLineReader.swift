import Essentials
import Terminal

/// Reads lines from a terminal with the editor and the keys of the workbench's prompt, without taking the screen.
///
/// The terminal is raw only while a line is being typed; signals are noted all the time.
final class TerminalLineReader {
  private let prompt: String
  private let mode: TerminalMode
  private var signals = NotedSignals(NotedSignals.ending + NotedSignals.stopping)
  private var editor: LineEditor
  private var parser = InputParser()
  /// What was typed and is not handled yet.
  private var waiting = ArraySlice<TerminalEvent>()
  /// Whether the terminal is gone: there is nothing to come behind what waits.
  private var isOver = false
  /// Whether what is read may have been typed before the terminal was raw.
  private var isTypedAhead = false
  /// Whether the event before was a `^C` on an empty line.
  private var isLeaving = false

  /// A reader that shows a prompt and knows lines that were entered before.
  init(prompt: String, history: History, mode: TerminalMode) {
    self.prompt = prompt
    editor = LineEditor(history: history)
    self.mode = mode
  }

  /// The next line; `nil` at the end of the input.
  ///
  /// `^C` takes a typed line away; the second on an empty one and signals end the program, the terminal given back.
  func readLine() -> String? {
    mode.makeRaw()
    isTypedAhead = true
    defer { mode.restore() }
    // Behind lines that wait there may be a ^C.
    if !waiting.isEmpty { takeIn() }
    while true {
      if waiting.isEmpty { show() }
      let event = nextEvent()
      if event == .interrupt {
        interrupt()
        continue
      }
      isLeaving = false
      switch event {
      case .terminate(let number): leave { reraise(number) }
      case .endOfInput: return endOfInput()
      case .key(.control("d")) where editor.isEmpty: return endOfInput()
      case .key(.control("z")): mode.suspend()
      case .key(.enter):
        show()
        write("\r\n")
        return editor.enter()
      case .key(let key): type(key)
      case .paste(let text): editor.apply(.insert(text))
      default: break
      }
    }
  }

  /// Whether SIGINT came since a line was read, which drops the lines behind it; here the other signals end the program, and
  /// `^Z` stops it.
  func isInterrupted() -> Bool {
    if signals.take(SIGTSTP) { stopJob() }
    guard let number = signals.takeEnding() else { return false }
    if number != SIGINT { reraise(number) }
    waiting = []
    return true
  }

  /// Gives the signals back; no line is read any more.
  func end() { signals.end() }

  private func interrupt() {
    editor.apply(.end)
    show()
    if editor.isEmpty && isLeaving { leave { exit(130) } }
    write("^C\r\n")
    isLeaving = editor.isEmpty
    if isLeaving { _ = Descriptor.errors.write("^C again leaves, and so does ^D\r\n") }
    editor.apply(.deleteToStart)
  }

  private func endOfInput() -> String? {
    write("\r\n")
    return nil
  }

  private func leave(_ end: () -> Never) -> Never {
    write("\r\n")
    mode.restore()
    end()
  }

  private func type(_ key: Key) {
    if case .character(let character) = key {
      editor.apply(.insert(String(character)))
      return
    }
    switch KeyBinding.action(for: key, in: [.prompt]) {
    case .edit(let edit): editor.apply(edit)
    case .translating(.deleteOrQuit): editor.apply(.deleteForward)
    default: break
    }
  }

  private func nextEvent() -> TerminalEvent {
    while true {
      if let event = waiting.popFirst() { return event }
      if isOver { return .endOfInput }
      // When nothing follows at once, what came is complete: an Esc is then the key.
      if !isReadable(within: 25) {
        for event in parser.pause() { add(event) }
        isTypedAhead = false
        if !waiting.isEmpty { continue }
        _ = isReadable(within: -1)
      }
      if let event = signalEvent() { return event }
      takeIn()
    }
  }

  /// Whether there are bytes to read, or a signal to answer, within some milliseconds; -1 for any time.
  private func isReadable(within milliseconds: Int32) -> Bool {
    var sources = [STDIN_FILENO, signals.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    return poll(&sources, 2, milliseconds) != 0
  }

  /// The most bytes that are taken in before the first of them is handled.
  private static let most = 1 << 20

  /// Takes in all that was typed, so that a `^C` is seen at once, however much is in front of it.
  private func takeIn() {
    var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    var total = 0
    while total < Self.most, poll(&source, 1, 0) > 0 {
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      guard count > 0 else {
        isOver = true
        return
      }
      total += count
      // A terminal that still read lines kept a ^D as the NUL that ends one.
      for byte in bytes[..<count] {
        for event in parser.consume(Int(byte == 0 && isTypedAhead ? 4 : byte)) { add(event) }
      }
    }
  }

  /// Puts an event behind those that wait: each line end of a paste as Enter; `^C` drops the lines in front of it, as a
  /// terminal does that reads lines.
  private func add(_ event: TerminalEvent) {
    switch event {
    case .paste(let text):
      for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
        if index > 0 { waiting.append(.key(.enter)) }
        waiting.append(.paste(String(line)))
      }
    case .interrupt:
      if let line = waiting.lastIndex(of: .key(.enter)) { waiting = waiting[(line + 1)...] }
      waiting.append(event)
    default: waiting.append(event)
    }
  }

  private func signalEvent() -> TerminalEvent? {
    if let number = signals.takeEnding() { return number == SIGINT ? .interrupt : .terminate(number) }
    if signals.take(SIGTSTP) {
      mode.suspend()
      return .resumed
    }
    guard signals.take(SIGCONT) else { return nil }
    mode.makeRaw()
    return .resumed
  }

  /// Writes the line anew, scrolled so that the cursor is seen.
  private func show() {
    var canvas = Canvas(size: Size(columns: max(8, mode.columns) - 1, rows: 1))
    TextField(editor, prompt: prompt, theme: Theme(.plain), isFocused: true).draw(on: &canvas, in: canvas.bounds)
    let column = canvas.cursor?.column ?? 0
    write("\r" + canvas.encodable.lines[0] + "\u{1B}[K\r" + (column > 0 ? "\u{1B}[\(column)C" : ""))
  }

  private func write(_ text: String) {
    _ = Descriptor.output.write(text)
  }
}
