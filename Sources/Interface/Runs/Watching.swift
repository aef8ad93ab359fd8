import Model

/// A training in another process that is followed in the place of one here.
package struct Watch: Sendable {
  /// Whether a run that grows is followed by itself as long as nobody chose one.
  package internal(set) var isAutomatic = false
  /// The run that is followed, by its path; `nil` for none.
  package internal(set) var path: String?
  /// What its files told last.
  package internal(set) var run: ListedRun?
  /// The network that was read last.
  var networkRead: FileStamp?
  /// What was at hand before anything was watched.
  var before: RunState?

  /// Follows nothing yet.
  init(isAutomatic: Bool) { self.isAutomatic = isAutomatic }
}

extension WorkbenchState {
  /// Follows a run from now on, or none; the curves at hand are its own until it has told of itself.
  mutating func watch(_ path: String?) {
    runs.watch.isAutomatic = false
    follow(path)
  }

  private mutating func follow(_ path: String?) {
    guard path != runs.watch.path else { return }
    (runs.watch.path, runs.watch.run, runs.watch.networkRead) = (path, nil, nil)
  }

  /// Watches the run under the cursor, or nothing any more where that is watched already.
  mutating func watchRun() -> [Effect] {
    guard let run = listedRun(at: runs.row) else {
      notice = Notice("There is no run to watch")
      return []
    }
    if let failure = run.failure {
      notice = Notice(failure, isError: true)
    } else if training.isActive || training.isStarting || training.loading != nil {
      let isHere = run.path == runs.here
      let what = isHere ? "It is trained here" : "A network is being trained here, and its curves are shown"
      notice = Notice(what + "; \(key(for: .runs(.draw))) draws a run beside them")
    } else if run.path == runs.watch.path {
      endWatch()
      notice = Notice("\(run.name) is no longer watched")
    } else {
      watch(run.path)
      notice = Notice("Watching \(run.name): its curves and numbers take the place of those at hand")
    }
    return []
  }

  /// Follows no run any more; where no network of it was read, the curves come back that were at hand before.
  mutating func endWatch() {
    if runs.watch.networkRead == nil, let before = runs.watch.before {
      let pins = training.pins
      training = before
      training.pins = pins
    }
    forgetWatch()
  }

  /// Follows no run any more: something else takes its place.
  mutating func forgetWatch() {
    watch(nil)
    runs.watch.before = nil
  }

  // MARK: - What is asked for

  /// What is to be looked at: the list while it is on the screen, and a run that is watched as long as it goes on.
  private var wantedRuns: RunsRequest? {
    let isGrowing = runs.watch.path != nil && runs.watch.run?.standing.isUnderWay != false
    guard page == .runs || isGrowing else { return nil }
    return RunsRequest(
      places: runs.places, drawn: Set(chart.overlays.filter { !$0.isBefore }.map(\.run.path)), watched: runs.watch.path,
      choices: runs.choices, listed: tagQuestion?.path)
  }

  /// Has the runs looked at that are on the screen, or nothing where none are; asked for once.
  mutating func followRuns() -> [Effect] {
    followTraining()
    let remembering = runs.evaluated.map { [Effect.record($0)] } ?? []
    runs.evaluated = nil
    let wanted = wantedRuns
    guard wanted != runs.asked else { return remembering }
    runs.asked = wanted
    return remembering + [.followRuns(wanted)]
  }

  // MARK: - What is told

  /// Takes what has changed, unless nobody wants to know any more.
  mutating func takeRuns(_ news: RunsNews) -> [Effect] {
    guard runs.asked != nil else { return [] }
    runs.take(news.runs)
    chart.overlays.follow(news.histories)
    chooseRun(among: news.runs)
    if let series = news.series { takeSeries(series) }
    guard let watched = news.watched, watched.run.path == runs.watch.path else { return [] }
    return take(watched)
  }

  /// Where nobody chose a run, the one that grows is followed, the newest of several.
  private mutating func chooseRun(among found: [ListedRun]) {
    guard runs.watch.isAutomatic, !training.isActive, runs.watch.run?.standing != .growing else { return }
    let growing = found.filter { $0.standing == .growing }
    let newest = growing.max { ($0.modified, $1.path) < ($1.modified, $0.path) }
    let last = found.filter { $0.last != nil }.max { ($0.modified, $1.path) < ($1.modified, $0.path) }
    guard let run = newest ?? (runs.watch.path == nil ? last : nil), run.path != runs.watch.path else { return }
    follow(run.path)
    runs.select(run.path)
  }

  /// Takes what a run that is watched tells: its curves and numbers, and its network where another one was saved.
  private mutating func take(_ watched: WatchedRun) -> [Effect] {
    guard !training.isActive, !training.isStarting else { return [] }
    let isFirst = runs.watch.run == nil
    runs.watch.run = watched.run
    if isFirst { begin(watched.run) }
    training.progress = TrainingProgress(watched)
    training.batches.follow(watched.batches, batchesPerEpoch: watched.run.batches ?? 1)
    guard let path = watched.run.checkpoint, let saved = watched.run.saved, saved != runs.watch.networkRead,
      network.reading == nil
    else { return [] }
    runs.watch.networkRead = saved
    return [.readWatched(path: path)]
  }

  /// The curves and numbers of a watched run take the place of those at hand, which come back where it has no network.
  private mutating func begin(_ run: ListedRun) {
    if runs.watch.before == nil { runs.watch.before = training }
    training = RunState(TrainingState(), like: training)
    training.isElsewhere = true
    chart.overlays.removeAll { run.files.contains($0.run.path) }
    training.pins.follow(newNetwork: true)
    chart.crosshair = nil
  }

  /// The network cannot be read: what its run tells goes on without it.
  mutating func refuseWatched(_ path: String, _ reason: String) {
    if runs.watch.run?.checkpoint == path { notice = Notice(reason, isError: true) }
  }

  /// The network of the watched run as it was saved last: it translates from now on, and the pinned sentences at once.
  mutating func takeWatched(_ checkpoint: Checkpoint, from path: String, data source: NetworkData) -> [Effect] {
    guard runs.watch.path != nil, runs.watch.run?.checkpoint == path, !training.isActive else { return [] }
    let isOther = network.card?.path != path
    network.card = NetworkCard(checkpoint, path: path)
    let forgetting = isOther ? forgetEvaluation() : []
    let following = isOther ? followData(of: checkpoint, at: source) : []
    let request = PinRequest(
      texts: training.pins.history.texts, run: training.pins.run, epoch: checkpoint.state.epoch)
    return forgetting + [.useNetwork(checkpoint)] + following + [.followPins(request)]
  }
}

extension BatchCurves {
  /// Takes the batches that a run has logged: those that are new, or all where it went back.
  mutating func follow(_ batches: [BatchRecord], batchesPerEpoch: Int) {
    let known = count
    let isLonger =
      known > 0 && batches.count >= known && isStep(0, batches[0]) && isStep(known - 1, batches[known - 1])
    if !isLonger { self = BatchCurves() }
    append(Array(batches.dropFirst(isLonger ? known : 0)), batchesPerEpoch: batchesPerEpoch)
  }

  private func isStep(_ index: Int, _ record: BatchRecord) -> Bool {
    steps[index].epoch == record.epoch && steps[index].batch == record.batch
  }
}
