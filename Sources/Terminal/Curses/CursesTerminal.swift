import CTerminal

/// The terminal of standard input and output, taken over until `close()`: canvases go in, events come out.
///
/// There is at most one at a time, and one thread uses it; only its `waker` may be used elsewhere. It is given back on
/// every way out: `close()`, `exit`, ^Z and a crash. What is written to standard error in the meantime appears then.
package final class CursesTerminal {
  /// What ends a wait for events from another thread.
  package let waker = Waker()
  /// The colours the terminal has; 0 where it has none or NO_COLOR is set.
  package let colorCount: Int
  /// The size of the terminal; it changes together with the event `resized` or `resumed`.
  package private(set) var size: Size

  /// The canvas on the screen; nil when the screen was emptied.
  private var frame: Canvas?
  /// The pair of colours of every style met so far, and the number of every pair defined.
  private var pairs: [Style: Int] = [:]
  private var numbers: [[Int]: Int] = [:]
  private var parser = InputParser()
  /// What was typed and is not handed over yet.
  private var typed = ArraySlice<TerminalEvent>()
  private var signals: NotedSignals

  /// Takes over the terminal.
  ///
  /// - Throws: `TerminalError` when it cannot carry a full screen; nothing was sent to it then.
  package init() throws(TerminalError) {
    // Before the screen: curses would else put in handlers of its own, which leave with status 1.
    signals = NotedSignals(NotedSignals.ending + NotedSignals.stopping + [SIGWINCH])
    let status = Int(screen_open())
    colorCount = Int(screen_colors())
    size = Self.screenSize
    guard status != SCREEN_OPENED else { return }
    signals.end()
    switch status {
    case SCREEN_NOT_A_TERMINAL: throw .notATerminal
    case SCREEN_TYPE_UNKNOWN: throw .unknownType(TerminalType.current.name)
    default: throw .incapable(TerminalType.current.name)
    }
  }

  deinit { close() }

  /// Gives the terminal back as it was found, and the signals to whom they belonged; idempotent.
  package func close() {
    screen_close()
    signals.end()
  }

  /// Gives the terminal back, stops the job as ^Z does, and takes the terminal again when it is continued.
  package func suspend() {
    screen_leave()
    stopJob()
    enter()
  }

  private func enter() {
    readSize()
    screen_enter()
  }

  /// Whether the terminal has another size than before; the screen is empty then.
  @discardableResult
  private func readSize() -> Bool {
    guard screen_resize() else { return false }
    size = Self.screenSize
    frame = nil
    return true
  }

  private static var screenSize: Size { Size(columns: Int(screen_columns()), rows: Int(screen_rows())) }
}

// MARK: - Drawing

extension CursesTerminal {
  /// Draws what differs from the canvas drawn before; sends nothing when nothing does.
  ///
  /// Of a canvas larger than the terminal the upper left part is drawn. Where the locale is not UTF-8, something like it
  /// is drawn for what it cannot encode.
  package func draw(_ drawn: Canvas) {
    let canvas = drawn.encodable
    guard canvas != frame else { return }
    let old = frame ?? Canvas(size: size)
    for row in 0..<size.rows {
      for column in 0..<size.columns where canvas[column, row] != old[column, row] {
        put(canvas[column, row], column, row)
      }
    }
    screen_show(Int32(canvas.cursor?.row ?? -1), Int32(canvas.cursor?.column ?? 0))
    frame = canvas
  }

  private func put(_ cell: Cell, _ column: Int, _ row: Int) {
    if cell.isContinuation { return }
    let scalars = cell.character.unicodeScalars.map(\.value)
    let attributes = UInt32(cell.style.attributes.rawValue)
    screen_put(Int32(row), Int32(column), scalars, Int32(scalars.count), attributes, Int32(pair(of: cell.style)))
  }

  /// The number of the style's pair of colours, looked up once per style.
  private func pair(of style: Style) -> Int {
    let colors = Style(foreground: style.foreground, background: style.background)
    if let known = pairs[colors] { return known }
    let number = definePair(colors.foreground.number, colors.background.number)
    pairs[colors] = number
    return number
  }

  /// Defines a pair of colours unless that was done before; 0, the terminal's own, when there is no room.
  private func definePair(_ foreground: Int, _ background: Int) -> Int {
    let colors = [foreground, background]
    if colors == [-1, -1] { return 0 }
    if let known = numbers[colors] { return known }
    let number = numbers.count + 1
    guard screen_define_pair(Int32(number), Int32(foreground), Int32(background)) else { return 0 }
    numbers[colors] = number
    return number
  }
}

// MARK: - Events

extension CursesTerminal {
  /// Waits for an event, for ever when no timeout is given.
  ///
  /// - Returns: nil when the time is over.
  package func nextEvent(timeout milliseconds: Int? = nil) -> TerminalEvent? {
    let end = milliseconds.map { ContinuousClock.now + .milliseconds($0) }
    while true {
      // Of keys so many are taken in at a time as need no look at the signals in between.
      if let event = typedEvent() ?? signalEvent() { return event }
      takeIn()
      if !typed.isEmpty { continue }
      if signals.takeWaking() { return .woken }
      if input_is_over() { return .endOfInput }
      guard let end else {
        input_wait(-1)
        continue
      }
      let left = ContinuousClock.now.duration(to: end)
      guard left > .zero else { return nil }
      let (seconds, attoseconds) = left.components
      input_wait(Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))  // rounded up
    }
  }

  /// The event of a signal that came, the most urgent first.
  private func signalEvent() -> TerminalEvent? {
    if let number = signals.takeEnding() { return number == SIGINT ? .interrupt : .terminate(number) }
    if signals.take(SIGTSTP) {
      suspend()
      return .resumed
    }
    if signals.take(SIGCONT) {  // after SIGSTOP, which no program sees coming
      screen_leave()
      enter()
      return .resumed
    }
    return signals.take(SIGWINCH) && readSize() ? .resized(size) : nil
  }

  /// The most events of the keyboard that wait, but for those of one more byte.
  private static let mostTyped = 1024

  /// Takes in what was typed, up to where an Esc or a paste is still to be completed.
  private func takeIn() {
    while typed.count < Self.mostTyped {
      let code = Int(input_read())
      guard code != INPUT_NONE else {
        typed += parser.pause()
        return
      }
      typed += parser.consume(code)
    }
  }

  /// The next event of the keyboard, if one is complete; ^Z is carried out here.
  private func typedEvent() -> TerminalEvent? {
    guard let event = typed.popFirst() else { return nil }
    guard event == .key(.control("z")) else { return event }
    suspend()
    return .resumed
  }
}
