import CTerminal

/// Signals that are noted instead of obeyed, to be waited for and asked about: the only way this program handles any,
/// but for crashes.
///
/// The handler sets a bit and writes to a pipe. The process has one set of them, and one reader of it at a time: the
/// screen, the line REPL, or work in the foreground. Several of one kind that come before they are taken are one.
package struct NotedSignals: Sendable {
  /// Those that end the program in a terminal, the most urgent first.
  package static let ending = [SIGTERM, SIGHUP, SIGINT]
  /// Those that stop it and let it go on.
  package static let stopping = [SIGTSTP, SIGCONT]

  private var taken: UInt32 = 0

  /// Begins to note these signals.
  ///
  /// SIGHUP and SIGTSTP stay ignored where they were ignored before, as nohup has it.
  package init(_ numbers: [Int32]) {
    signals_watch(numbers.reduce(0) { $0 | Self.bit($1) })
  }

  /// Puts back what the signals did before; one that ends the program and was not taken is obeyed now.
  package mutating func end() {
    signals_unwatch(taken)
    taken = 0
  }

  /// Readable while there may be something to take; -1 where the system has no pipe left, and nothing is noted.
  package var descriptor: Int32 { signals_descriptor() }

  /// Waits until there may be something to take.
  package func wait() { signals_wait() }

  /// Whether this signal came since it was last asked for.
  package mutating func take(_ number: Int32) -> Bool {
    taken |= signals_take()
    defer { taken &= ~Self.bit(number) }
    return taken & Self.bit(number) != 0
  }

  /// The most urgent of the ending signals that came.
  package mutating func takeEnding() -> Int32? { Self.ending.first { take($0) } }

  /// Whether a `Waker` was used since it was last asked for.
  mutating func takeWaking() -> Bool { take(Int32(SIGNALS_WOKEN)) }

  private static func bit(_ number: Int32) -> UInt32 { 1 << UInt32(number) }
}

/// Ends a wait for events from another thread, which is how a worker says that there is something new to draw.
package struct Waker: Sendable {
  /// Makes the terminal report `woken`; several calls before it is reported make one event.
  package func wake() { signals_wake() }
}

/// Has the terminal given back if the program crashes while it is in another mode than it was found in.
///
/// `CursesTerminal` does so by itself; this is for who changes the modes without a screen.
package enum CrashGuard {
  /// Begins, before the modes are changed; a crash sends this text first.
  package static func arm(sending reset: String) {
    crash_set_reset(reset, reset.utf8.count)
    crash_arm()
  }

  /// Ends, and brings the modes back.
  package static func disarm() { crash_disarm() }
}

/// Stops this process and the rest of its job, as ^Z does; returns when it is continued.
///
/// Give the terminal back before.
package func stopJob() { signals_stop() }

/// Ends the process as the signal would have done, so that a shell shows 128 plus its number.
///
/// Give the terminal back before, with `CursesTerminal.close()`.
package func reraise(_ signal: Int32) -> Never { signals_reraise(signal) }
