import Dispatch
import Synchronization

/// Computes on a queue of its own what is wanted last: what was asked for before and has not begun is left out.
final class LatestWorker: Sendable {
  private let queue: DispatchQueue
  private let mailbox: Mailbox
  private let latest = Atomic<Int>(0)

  /// A worker that posts to a mailbox; the label names its queue.
  init(label: String, mailbox: Mailbox) {
    queue = DispatchQueue(label: label, qos: .userInitiated)
    self.mailbox = mailbox
  }

  /// Computes an event and posts it, unless something else is asked for before that begins.
  func compute(_ event: @escaping @Sendable () -> Event) {
    let ticket = latest.add(1, ordering: .relaxed).newValue
    queue.async {
      guard self.latest.load(ordering: .relaxed) == ticket else { return }
      self.mailbox.post(.event(event()))
    }
  }
}
