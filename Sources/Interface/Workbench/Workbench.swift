import Essentials
import Model
import Terminal

/// The full-screen program: events in, state changed, canvas out, effects carried out.
package final class Workbench {
  /// The time from one look at the training to the next; batches may be shorter.
  private static let pullInterval = Duration.milliseconds(125)
  /// For so long keys are taken in that come faster than they could be drawn.
  private static let longestBatch = Duration.milliseconds(50)

  private let terminal: CursesTerminal
  private let mailbox: Mailbox
  private let runtime: Runtime
  private var state: WorkbenchState
  private var nextTick: ContinuousClock.Instant?
  private var nextPull: ContinuousClock.Instant?
  private var lastPull = ContinuousClock.now - Workbench.pullInterval

  private init(_ options: WorkbenchOptions) throws(TerminalError) {
    terminal = try CursesTerminal()
    let waker = terminal.waker
    mailbox = Mailbox { waker.wake() }
    let memory = StateFolder()
    runtime = Runtime(options, memory: memory, mailbox: mailbox) { waker.wake() }
    let glyphs = Glyphs.output(isASCII: options.isASCII)
    let appearance = Appearance(
      isUnicode: glyphs.isUnicode, hasLetters: glyphs.hasLetters, colorCount: terminal.colorCount,
      colorScheme: memory.colorScheme ?? .dark)
    state = WorkbenchState(options, size: terminal.size, appearance: appearance)
    state.training.pace = memory.pace
    state.translating.prompt = LineEditor(history: History(memory.history.lines))
  }

  /// Runs the workbench until it is left; the terminal is given back however that happens.
  ///
  /// - Returns: the exit status.
  /// - Throws: `TerminalError` where there is no terminal that can carry the screen; nothing was drawn then.
  package static func run(_ options: WorkbenchOptions) throws(TerminalError) -> Int32 {
    let workbench = try Workbench(options)
    let status = workbench.loop()
    workbench.terminal.close()
    workbench.runtime.settle()
    if let notice = workbench.state.notice, notice.isError {
      _ = Descriptor.errors.show(notice.text + "\n")
    }
    return status
  }

  private func loop() -> Int32 {
    terminal.draw(state.draw())
    var events = [Event.started]
    while true {
      for event in events {
        for effect in state.update(event) {
          if let status = perform(effect) { return status }
        }
      }
      schedule()
      // Training wakes this thread after every batch, far more often than there is something to show.
      if !events.isEmpty { terminal.draw(state.draw()) }
      events = wait()
    }
  }

  /// Waits for the terminal, a worker or the next deadline, and returns what there is to handle.
  private func wait() -> [Event] {
    let deadline = [nextTick, nextPull].compactMap { $0 }.min()
    let timeout = deadline.map { max(0, Int(($0 - .now) / .milliseconds(1))) }
    var events = terminal.nextEvent(timeout: timeout).map(translate) ?? []
    // A storm of keys or of resizes is drawn once in a while, however long it lasts.
    let end = ContinuousClock.now + Self.longestBatch
    while ContinuousClock.now < end, let more = terminal.nextEvent(timeout: 0) { events += translate(more) }
    let now = ContinuousClock.now
    if let due = nextTick, due <= now {
      nextTick = nil
      events.append(.tick)
    }
    if let due = nextPull, due <= now { events += pull() }
    return events
  }

  private func translate(_ event: TerminalEvent) -> [Event] {
    switch event {
    case .key(let key): return [.key(key)]
    case .paste(let text): return [.pasted(text)]
    case .resized(let size): return [.resized(size)]
    case .resumed: return [.resized(terminal.size)]
    case .interrupt: return [.interrupted]
    case .terminate(let signal): return [.terminated(signal: signal)]
    case .endOfInput: return [.inputEnded]
    case .woken:
      nextPull = nextPull ?? lastPull + Self.pullInterval
      return mailbox.drain().map(deliver)
    }
  }

  private func deliver(_ message: Mailbox.Message) -> Event {
    switch message {
    case .event(let event): return event
    case .prepared(let prepared):
      runtime.keep(prepared)
      return .trainingPrepared(
        prepared.card, rejected: prepared.rejected, nextOutput: prepared.nextOutput, load: prepared.load)
    }
  }

  private func pull() -> [Event] {
    nextPull = nil
    lastPull = .now
    return runtime.pull().map { [$0] } ?? []
  }

  /// Sets the time of the next animation step; none while nothing moves.
  private func schedule() {
    guard let interval = state.animationInterval else { return nextTick = nil }
    nextTick = nextTick ?? .now + interval
  }

  /// Carries out an effect; the exit status if that was the last one.
  private func perform(_ effect: Effect) -> Int32? {
    switch effect {
    case .exit(let status): return status
    case .terminate(let signal):
      runtime.stop(within: 1.8)
      runtime.settle()
      terminal.close()
      reraise(signal)
    case .copy(let text):
      _ = state.update(.copied(text, isSent: terminal.copy(text)))
    case .suspend:
      terminal.suspend()
      _ = state.update(.resized(terminal.size))
    default: runtime.perform(effect)
    }
    return nil
  }
}
