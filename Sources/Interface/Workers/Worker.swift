import Dispatch
import Essentials
import Model
import Synchronization

/// Works in the background, on one thing after the other.
package final class Worker: Sendable {
  /// Something to do on the worker's thread; what takes long looks at the interruption and gives up.
  package typealias Work = @Sendable (Interruption) -> Void

  private struct State {
    var waiting: [(work: Work, interruption: Interruption)] = []
    /// What gives up everything that was asked for since it was last given up.
    var interruption = Interruption()
    var isBusy = false

    mutating func giveUp() {
      waiting = []
      interruption.raise()
      interruption = Interruption()
    }
  }

  private let label: String
  private let quality: DispatchQoS
  private let queue: DispatchQueue
  private let pending = DispatchGroup()
  private let state = Mutex(State())

  /// A worker with nothing to do.
  ///
  /// - Parameters:
  ///   - label: Names its thread.
  ///   - quality: How urgent its work is; `.background` is done on a thread that gives way to all others.
  package init(label: String, quality: DispatchQoS) {
    self.label = label
    self.quality = quality
    queue = DispatchQueue(label: label, qos: quality)
  }

  /// Does something behind everything that was asked for before.
  package func add(_ work: @escaping Work) {
    enqueue { $0.waiting.append((work, $0.interruption)) }
  }

  /// Does something in the place of everything that was asked for before: what waits is forgotten, and what is under way is
  /// given up unless it is to go on.
  package func replace(goesOn: Bool = false, with work: @escaping Work) {
    enqueue { state in
      if !goesOn { state.giveUp() }
      state.waiting = [(work, state.interruption)]
    }
  }

  /// Gives up everything that was asked for.
  package func cancel() { state.withLock { $0.giveUp() } }

  /// Waits until nothing is left to do, but not longer than some seconds; whether that is so.
  @discardableResult
  package func wait(seconds: Double) -> Bool { pending.wait(timeout: .now() + seconds) == .success }

  private func enqueue(_ change: (inout State) -> Void) {
    let wasIdle = state.withLock { state in
      change(&state)
      defer { state.isBusy = true }
      return !state.isBusy
    }
    guard wasIdle else { return }
    pending.enter()
    guard quality == .background else { return queue.async { self.run() } }
    DetachedThread.start {
      Self.giveWay()
      self.run()
    }
  }

  private func run() {
    while let (work, interruption) = next() { work(interruption) }
    pending.leave()
  }

  private func next() -> (Work, Interruption)? {
    state.withLock { state in
      state.isBusy = !state.waiting.isEmpty
      return state.isBusy ? state.waiting.removeFirst() : nil
    }
  }

  /// Lowers the priority of the calling thread for good.
  private static func giveWay() {
    #if canImport(Glibc)
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
    #else
      pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0)
    #endif
  }
}
