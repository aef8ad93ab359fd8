import Dispatch
import Foundation
import Synchronization
import Terminal

/// What signals do to work in the foreground: it is brought to a good end first.
struct EndingSignals {
  private final class First: Sendable {
    let number = Mutex<Int32?>(nil)
  }

  private let first = First()
  private var sources: [any DispatchSourceSignal] = []

  /// Watches SIGINT, SIGTERM and SIGHUP; the first of them has the work ended, on a queue of its own.
  init(_ end: @escaping @Sendable (Int32) -> Void) {
    let queue = DispatchQueue(label: "seq2seq.signals")
    // nohup starts a program with SIGHUP ignored, to be left alone by it.
    for number in [SIGINT, SIGTERM, SIGHUP] where number != SIGHUP || !Self.isIgnored(number) {
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [first] in
        let isFirst = first.number.withLock { earlier in
          defer { earlier = earlier ?? number }
          return earlier == nil
        }
        // A second one exits now; the files are whole, since they are replaced at once.
        guard isFirst else { _exit(128 + number) }
        end(number)
      }
      // Dispatch takes the signal over on a thread of its own, in its own time. Until then the signal ends the program, as
      // it did before; were it ignored meanwhile, it would be lost.
      let isWatched = DispatchSemaphore(value: 0)
      source.setRegistrationHandler { isWatched.signal() }
      source.resume()
      isWatched.wait()
      sources.append(source)
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Ends the program as the first signal asks, if there was one, with a last word on standard error; the work is over.
  func finish(saying message: String?) {
    guard let number = first.number.withLock({ $0 }) else { return }
    if let message { StandardError.write("seq2seq: \(message)") }
    if number == SIGINT { exit(130) }
    reraise(number)
  }
}
