import Dispatch
import Model
import Synchronization
import Testing

/// A session whose changes a test sees, on the training's own thread: what it does there happens at that very batch.
func session(
  _ checkpoint: Checkpoint, _ dataset: Dataset, threads: Int = 1, output: TrainingOutput = TrainingOutput(),
  onChange: @escaping @Sendable (TrainingSession) -> Void = { _ in },
  onEpoch: (@Sendable (Int, Network) -> Void)? = nil
) throws -> TrainingSession {
  let observed = Observed()
  let session = try TrainingSession(
    checkpoint, dataset: dataset, threads: threads, output: output,
    onChange: { if let session = observed.session { onChange(session) } }, onEpoch: onEpoch)
  observed.session = session
  return session
}

/// The session that a change came from; it owns its observer, not the other way round.
private final class Observed: Sendable {
  private struct Reference {
    weak var session: TrainingSession?
  }

  private let reference = Mutex(Reference())

  var session: TrainingSession? {
    get { reference.withLock { $0.session } }
    set { reference.withLock { $0.session = newValue } }
  }
}

/// Values that one thread leaves for another.
final class Collected<Value: Sendable>: Sendable {
  private let stored = Mutex<[Value]>([])

  var values: [Value] { stored.withLock { $0 } }

  func append(_ value: Value) { stored.withLock { $0.append(value) } }
}

/// Something that happens on another thread, once or several times.
final class Moment: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func happen() { semaphore.signal() }

  /// Waits for it; a minute means that it never happens.
  func wait() throws { try #require(semaphore.wait(timeout: .now() + 60) == .success) }
}

extension TrainingSession {
  /// Starts, and waits for the end.
  func run() throws {
    start()
    try #require(waitUntilDone(seconds: 60))
  }

  /// The network after the last finished batch; while the loop runs this waits for the batch under way.
  func currentNetwork() -> Network {
    let answer = Collected<Network>()
    let answered = DispatchSemaphore(value: 0)
    requestNetwork { network in
      answer.append(network)
      answered.signal()
    }
    answered.wait()
    return answer.values[0]
  }
}

/// The networks of a run on one thread: before its first batch and after each.
func networks(of checkpoint: Checkpoint, _ dataset: Dataset) throws -> [Network] {
  let trainer = try Trainer(checkpoint, dataset: dataset, threads: 1)
  var networks = [trainer.network()]
  trainer.train { event in
    if case .batch = event { networks.append(trainer.network()) }
    return true
  }
  return networks
}
