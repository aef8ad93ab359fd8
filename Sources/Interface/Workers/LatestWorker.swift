import Dispatch
import Model
import Synchronization

/// Something that is computed in the background for what is on the screen: only the answer to what was asked last counts.
package struct Inquiry<Request: Hashable & Sendable, Answer: Sendable>: Sendable {
  /// What was asked last.
  package private(set) var request: Request?
  /// The last answer that was wanted when it came, and what it answers: the request before while the newest is computed.
  package private(set) var latest: (request: Request, answer: Answer)?

  /// Nothing asked.
  package init() {}

  /// Whether an answer is still to come.
  package var isPending: Bool { request != nil && request != latest?.request }

  /// Asks for something; false where that was asked last and need not be asked again.
  package mutating func ask(_ wanted: Request) -> Bool {
    guard wanted != request else { return false }
    request = wanted
    return true
  }

  /// Takes an answer, unless something else was asked for meanwhile.
  package mutating func receive(_ answer: Answer, for answered: Request) {
    if answered == request { latest = (answered, answer) }
  }
}

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
