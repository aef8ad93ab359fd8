import Essentials
import Model

extension WorkbenchState {
  mutating func perform(_ action: RunsAction) -> [Effect] {
    switch action {
    case .move(let distance): moveRun(by: distance)
    case .draw: drawOrHide()
    case .open: return openRun()
    case .watch: return watchRun()
    case .resume: return resumeRun()
    case .compare: return compareRun()
    case .sortNext(let back):
      runs.sort(by: runs.column.next(back: back))
      sayOrder()
    case .sort(let column):
      runs.sort(by: column)
      sayOrder()
    case .reverse:
      runs.reverse()
      sayOrder()
    case .search:
      keys.focus = .runsFilter
    case .keepSearch: keys.focus = .runs
    case .leaveSearch:
      if runs.filter.isEmpty, keys.focus == .runs { notice = Notice("All runs are listed already") }
      runs.clearFilter()
      keys.focus = .runs
    case .filter(let text): runs.filter(text)
    case .askForTag: askForTag()
    case .moveTag(let distance): moveTag(by: distance)
    case .takeTag(let isValidation): takeTag(isValidation: isValidation)
    case .look(let path):
      let place = path.tildeExpanded.listed
      runs.add(place: place.count > 1 && place.hasSuffix("/") ? String(place.dropLast()) : place)
      notice = Notice("Looking at \(path), too")
    }
    return []
  }

  private mutating func moveRun(by distance: Int) {
    guard runs.count > 0 else { return sayThereIsNoRun() }
    let moved = runs.move(by: distance, shown: RunsLayout(self).shownRows)
    if !moved { sayItEnds(distance < 0, "run") }
  }

  private mutating func sayOrder() {
    let order = runs.isDescending ? "descending" : "ascending"
    notice = Notice("Sorted by \(runs.column.rawValue), \(order); \(key(for: .runs(.reverse))) turns it round")
  }

  /// Why nothing can be done to the run under the cursor.
  private mutating func sayThereIsNoRun() {
    if runs.found == nil {
      notice = Notice("The runs are still being looked for")
    } else if runs.filter.isEmpty {
      notice = Notice("There is no run yet; \(key(for: .training(.toggle))) trains one, :runs PATH looks elsewhere")
    } else {
      notice = Notice("No run has \(runs.filter.text); \(key(for: .runs(.leaveSearch))) lists all again")
    }
  }

  /// The run under the cursor, with what the session knows of it; says why there is none.
  private mutating func runUnderCursor() -> ListedRun? {
    guard let run = listedRun(at: runs.row) else {
      sayThereIsNoRun()
      return nil
    }
    return run
  }

  /// Draws the curves of the run under the cursor, or takes them away.
  private mutating func drawOrHide() {
    guard let run = runUnderCursor() else { return }
    if let overlay = overlay(of: run) {
      chart.overlays.removeAll { $0.run.path == overlay.run.path }
      notice = Notice("\(overlay.letter) \(run.name) is no longer drawn")
    } else if run.path == runs.here || run.path == runAtHand {
      notice = Notice("It is the run at hand, which is drawn without a letter")
    } else if let failure = run.failure {
      notice = Notice(failure, isError: true)
    } else if run.last == nil, !run.standing.isUnderWay {
      notice = Notice("\(run.path) tells of no epoch: there is nothing to draw")
    } else if !addOverlay(RecordedRun(path: run.path, history: [])) {
      notice = Notice(allLettersAreTaken, isError: true)
    }
  }

  /// Translates with the network of the run under the cursor, and follows it where somebody trains it.
  private mutating func openRun() -> [Effect] {
    guard let run = runUnderCursor(), let path = networkPath(of: run, "opens") else { return [] }
    guard run.path != runs.here else {
      notice = Notice("It is the network at hand: it is trained here")
      return []
    }
    guard run.standing.isUnderWay else { return mayLoad() ? load(path) : [] }
    guard run.path != runs.watch.path else {
      notice = Notice("It is watched: its network translates, as it was saved last")
      return []
    }
    return watchRun()
  }

  /// Whether another network can take the place of the one at hand; says why not.
  private mutating func mayLoad() -> Bool {
    guard training.isActive || training.isStarting || training.loading != nil else { return true }
    let key = key(for: .training(.stop))
    notice = Notice("A network is being trained, and that one translates; stop the training (\(key)) first")
    return false
  }

