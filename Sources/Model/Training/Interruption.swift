import Synchronization

/// A flag that any thread may raise to have work on a network given up; a batch of training leaves the weights as they were.
package final class Interruption: Sendable {
  private let flag = Atomic(false)

  /// Not raised.
  package init() {}

  /// Whether the work is to be given up.
  package var isRaised: Bool { flag.load(ordering: .relaxed) }

  /// Has the work given up, for good.
  package func raise() { flag.store(true, ordering: .relaxed) }
}
