import ArgumentParser
import Model

/// `--data`, and how its lines hold the pairs.
struct DataOptions: ParsableArguments {
  @Option(help: ArgumentHelp("\(RunSetting.data.explanation).", valueName: "file"))
  var data: String?
  @Option(help: ArgumentHelp("The columns of English and French, counted from 1 (default: 1,2).", valueName: "e,f"))
  var columns: CorpusFormat.Columns?
  @Option(help: "What separates the columns; all but tab read quotes as in CSV (default: tab).")
  var separator: CorpusFormat.Separator?

  /// What was asked for; `nil` for nothing.
  var given: CorpusLocation? { data.map { .named($0, CorpusFormat(separator: separator, columns: columns)) } }

  /// What was asked for, or the sentences that come with the program.
  var location: CorpusLocation { given ?? .embedded }

  func validate() throws {
    guard data == nil, columns != nil || separator != nil else { return }
    throw ValidationError("--columns and --separator tell how a file's lines hold the pairs. Name it with --data FILE.")
  }
}

extension CorpusFormat.Columns: ExpressibleByArgument {}

extension CorpusFormat.Separator: ExpressibleByArgument {}
