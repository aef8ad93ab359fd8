import Dispatch
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

/// What a training thread can be doing.
package enum Phase: Int, CaseIterable, Hashable, Sendable {
  /// Matrix products, forward and backward.
  case products
  /// The LSTM's gates, forward and backward.
  case gates
  /// Softmax, cross-entropy and the metrics.
  case softmax
  /// Turning text into indices, gathering, and adding up the gradients of gathered rows and biases.
  case gathering
  /// Adding the shards' gradients, RMSprop, and transposing the weights.
  case optimizer
}

/// How long one thread has spent in each phase.
struct PhaseTimes: Sendable {
  private let nanoseconds = AlignedBuffer<UInt64>(count: Phase.allCases.count)

  /// Runs `body` and adds its time; two readings of the clock are some forty nanoseconds.
  @inline(__always) func measure(_ phase: Phase, _ body: () -> Void) {
    let start = DispatchTime.now().uptimeNanoseconds
    body()
    nanoseconds[phase.rawValue] += DispatchTime.now().uptimeNanoseconds - start
  }

  /// The seconds spent in a phase so far.
  subscript(phase: Phase) -> Double { Double(nanoseconds[phase.rawValue]) / 1e9 }
}
