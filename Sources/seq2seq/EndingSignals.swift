import Essentials
import Synchronization
import Terminal

/// What SIGINT, SIGTERM and SIGHUP do to work in the foreground: it is brought to a good end first.
final class EndingSignals: Sendable {
  private struct State {
    var end: (@Sendable (Int32) -> Void)?
    var first: Int32?
  }

  private let state = Mutex(State())

  /// Takes the signals over; until there is work to end, the first of them ends the program.
  init() {
    let noted = NotedSignals(NotedSignals.ending)
    DetachedThread.start { [self] in
      var signals = noted
      while true {
        signals.wait()
        while let number = signals.takeEnding() { answer(number) }
      }
    }
  }

  /// Has the first signal end the work by calling `end`, on a thread of its own.
  func begin(_ end: @escaping @Sendable (Int32) -> Void) { state.withLock { $0.end = end } }

  /// Ends the program as the first signal asks, if there was one, with a last word on standard error; the work is over.
  func finish(saying message: String?) {
    guard let number = state.withLock({ $0.first }) else { return }
    if let message { StandardError.write("seq2seq: \(message)") }
    if number == SIGINT { exit(130) }
    reraise(number)
  }

  private func answer(_ number: Int32) {
    let end = state.withLock { state in
      defer { state.first = state.first ?? number }
      return state.first == nil ? state.end : nil
    }
    if let end { return end(number) }
    // Nothing to end yet, or a second one, which exits now: the files are whole, since they are replaced at once.
    if number == SIGINT { _exit(130) }
    reraise(number)
  }
}
