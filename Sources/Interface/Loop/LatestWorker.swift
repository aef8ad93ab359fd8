import Dispatch
import Model
import Synchronization

/// Computes on a queue of its own what is wanted last: what was asked for before is given up.
final class LatestWorker: Sendable {
  private let queue: DispatchQueue
  private let mailbox: Mailbox
  private let latest = Mutex(Interruption())

  /// A worker that posts to a mailbox; the label names its queue.
  init(label: String, mailbox: Mailbox) {
    queue = DispatchQueue(label: label, qos: .userInitiated)
    self.mailbox = mailbox
  }

  /// Computes an event and posts it, unless something else is asked for before that; what takes long may look at the
  /// interruption and return nil.
  func compute(_ event: @escaping @Sendable (Interruption) -> Event?) {
    let interruption = Interruption()
    latest.withLock { latest in
      latest.raise()
      latest = interruption
    }
    queue.async {
      guard !interruption.isRaised, let event = event(interruption), !interruption.isRaised else { return }
      self.mailbox.post(.event(event))
    }
  }
}
