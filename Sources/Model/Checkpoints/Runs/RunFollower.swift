import Dispatch
import Essentials
import Synchronization

/// Lists the runs that some folders and files hold, and follows them as they grow, are replaced, come and go.
///
/// A look costs a stamp of each file; only what has changed is read, and of a log only what was appended. When to look is for
/// others to say, but not more often than `interval`.
package struct RunFollower: Sendable {
  /// What is seen of the world: the stamp of a file, and the time in seconds since 1970.
  package struct Eyes: Sendable {
    /// The stamp of a file; `nil` if there is none.
    let stamp: @Sendable (String) -> FileStamp?
    /// The time.
    let now: @Sendable () -> Double

    /// The world as it is, or as somebody tells it.
    package init(
      stamp: @escaping @Sendable (String) -> FileStamp? = { FileStamp(of: $0) },
      now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) {
      self.stamp = stamp
      self.now = now
    }
  }

  /// The fewest seconds from one look to the next.
  package static let interval = 1.0

  private let eyes: Eyes
  private let evaluations: EvaluationRecords
  private var places: [RunPlace]
  private var tails: [String: any RunTail] = [:]
  /// The files that are no runs, as they were, and those that may be soon.
  private var others: [String: FileStamp] = [:]
  private var undecided: [String: FileStamp] = [:]
  private var families: [RunFamily] = []
  private var locks: [String: (path: String, wasHeld: Bool)] = [:]
  /// The checkpoints that somebody writes without a lock.
  private var lockless: Set<String> = []
  private var evaluated: [String: EvaluationRecord] = [:]
  private var evaluationStamp: FileStamp?

  /// The runs of the last look, as they stood then, by their paths.
  package private(set) var runs: [ListedRun] = []
  /// The runs whose batches are kept, by their paths: those that are drawn.
  ///
  /// The batches of a run that comes to be among them are there after the next look.
  package var followed: Set<String> = []

  /// Nothing is looked at yet.
  ///
  /// - Parameters:
  ///   - places: Folders and files as they were given; `.` for the working folder.
  ///   - evaluations: What was found of networks on this machine.
  ///   - eyes: What is seen of the world.
  package init(
    _ places: [String], evaluations: EvaluationRecords = EvaluationRecords(), eyes: Eyes = Eyes()
  ) {
    self.places = places.map { RunPlace($0) }
    self.evaluations = evaluations
    self.eyes = eyes
  }

  /// Whether more is there than the last look read: another may follow at once.
  package var isBehind: Bool { tails.values.contains { $0.isBehind } }

  /// Looks at everything; whether there is anything else to see than at the last look.
  package mutating func look() -> Bool {
    let before = (families, runs.map(\.appearance))
    let new = find()
    let changed = read().union(new)
    if !changed.isEmpty || families.isEmpty { families = RunFamily.families(of: tails) }
    readEvaluations()
    watchLocks(changed)
    let now = eyes.now()
    runs = families.compactMap { row($0)?.standing(at: now) }
    // Not the runs themselves: a number that is not one is never as it was.
    return !changed.isEmpty || before != (families, runs.map(\.appearance))
  }

  /// The run at a path with its epochs and batches; `nil` if it is not here.
  ///
  /// The path may be that of any of its files.
  package func watched(_ path: String) -> WatchedRun? {
    guard let run = runs.first(where: { $0.files.contains(path) }) else { return nil }
    let curves = (run.log ?? run.events).flatMap { tails[$0] } ?? tails[run.path]
    let (saved, logged) = (tails[run.path]?.history ?? [], curves?.history ?? [])
    // A run that was resumed may have begun another log.
    let first = logged.first?.epoch ?? curves?.lastBatch?.record.epoch ?? .max
    let isOne = run.log == nil && run.events == nil
    return WatchedRun(
      run: run, history: isOne ? saved : saved.prefix { $0.epoch < first } + logged,
      batches: curves?.batches ?? [], lastBatch: curves?.lastBatch)
  }

  /// The series of a run's event files: the names of all, and what was taken for what; `nil` for a run without.
  package func series(of path: String) -> (names: [String], choice: ScalarChoice)? {
    eventTail(of: path).map { ($0.names, $0.choice) }
  }

  /// Takes other series of a run's event files than the likely ones; to be seen after the next look.
  package mutating func choose(_ choice: ScalarChoice, of path: String) {
    guard var tail = eventTail(of: path) else { return }
    tail.choose(choice)
    tails[tail.run.path] = tail
    families = []
  }

  private func eventTail(of path: String) -> EventTail? {
    let files = runs.first { $0.files.contains(path) }?.files ?? []
    return files.lazy.compactMap { tails[$0] as? EventTail }.first
  }

  private var followedFiles: Set<String> {
    Set(runs.filter { !followed.isDisjoint(with: $0.files) }.flatMap(\.files))
  }
}

