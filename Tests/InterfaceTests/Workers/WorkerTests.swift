import Dispatch
import Interface
import Synchronization
import Testing

@Suite("Work in the background")
struct WorkerTests {
  /// A worker with something under way, which ends when it may.
  private final class Busy: Sendable {
    let worker: Worker
    /// What was done, and whether it had to give up.
    private let done = Mutex<[String]>([])
    private let gate = DispatchSemaphore(value: 0)

    init(_ quality: DispatchQoS) {
      worker = Worker(label: "test", quality: quality)
      let started = DispatchSemaphore(value: 0)
      let first = work("first")
      worker.add { [gate] interruption in
        started.signal()
        gate.wait()
        first(interruption)
      }
      started.wait()
    }

    func work(_ name: String) -> Worker.Work {
      { interruption in
        self.done.withLock { $0.append(name + (interruption.isRaised ? ", given up" : "")) }
      }
    }

    /// What is done once everything is.
    func finish() -> [String] {
      gate.signal()
      #expect(worker.wait(seconds: 60))
      return done.withLock { $0 }
    }
  }

  @Test("One thing is done after the other", arguments: [DispatchQoS.userInitiated, .background])
  func order(quality: DispatchQoS) {
    let busy = Busy(quality)
    for name in ["second", "third"] { busy.worker.add(busy.work(name)) }
    #expect(!busy.worker.wait(seconds: 0))
    #expect(busy.finish() == ["first", "second", "third"])
    busy.worker.add(busy.work("after a rest"))
    #expect(busy.finish().last == "after a rest")
  }

  @Test("What is wanted last takes the place of what waits, and what is under way is given up unless it goes on")
  func replacing() {
    for goesOn in [false, true] {
      let busy = Busy(.userInitiated)
      busy.worker.add(busy.work("second"))
      busy.worker.replace(goesOn: goesOn, with: busy.work("third"))
      #expect(busy.finish() == [goesOn ? "first" : "first, given up", "third"])
    }
  }

  @Test("What is called off does not begin; what is asked for later does")
  func cancelling() {
    let busy = Busy(.userInitiated)
    busy.worker.add(busy.work("second"))
    busy.worker.cancel()
    busy.worker.add(busy.work("third"))
    #expect(busy.finish() == ["first, given up", "third"])
  }
}
