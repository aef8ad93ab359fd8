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

/// How long was spent in each phase.
struct PhaseTimes: Hashable, Sendable {
  private var nanoseconds = [UInt64](repeating: 0, count: Phase.allCases.count)

  /// The seconds spent in a phase.
  subscript(phase: Phase) -> Double { Double(nanoseconds[phase.rawValue]) / 1e9 }

  /// Adds what another thread spent.
  static func += (left: inout PhaseTimes, right: PhaseTimes) {
    for phase in Phase.allCases { left.nanoseconds[phase.rawValue] += right.nanoseconds[phase.rawValue] }
  }

  fileprivate mutating func add(_ more: UInt64, to phase: Phase) { nanoseconds[phase.rawValue] += more }
}

/// What goes along with one thread's work on a network: the flag it obeys, and the clock it is timed by.
struct PassWatch {
  /// Where the time went so far.
  private(set) var times = PhaseTimes()
  private let interruption: Interruption

  /// A clock at zero.
  init(_ interruption: Interruption = Interruption()) { self.interruption = interruption }

  /// Whether the work is to be given up; what it has computed by then is of no use.
  var isInterrupted: Bool { interruption.isRaised }

  /// Runs `body` and adds its time; two readings of the clock are some forty nanoseconds.
  @inline(__always) mutating func measure(_ phase: Phase, _ body: () -> Void) {
    let start = DispatchTime.now().uptimeNanoseconds
    body()
    times.add(DispatchTime.now().uptimeNanoseconds - start, to: phase)
  }
}
