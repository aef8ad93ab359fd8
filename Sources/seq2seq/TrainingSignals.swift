import Dispatch
import Foundation
import Model
import Synchronization

/// What signals do to a training run in the foreground: the batch is ended and saved first.
struct TrainingSignals {
  private final class First: Sendable {
    let number = Mutex<Int32?>(nil)
  }

  private let first = First()
  private var sources: [any DispatchSourceSignal] = []

  /// Watches SIGINT, SIGTERM and SIGHUP for `session`.
  init(_ session: TrainingSession) {
    let queue = DispatchQueue(label: "seq2seq.signals")
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [first] in
        let isFirst = first.number.withLock { earlier in
          defer { earlier = earlier ?? number }
          return earlier == nil
        }
        // A second one exits now; the last checkpoint is whole, since a save replaces it at once.
        guard isFirst else { _exit(128 + number) }
        session.stop()
      }
      source.resume()
      sources.append(source)
    }
  }

  /// Ends the program as the first signal asks, if there was one; the session is over.
  func finish() {
    guard let number = first.number.withLock({ $0 }) else { return }
    if number == SIGINT { exit(130) }
    signal(number, SIG_DFL)
    raise(number)
  }
}