// What is where.
extension RunFollower {
  /// Finds what has come, which it gives, and what is gone.
  private mutating func find() -> Set<String> {
    var hasChanged = false
    for index in places.indices where places[index].look(eyes.stamp) { hasChanged = true }
    let grown = undecided.filter { eyes.stamp($0.key) != $0.value }.keys
    guard hasChanged else { return sniff(Array(grown)) }
    let given = Set(places.map(\.path))
    let wanted = wanted
    for path in tails.keys where !wanted.contains(path) || !given.contains(path) && eyes.stamp(path) == nil {
      tails[path] = nil
      families = []
    }
    for path in others.keys where !wanted.contains(path) { others[path] = nil }
    for path in undecided.keys where !wanted.contains(path) { undecided[path] = nil }
    return sniff(
      wanted.filter { path in
        guard tails[path] == nil, undecided[path] == nil || grown.contains(path) else { return false }
        return others[path].map { $0 != eyes.stamp(path) } ?? true
      })
  }

  /// Every candidate, each file once by whichever path.
  private var wanted: Set<String> {
    guard places.count > 1 else { return Set(places.flatMap(\.candidates)) }
    var known: Set<FileIdentity> = []
    return Set(
      places.flatMap(\.candidates).filter { path in
        FileIdentity(path).map { known.insert($0).inserted } ?? true
      })
  }

  /// How many files one thread looks into before it asks for more.
  private static let share = 16

  /// Looks into files that are new, several at once, since there may be a thousand; those that are runs.
  private mutating func sniff(_ paths: [String]) -> Set<String> {
    guard !paths.isEmpty else { return [] }
    let (given, eyes) = (Set(places.map(\.path)), eyes)
    let found = Mutex<[String: RunSniff]>([:])
    DispatchQueue.concurrentPerform(iterations: (paths.count + Self.share - 1) / Self.share) { part in
      let mine = paths[(part * Self.share)..<min(paths.count, (part + 1) * Self.share)].map { path in
        (path, RunSniff(path, isGiven: given.contains(path)).read(eyes.stamp))
      }
      found.withLock { found in for (path, sniff) in mine { found[path] = sniff } }
    }
    var runs: Set<String> = []
    for (path, sniff) in found.withLock({ $0 }) {
      (undecided[path], others[path]) = (nil, nil)
      switch sniff {
      case .run(let tail):
        tails[path] = tail
        runs.insert(path)
      case .other: others[path] = eyes.stamp(path)
      case .undecided: undecided[path] = eyes.stamp(path)
      }
    }
    return runs
  }

  /// Reads what is new; the files that have changed.
  private mutating func read() -> Set<String> {
    let kept = followedFiles.union(followed)
    var changed: Set<String> = []
    for path in tails.keys {
      tails[path]?.keepsBatches = kept.contains(path)
      if tails[path]?.read(eyes.stamp) == true { changed.insert(path) }
      // Somebody's else safetensors file is no run; who named it wants to know.
      if (tails[path] as? CheckpointTail)?.isForeign == true, !places.contains(where: { $0.path == path }) {
        tails[path] = nil
        others[path] = eyes.stamp(path)
      }
    }
    return changed
  }

  private mutating func readEvaluations() {
    let stamp = eyes.stamp(evaluations.path)
    guard stamp != evaluationStamp else { return }
    evaluationStamp = stamp
    evaluated = evaluations.all()
  }

  /// Finds out which checkpoints are being trained.
  private mutating func watchLocks(_ changed: Set<String>) {
    for family in families where tails[family.path]?.run.kind == .checkpoint {
      let (path, wasHeld) = locks[family.path] ?? (RunLock.path(for: family.path), true)
      let isHeld = RunLock.isHeld(path)
      locks[family.path] = (path, isHeld)
      // An older program, or one that copies from another machine: its news are all that tells.
      if changed.contains(family.path), !wasHeld, !isHeld { lockless.insert(family.path) }
      if isHeld { lockless.remove(family.path) }
    }
  }
}

// The rows.
extension RunFollower {
  private func row(_ family: RunFamily) -> ListedRun? {
    guard var run = tails[family.path]?.run else { return nil }
    run.bestCheckpoint = family.bestCheckpoint
    if let fingerprint = (tails[family.path] as? CheckpointTail)?.fingerprint,
      let record = evaluated[fingerprint], record.data == run.data?.digest
    {
      run.evaluation = record
    }
    // The best epoch may have been saved later than the other file.
    if let best = family.bestCheckpoint.flatMap({ tails[$0]?.run }) { run.add(best) }
    // Event files have their numbers rounded, and nothing that a log does not have.
    if let log = (family.log ?? family.events).flatMap({ tails[$0]?.run }) { run.add(log) }
    (run.log, run.events) = (family.log, family.events)
    if run.kind == .checkpoint, !lockless.contains(family.path) { run.isLocked = locks[family.path]?.wasHeld }
    return run
  }
}
