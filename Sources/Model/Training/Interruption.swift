import Synchronization

/// A flag that any thread may raise to have a batch given up: the weights stay as they were before it.
package final class Interruption: Sendable {
  private let flag = Atomic(false)

  /// Not raised.
  package init() {}

  /// Whether the batch is to be given up.
  package var isRaised: Bool { flag.load(ordering: .relaxed) }

  /// Has the batch given up, for good.
  package func raise() { flag.store(true, ordering: .relaxed) }
}
