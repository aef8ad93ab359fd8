import Dispatch
import Foundation
import Model
import Synchronization
import Terminal

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
      let before = signal(number, SIG_IGN)
      // nohup starts a program with SIGHUP ignored, to be left alone by it.
      if number == SIGHUP, Self.isIgnored(before) { continue }
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [first] in
        let isFirst = first.number.withLock { earlier in
          defer { earlier = earlier ?? number }
          return earlier == nil
        }
        // A second one exits now; the last checkpoint is whole, since a save replaces it at once.
        guard isFirst else { _exit(128 + number) }
        if number == SIGINT { session.stop() } else { session.stopAtOnce() }
      }
      source.resume()
      sources.append(source)
    }
  }

  private static func isIgnored(_ disposition: sighandler_t?) -> Bool {
    unsafeBitCast(disposition, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Ends the program as the first signal asks, if there was one; the session is over, its last save has failed or not.
  func finish(saveFailure: String?) {
    guard let number = first.number.withLock({ $0 }) else { return }
    if let saveFailure { StandardError.write("seq2seq: \(saveFailure)") }
    if number == SIGINT { exit(130) }
    reraise(number)
  }
}
