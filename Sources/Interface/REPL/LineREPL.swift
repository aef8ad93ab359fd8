import Model

/// Text in, text out: a line is translated, a slash starts a command, two slashes a line that begins with one.
///
/// Everything it reads and writes goes through closures, so that it serves pipes, plain terminals and tests alike.
package struct LineREPL {
  /// The ways in and out.
  package struct Channels {
    /// The next line, without its end; `nil` at the end of the input.
    package var read: () -> String?
    /// Writes one or more lines to standard output, at once; false once nobody reads them.
    package var write: (String) -> Bool
    /// Says something that is no translation.
    package var report: (String) -> Void
    /// Whether the decode in hand is to be given up.
    package var isCancelled: () -> Bool

    /// The ways in and out.
    package init(
      read: @escaping () -> String?, write: @escaping (String) -> Bool, report: @escaping (String) -> Void,
      isCancelled: @escaping () -> Bool = { false }
    ) {
      self.read = read
      self.write = write
      self.report = report
      self.isCancelled = isCancelled
    }
  }

  private let channels: Channels
  private let glyphs: Glyphs
  private let columns: Int
  private let summarize: (Checkpoint) -> String
  private var checkpoint: Checkpoint?
  private var translator: Translator?
  private var entered = History()
  /// How many of each step's likeliest characters are shown; `nil` for none.
  private var probabilities: Int?
  private var isJSON = false

  /// A REPL on a checkpoint; `summarize` describes its network.
  package init(
    checkpoint: Checkpoint?, channels: Channels, glyphs: Glyphs = Glyphs(isUnicode: true), columns: Int = 80,
    summarize: @escaping (Checkpoint) -> String
  ) {
    self.checkpoint = checkpoint
    self.channels = channels
    self.glyphs = glyphs
    self.columns = columns
    self.summarize = summarize
    translator = checkpoint.map { Translator($0.network) }
  }

  /// Answers lines until there are no more, or until `/quit`.
  ///
  /// - Returns: the exit status: 0.
  package mutating func run() -> Int32 {
    while let line = channels.read() {
      entered.append(line)
      let isGoingOn: Bool
      if line.hasPrefix("//") {
        isGoingOn = translate(String(line.dropFirst()))
      } else if line.hasPrefix("/") {
        isGoingOn = command(line)
      } else {
        isGoingOn = translate(line)
      }
      guard isGoingOn else { break }
    }
    return 0
  }

  private func translate(_ sentence: String) -> Bool {
    guard let translator else {
      channels.report("no network: /load FILE reads a checkpoint")
      return channels.write("")
    }
    let sequence = translator.sequence(for: sentence)
    var steps: [DecodeStep] = []
    for step in sequence {
      steps.append(step)
      if channels.isCancelled() {
        channels.report("cancelled")
        return true
      }
    }
    for hint in sequence.sentence.hints(for: translator.configuration) { channels.report(hint) }
    let report = DecodeReport(sequence.sentence, steps: steps, top: probabilities ?? 5)
    if isJSON { return channels.write(report.json) }
    guard probabilities != nil, !steps.isEmpty else { return channels.write(report.output) }
    return channels.write(([report.output] + report.table(columns: columns, glyphs: glyphs)).joined(separator: "\n"))
  }

  private mutating func command(_ line: String) -> Bool {
    let words = line.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
    let argument = words.count > 1 ? words[1].trimmingBlanks : nil
    switch words.first.flatMap(REPLCommand.init) {
    case .help: return channels.write(REPLCommand.list)
    case .load: load(argument)
    case .probabilities: setProbabilities(argument)
    case .json:
      isJSON.toggle()
      channels.report("JSON " + (isJSON ? "on" : "off"))
    case .summary:
      guard let checkpoint else { break }
      return channels.write(summarize(checkpoint))
    case .history: return channels.write(entered.lines.joined(separator: "\n"))
    case .quit: return false
    case nil: channels.report("no command \(line): /help lists them; // begins a sentence with a slash")
    }
    return true
  }

  private mutating func load(_ path: String?) {
    guard let path else { return channels.report("/load needs a file: /load FILE") }
    do {
      let loaded = try Checkpoint(contentsOf: path)
      checkpoint = loaded
      translator = Translator(loaded.network)
      channels.report("loaded \(path), trained for \(loaded.state.epoch) epochs")
    } catch {
      channels.report(error.description)
    }
  }

  private mutating func setProbabilities(_ argument: String?) {
    switch argument.map(Int.init) {
    case nil: probabilities = probabilities == nil ? 5 : nil
    case .some(let count?) where count >= 0: probabilities = count == 0 ? nil : count
    default: return channels.report("/probs needs a number: /probs K, 0 for none")
    }
    channels.report(probabilities.map { "showing the \($0) likeliest characters of each step" } ?? "probabilities off")
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
