import Model

/// The list of runs: what the places hold, in which order, and which of them is under the cursor.
package struct RunsState: Sendable {
  /// The folders and files that are looked at; `.` is the working folder.
  package private(set) var places: [String]
  /// The runs of the last look; `nil` before the first.
  package private(set) var found: [ListedRun]?
  /// The run that is trained here, which stands above all others; `nil` for none.
  package private(set) var here: String?
  /// The runs that the filter leaves, as they are sorted, by their places in `found`.
  private(set) var order: [Int] = []
  /// The run under the cursor, by its path.
  package private(set) var selected: String?
  /// The first row that is shown where not all have room.
  private(set) var top = 0
  /// What is sorted by.
  package private(set) var column = RunColumn.age
  /// Whether the other way round than the column is by itself.
  package private(set) var isReversed = false
  /// What is looked for; empty for everything.
  package private(set) var filter = LineEditor()
  /// The letters that runs have or had, by their paths: one that is drawn again gets its own.
  package internal(set) var letters: [String: Int] = [:]
  /// What an evaluation found that is still to be remembered.
  var evaluated: EvaluationRecord?
  /// The run before the one that is trained here, whether it is drawn or not; `nil` for none.
  var before: RecordedRun?
  /// The run that is resumed as soon as its network is read.
  var resuming: String?
  /// What is followed in the place of a training here.
  package internal(set) var watch: Watch
  /// What the worker was asked last to look at; `nil` for nothing.
  package internal(set) var asked: RunsRequest?
  /// Which series of event files are taken for what, where that was chosen, by the paths of the runs.
  package internal(set) var choices: [String: ScalarChoice] = [:]

  /// Nothing looked at yet.
  ///
  /// - Parameters:
  ///   - places: Folders and files.
  ///   - watches: Whether a run that grows there is followed by itself.
  package init(places: [String] = ["."], watches: Bool = false) {
    self.places = Self.distinct(places)
    watch = Watch(isAutomatic: watches)
  }

  private static func distinct(_ places: [String]) -> [String] {
    places.reduce(into: []) { result, place in
      if !result.contains(place) { result.append(place) }
    }
  }

  /// Looks at one more place from now on.
  mutating func add(place: String) { places = Self.distinct(places + [place]) }

  // MARK: - What is shown

  /// How many rows there are without a filter.
  package var totalCount: Int {
    let isListed = here == nil || found?.contains { $0.path == here } == true
    return (found?.count ?? 0) + (isListed ? 0 : 1)
  }

  /// How many rows there are.
  package var count: Int { order.count + (here == nil ? 0 : 1) }

  /// The path of a row.
  func path(at row: Int) -> String? {
    if let here, row == 0 { return here }
    let index = row - (here == nil ? 0 : 1)
    return order.indices.contains(index) ? found?[order[index]].path : nil
  }

  /// The row under the cursor; 0 where there is none.
  package var row: Int {
    guard let selected else { return 0 }
    if selected == here { return 0 }
    return (order.firstIndex { found?[$0].path == selected } ?? 0) + (here == nil ? 0 : 1)
  }

  /// A run by its path, as its files tell.
  func run(_ path: String?) -> ListedRun? { path.flatMap { path in found?.first { $0.path == path } } }

  // MARK: - What changes it

  /// Takes what was found.
  mutating func take(_ runs: [ListedRun]) {
    let row = row
    found = runs
    arrange(row)
  }

  /// The run that is trained here has changed.
  mutating func train(here path: String?) {
    guard path != here else { return }
    let row = row
    here = path
    arrange(row)
  }

  /// Moves the cursor by so many rows, stopping at the ends, where so many rows are shown; whether it moved.
  mutating func move(by distance: Int, shown: Int) -> Bool {
    guard count > 0 else { return false }
    let before = row
    let (sum, isOver) = before.addingReportingOverflow(distance)
    let row = isOver ? (distance < 0 ? 0 : count - 1) : max(0, min(count - 1, sum))
    selected = path(at: row)
    top = Self.top(top, showing: row, of: count, shown: shown)
    return row != before
  }

  /// Puts the cursor on a run.
  mutating func select(_ path: String) {
    if (0..<count).contains(where: { self.path(at: $0) == path }) { selected = path }
  }

  /// The first row shown, as near to the one before as shows a row.
  static func top(_ top: Int, showing row: Int, of count: Int, shown: Int) -> Int {
    let shown = max(1, shown)
    return max(0, min(max(min(top, row), row - shown + 1), count - shown))
  }

  /// Sorts by a column; by the same again the other way round.
  mutating func sort(by column: RunColumn) {
    isReversed = column == self.column && !isReversed
    self.column = column
    arrange(row)
  }

  /// Sorts the other way round.
  mutating func reverse() { sort(by: column) }

  /// Whether the greatest stand above.
  package var isDescending: Bool { column.isDescending != isReversed }

  /// Looks for a text.
  mutating func filter(_ text: String) {
    filter.set(text)
    arrange(row)
  }

  /// Changes what is looked for.
  mutating func filter(_ edit: LineEdit) { if filter.apply(edit) { arrange(row) } }

  /// Looks for nothing any more.
  mutating func clearFilter() {
    filter = LineEditor()
    arrange(row)
  }

  /// Sorts and filters anew; the cursor stays on its run, or at its row where that is gone.
  private mutating func arrange(_ row: Int) {
    let runs = found ?? []
    let wanted = filter.text.lowercased()
    let kept = runs.indices.filter { index in
      guard runs[index].path != here else { return false }
      return wanted.isEmpty || RunWords.everything(runs[index]).contains(wanted)
    }
    let keys = kept.map { (column.key(of: runs[$0]), RunColumn.name.key(of: runs[$0])) }
    let isDescending = isDescending
    order = zip(kept, keys).sorted { left, right in
      left.1.0.precedes(right.1.0, descending: isDescending)
        ?? left.1.1.precedes(right.1.1, descending: false) ?? false
    }.map(\.0)
    let isThere = selected.map { path in path == here || order.contains { runs[$0].path == path } } ?? false
    if !isThere { selected = path(at: max(0, min(row, count - 1))) }
  }
}

