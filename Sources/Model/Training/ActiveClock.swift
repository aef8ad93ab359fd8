import Dispatch
import Synchronization

/// Seconds in which the process could run: the time it was stopped (^Z, SIGSTOP, a sleeping machine) is left out.
///
/// A timer lets the clock beat. A gap between two beats far longer than the timer's interval can only be a stop.
package final class ActiveClock: Sendable {
  private struct State {
    var lastBeat: Double
    var stopped = 0.0
  }

  /// A gap longer than this is a stop, in seconds; a busy machine delays a timer by less.
  private static let longestDelay = 1.0
  private static let interval = 0.2

  private let state: Mutex<State>
  private let now: @Sendable () -> Double

  /// A clock that reads `now`, in seconds from any start.
  package init(now: @escaping @Sendable () -> Double) {
    self.now = now
    state = Mutex(State(lastBeat: now()))
  }

  /// A clock on the system's monotonic time, which beats as long as it lives.
  convenience init() {
    self.init(now: Trainer.monotonicSeconds)
    beat(on: DispatchQueue(label: "seq2seq.clock", qos: .userInteractive))
  }

  /// Seconds since the start that the process was not stopped.
  package var seconds: Double {
    state.withLock { state in
      let time = now()
      if time - state.lastBeat > Self.longestDelay { state.stopped += time - state.lastBeat - Self.interval }
      state.lastBeat = time
      return time - state.stopped
    }
  }

  private func beat(on queue: DispatchQueue) {
    queue.asyncAfter(deadline: .now() + Self.interval) { [weak self] in
      guard let self else { return }
      _ = seconds
      beat(on: queue)
    }
  }
}
