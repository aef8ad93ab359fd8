import Model

/// A column of the list of runs: what it tells, how it is sorted by, and how much room it takes.
package enum RunColumn: String, CaseIterable, Hashable, Sendable {
  /// What the run is called.
  case name
  /// What has become of it.
  case state
  /// How far it is, and how far it is to go.
  case epoch
  /// The least loss on held-out pairs.
  case loss
  /// The epoch that had it.
  case best
  /// The accuracy over real characters.
  case characters
  /// How near its translations come, where they were evaluated.
  case chrF
  /// What it was trained on.
  case data
  /// In which hyperparameters it is not as the run under the cursor.
  case differences
  /// How long ago anything was heard of it.
  case age

  /// What stands above it.
  package var title: String {
    switch self {
    case .name: "run"
    case .loss: "val loss"
    case .best: "at"
    case .characters: "chars"
    case .differences: "differs in"
    default: rawValue
    }
  }

  /// Whether numbers stand in it, which end at its right edge.
  var isNumber: Bool {
    switch self {
    case .name, .state, .data, .differences: false
    case .epoch, .loss, .best, .characters, .chrF, .age: true
    }
  }

  /// Whether the greatest stand above the least: the better run above the worse, the younger above the older.
  var isDescending: Bool {
    switch self {
    case .epoch, .characters, .chrF: true
    case .name, .state, .loss, .best, .data, .differences, .age: false
    }
  }

  /// The next one to sort by, the first behind the last; or the one before.
  func next(back: Bool) -> RunColumn {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + (back ? all.count - 1 : 1)) % all.count]
  }
}

/// What a run is sorted by; one of which nothing is known stands last, whatever the direction.
enum RunKey: Hashable, Sendable {
  /// A number.
  case number(Double)
  /// A text.
  case text(String)
  /// Nothing is known.
  case nothing

  /// A number, where it is one.
  init(_ number: Double?) { self = number.flatMap { $0.isFinite ? .number($0) : nil } ?? .nothing }

  /// A text, where there is one.
  init(_ text: String?) { self = text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .nothing }

  /// Whether it stands before another; nil where they are the same.
  func precedes(_ other: RunKey, descending: Bool) -> Bool? {
    switch (self, other) {
    case (.nothing, .nothing): nil
    case (.nothing, _): false
    case (_, .nothing): true
    case (.number(let left), .number(let right)): left == right ? nil : (left < right) != descending
    case (.text(let left), .text(let right)): left == right ? nil : (left < right) != descending
    case (.number, .text): true
    case (.text, .number): false
    }
  }
}

extension RunColumn {
  /// What a run is sorted by in this column.
  func key(of run: ListedRun) -> RunKey {
    switch self {
    case .name: RunKey(run.path.lowercased().withNumbersAligned)
    case .state: RunKey(Double(run.standing.rank))
    case .epoch: RunKey(Double(run.point.epoch))
    case .loss: RunKey(run.best?.validation?.loss)
    case .best: RunKey(run.best.map { Double($0.epoch) })
    case .characters: RunKey(run.characterAccuracy)
    case .chrF: RunKey(run.evaluation?.chrF)
    case .data: RunKey(run.data?.name)
    case .differences: RunKey(run.hyperparameters.map(RunWords.hyperparameters))
    // Runs that grow are of one age, or they would change places with every save.
    case .age: RunKey(run.standing == .growing ? 0 : max(1, -run.modified + RunColumn.farFuture))
    }
  }

  /// A time after all others, in seconds since 1970.
  private static let farFuture = 1e12
}

extension RunStanding {
  /// Where it stands among the others: what still moves first.
  fileprivate var rank: Int {
    switch self {
    case .growing: 0
    case .silent: 1
    case .stopped: 2
    case .finished: 3
    case .unreadable: 4
    }
  }

  /// What the list says, in a narrow column.
  package var word: String { self == .unreadable ? "damaged" : title }
}

extension String {
  /// The text with blanks before its numbers, so that `net-2` stands before `net-10` in the order of the alphabet.
  var withNumbersAligned: String {
    var (result, digits) = ("", "")
    for character in self + "\n" {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        if !digits.isEmpty { result += digits.rightAligned(in: 12) }
        digits = ""
        result.append(character)
      }
    }
    return result
  }
}

/// A run in words and figures, for the cells of the list and the lines below it.
enum RunWords {
  /// How its hyperparameters are not the defaults, as `latent dimension 64, dropout 0.2`; nothing where all are.
  static func hyperparameters(_ values: Hyperparameters) -> String {
    let defaults = Hyperparameters()
    return Hyperparameter.all.filter { $0 != .epochs && $0.text(values) != $0.text(defaults) }
      .map { "\($0.title) \($0.text(values))" }.joined(separator: ", ")
  }

  /// Everything that a filter looks for: its name, its data and its hyperparameters, as the list and as the form name them.
  static func everything(_ run: ListedRun) -> String {
    let values = run.hyperparameters.map { values in
      Hyperparameter.all.map { "\($0.option) \($0.text(values)), \($0.title) \($0.text(values))" }
        .joined(separator: ", ")
    }
    return [run.path, run.log, run.events, run.data?.name, run.kind.title, run.standing.word, values].compactMap { $0 }
      .joined(separator: "\n").lowercased()
  }

  /// How far it is: `37/100`, or `37` where nobody says how far it is to go.
  static func epochs(_ run: ListedRun) -> String {
    run.epochs.map { "\(run.point.epoch)/\($0)" } ?? "\(run.point.epoch)"
  }

  /// How long ago: `now` below a minute, then minutes, hours, days and years; seconds of a run that is silent.
  static func age(_ run: ListedRun) -> String {
    if case .silent(let seconds) = run.standing, seconds < 60 { return "\(seconds)s" }
    return switch run.age {
    case ..<60: "now"
    case ..<3600: "\(run.age / 60)m"
    case ..<86_400: "\(run.age / 3600)h"
    case ..<(400 * 86_400): "\(run.age / 86_400)d"
    default: "\(run.age / (365 * 86_400))y"
    }
  }

  /// `no news for 40 s`; nil for a run that is not silent.
  static func silence(_ standing: RunStanding) -> String? {
    guard case .silent(let seconds) = standing else { return nil }
    let time = seconds < 60 ? "\(seconds) s" : seconds < 3600 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
    return "no news for " + time
  }
}