  private mutating func resumeRun() -> [Effect] {
    guard let run = runUnderCursor(), let path = networkPath(of: run, "resumes") else { return [] }
    if run.path == runs.here { return perform(.training(.toggle)) }
    guard !run.standing.isUnderWay else {
      notice = Notice("\(run.name) is being trained in another process; two cannot train into one file")
      return []
    }
    guard path != network.card?.path else { return askToResume() }
    guard mayLoad() else { return [] }
    let effects = load(path)
    if network.reading == path { runs.resuming = path }
    return effects
  }

  private mutating func compareRun() -> [Effect] {
    guard let run = runUnderCursor(), let path = networkPath(of: run, "compares") else { return [] }
    guard network.card != nil else {
      notice = Notice("There is no network to compare it with; \(key(for: .runs(.open))) opens one")
      return []
    }
    guard run.path != runs.here, path != network.card?.path else {
      notice = Notice("It is the network at hand: choose another run to compare it with")
      return []
    }
    return perform(.other(.open(path: path)))
  }

  /// The file with the network of a run; says so where there is none.
  private mutating func networkPath(of run: ListedRun, _ verb: String) -> String? {
    if let failure = run.failure {
      notice = Notice(failure, isError: true)
      return nil
    }
    guard let path = run.checkpoint else {
      let (draw, watch) = (key(for: .runs(.draw)), key(for: .runs(.watch)))
      notice = Notice(
        "\(run.name) is a \(run.kind.title) without a network, which nothing \(verb); \(draw) draws its curves, "
          + "\(watch) watches it")
      return nil
    }
    return path
  }

  /// A network was read; if that was for a run to be resumed, that is asked about now.
  mutating func resumeIfAwaited(_ path: String) -> [Effect] {
    guard runs.resuming == path else { return [] }
    runs.resuming = nil
    return keys.dialog == nil ? askToResume() : []
  }

  /// Shows the form with the network at hand to be trained further, where that can be.
  private mutating func askToResume() -> [Effect] {
    let effects = perform(.training(.toggle))
    if keys.dialog == .form, training.canResume, data.fitsNetwork != false { training.form.train(further: true) }
    return effects
  }
}

extension WorkbenchState {
  /// The run whose network is at hand, by its path as the list has it; `nil` where it is in no file.
  var runAtHand: String? { runs.watch.path ?? network.card?.path?.listed }

  /// How the curves of a run are drawn; `nil` where they are not.
  func overlay(of run: ListedRun) -> Overlay? { chart.overlays.first { run.files.contains($0.run.path) } }

  /// The run of a row, with what is known of it here.
  package func listedRun(at row: Int) -> ListedRun? {
    guard let path = runs.path(at: row) else { return nil }
    if path == runs.here { return hereRun }
    guard var run = runs.run(path) else { return nil }
    // What was trained here a moment ago is not trained elsewhere.
    if path == training.outputPath?.listed, let phase = training.phase, runs.watch.path == nil {
      run.standing = phase == .finished ? .finished : .stopped
    }
    return run
  }

  /// The run that is trained here.
  private var hereRun: ListedRun? {
    guard let path = runs.here else { return nil }
    var run = ListedRun(path: path, kind: .checkpoint)
    (run.data, run.hyperparameters) = (network.card?.data, network.card?.hyperparameters)
    (run.standing, run.epochs) = (.growing, training.epochs)
    guard !training.isStarting, let progress = training.progress else { return run }
    run.point = progress.point
    (run.batches, run.epochs) = (progress.batchesPerEpoch, progress.epochs)
    (run.best, run.last) = (progress.best, progress.history.last)
    return run
  }

  /// Which run is trained here has changed, perhaps.
  mutating func followTraining() {
    runs.train(here: training.isActive || training.isStarting ? training.outputPath?.listed ?? Self.unsaved : nil)
  }

  /// What stands for the path of a run that is saved nowhere.
  private static let unsaved = "this run, saved nowhere"

  /// What is looked at: the places given, the folder where a training saves, and the runs that are compared.
  static func places(_ options: WorkbenchOptions) -> [String] {
    if let watched = options.watched { return watched.isEmpty ? ["."] : watched.map(\.listed) }
    let folder = options.run.output.expectedCheckpoint().map { $0.listed.folderInPath }
    return ["."] + (folder.map { [$0] } ?? []) + options.compared.map(\.path.listed)
  }
}

extension String {
  /// A path as the list of runs has it: as seen from the working folder, without `./` in front.
  var listed: String {
    var path = self[...]
    if path.hasPrefix(Self.workingFolder) { path = path.dropFirst(Self.workingFolder.count) }
    while path.hasPrefix("./"), path.count > 2 { path = path.dropFirst(2) }
    return String(path)
  }

  private static let workingFolder = FileManager.default.currentDirectoryPath + "/"
}