/// What the list is to be filled with, and what else is to be known of some of its runs.
package struct RunsRequest: Hashable, Sendable {
  /// The folders and files to look at.
  package let places: [String]
  /// The runs whose epochs are wanted, by their paths.
  package let drawn: Set<String>
  /// The run that is watched; `nil` for none.
  package let watched: String?
  /// Which series of event files are to be taken for what, by the paths of the runs.
  package let choices: [String: ScalarChoice]
  /// The run whose series are wanted; `nil` for none.
  package let listed: String?
}

/// What the event files of a run hold.
package struct RunSeries: Hashable, Sendable {
  /// The run.
  package let path: String
  /// The names of all series.
  package let names: [String]
  /// Which of them is taken for what.
  package let choice: ScalarChoice

  /// The series of a run.
  package init(path: String, names: [String], choice: ScalarChoice) {
    self.path = path
    self.names = names
    self.choice = choice
  }
}

/// What has changed since the last look.
package struct RunsNews: Sendable {
  /// What was asked for.
  package let request: RunsRequest
  /// Every run.
  package let runs: [ListedRun]
  /// The epochs of those that are wanted, as far as they have changed.
  package let histories: [String: [EpochRecord]]
  /// The run that is watched; `nil` where there is none, or nothing new of it.
  package let watched: WatchedRun?
  /// The series of the run that was asked for; `nil` where it has none.
  package let series: RunSeries?

  /// News.
  package init(
    _ request: RunsRequest, runs: [ListedRun], histories: [String: [EpochRecord]] = [:], watched: WatchedRun? = nil,
    series: RunSeries? = nil
  ) {
    self.request = request
    self.runs = runs
    self.histories = histories
    self.watched = watched
    self.series = series
  }
}
