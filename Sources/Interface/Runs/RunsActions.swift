/// What can be done to the list of runs.
package enum RunsAction: Hashable, Sendable {
  /// By so many rows; `Int.min` and `.max` reach its ends.
  case move(Int)
  /// Draws the curves of the run under the cursor, or hides them.
  case draw
  /// Translates with its network, and follows its training where somebody goes on with that.
  case open
  /// Draws its curves in the place of those of the run at hand, and goes on with them as it grows.
  case watch
  /// Trains its network further.
  case resume
  /// Compares its decodes with those of the network at hand.
  case compare
  /// Sorts by the next column, or by the one before.
  case sortNext(back: Bool)
  /// Sorts by a column, by the same again the other way round.
  case sort(RunColumn)
  case reverse
  /// Looks for a text; keeps what is typed; forgets it.
  case search
  case keepSearch
  case leaveSearch
  /// Sets what is looked for.
  case filter(String)
  /// Lists what its event files hold, to draw something else.
  case askForTag
  /// Moves among that; takes what is under the cursor for a role.
  case moveTag(Int)
  case takeTag(isValidation: Bool)
  /// Looks at another folder or file, too.
  case look(path: String)
}

extension RunsAction {
  /// The keys that do it, and the commands.
  static let bindings =
    [
      KeyBinding(.up, in: .runs, does: .runs(.move(-1)), "the run above"),
      KeyBinding(.down, in: .runs, does: .runs(.move(1)), "the run below"),
      KeyBinding(.pageUp, in: .runs, does: .runs(.move(-10)), "ten runs up"),
      KeyBinding(.pageDown, in: .runs, does: .runs(.move(10)), "ten runs down"),
      KeyBinding(.home, in: .runs, does: .runs(.move(.min)), "the first run"),
      KeyBinding(.end, in: .runs, does: .runs(.move(.max)), "the last run"),
      KeyBinding(
        .character(" "), in: .runs, does: .runs(.draw), "draw its curves under a letter, or hide them", hint: "draw"),
      KeyBinding(
        .enter, in: .runs, does: .runs(.open), "open its network; follow its training", hint: "open"),
      KeyBinding(
        .character("w"), in: .runs, does: .runs(.watch), "watch it: its curves take this run's place",
        hint: "watch"),
      KeyBinding(.character("r"), in: .runs, does: .runs(.resume), "train it further", hint: "resume"),
      KeyBinding(
        .character("c"), in: .runs, does: .runs(.compare), "compare its decodes with this network's", hint: "compare"),
      KeyBinding(.character("/"), in: .runs, does: .runs(.search), "only those with a text", hint: "filter"),
      KeyBinding(.escape, in: .runs, does: .runs(.leaveSearch), "all runs again"),
      KeyBinding(
        .character(">"), .character("."), in: .runs, does: .runs(.sortNext(back: false)), "sort by the next column",
        hint: "sort"),
      KeyBinding(
        .character("<"), .character(","), in: .runs, does: .runs(.sortNext(back: true)), "sort by the column before"),
      KeyBinding(.character("R"), in: .runs, does: .runs(.reverse), "sort the other way round"),
      KeyBinding(
        .character("g"), in: .runs, does: .runs(.askForTag), "choose among the series of its event files"),
      KeyBinding(named: .sort, in: .runs, takes: .runColumn, "sort the runs by a column"),
      KeyBinding(named: .filter, in: .runs, takes: .runText, "list only the runs with a text"),
      KeyBinding(
        in: .runs, does: .screen(.show(.runs)), "the list of runs, of another folder, too", name: .runs,
        takes: .runPlace),
    ] + searching + choosing

  private static let searching =
    [
      KeyBinding(.enter, in: .runsFilter, does: .runs(.keepSearch), "walk through what is left", hint: "keep"),
      KeyBinding(.escape, in: .runsFilter, does: .runs(.leaveSearch), "all runs again", hint: "all"),
      KeyBinding(.up, in: .runsFilter, does: .runs(.move(-1)), "the run above"),
      KeyBinding(.down, in: .runsFilter, does: .runs(.move(1)), "the run below"),
    ] + KeyBinding.editing(in: .runsFilter)

  private static let choosing = [
    KeyBinding(
      .enter, in: .tagDialog, does: .runs(.takeTag(isValidation: false)), "draw it as that of the training pairs",
      hint: "training"),
    KeyBinding(
      .character("v"), in: .tagDialog, does: .runs(.takeTag(isValidation: true)),
      "draw it as that of the held-out pairs",
      hint: "validation"),
    KeyBinding(.up, in: .tagDialog, does: .runs(.moveTag(-1)), "the series above"),
    KeyBinding(.down, in: .tagDialog, does: .runs(.moveTag(1)), "the series below", hint: "choose"),
    KeyBinding(.escape, in: .tagDialog, does: .keys(.dismiss), "leave it as it is", hint: "cancel"),
  ]
}

extension CommandParameter {
  /// What the runs are sorted by.
  fileprivate static let runColumn = CommandParameter(
    "COLUMN", expected: "the name of a column", choices: RunColumn.allCases.map(\.rawValue),
    inForce: { $0.runs.column.rawValue }
  ) { text in
    RunColumn(rawValue: text).map { .runs(.sort($0)) }
  }

  /// What is looked for in the list of runs.
  fileprivate static let runText = CommandParameter(
    "TEXT", expected: "a part of a name, of the data or of the hyperparameters; nothing for all runs",
    inForce: { $0.runs.filter.isEmpty ? "nothing" : $0.runs.filter.text }
  ) { .runs(.filter($0)) }

  /// A folder with runs, or the file of one.
  fileprivate static let runPlace = CommandParameter(
    "PATH", expected: "a folder, or the file of a run", files: ["safetensors", "jsonl", "csv"], takesFolders: true,
    inForce: { $0.runs.places.joined(separator: ", ") }, text: { .runs(.look(path: $0)) })
}
