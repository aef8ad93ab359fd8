import Foundation
import Synchronization
import Terminal

/// The end of the pipe that the handler writes to; the only thing a signal handler may look at.
private let signalPipe = Atomic<Int32>(-1)

/// SIGINT, SIGTERM and SIGHUP as bytes of a pipe, so that the REPL can wait for them and for keys at once.
struct REPLSignals {
  /// Readable when a signal came.
  let descriptor: Int32

  /// Takes the signals over from now on; nil if there is no pipe to be had.
  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    descriptor = ends[0]
    signalPipe.store(ends[1], ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(signalPipe.load(ordering: .relaxed), &byte, 1)
        errno = saved
      }
    }
  }

  /// The signal that came first of those not yet taken.
  func take() -> Int32? {
    var byte: UInt8 = 0
    return read(descriptor, &byte, 1) == 1 ? Int32(byte) : nil
  }

  /// Whether SIGINT came; the other signals end the program here.
  func isInterrupted() -> Bool {
    guard let number = take() else { return false }
    if number != SIGINT { reraise(number) }
    return true
  }
}
