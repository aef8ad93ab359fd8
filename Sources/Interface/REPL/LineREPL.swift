import Model

/// Text in, text out: a line is translated, a slash starts a command, two slashes a line that begins with one.
///
/// Everything it reads and writes goes through closures, so that it serves pipes, plain terminals and tests alike.
package struct LineREPL {
  /// The ways in and out.
  package struct Channels {
    /// The next line, without its end; `nil` at the end of the input.
    package var read: () -> String?
    /// Writes one or more lines to standard output, at once; false once that is over.
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

  /// A decode that is whole.
  struct Decoded {
    let request: String
    let sentence: Sentence
    let steps: [DecodeStep]
  }

  let channels: Channels
  let glyphs: Glyphs
  let columns: Int
  let summarize: (Checkpoint) -> String
  var checkpoint: Checkpoint?
  var translator: Translator?
  var entered: History
  /// How many of each step's likeliest characters are shown; `nil` for none.
  var probabilities: Int?
  var isJSON = false
  /// The decode written last, which `/branch` goes on from.
  var last: Decoded?
  /// The sentences that every network to come translates at once.
  var pinned: [String] = []

  /// A REPL on a checkpoint; `summarize` describes its network, `history` holds the lines of earlier runs.
  package init(
    checkpoint: Checkpoint?, channels: Channels, glyphs: Glyphs = Glyphs(isUnicode: true), columns: Int = 80,
    history: History = History(), summarize: @escaping (Checkpoint) -> String
  ) {
    self.checkpoint = checkpoint
    self.channels = channels
    self.glyphs = glyphs
    self.columns = columns
    self.summarize = summarize
    entered = history
    translator = checkpoint.map { Translator($0.network) }
  }

  /// Answers lines until there are no more, until `/quit`, or until nothing can be written.
  package mutating func run() {
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
  }

  /// Writes the translation of a sentence, its first characters chosen; false once nothing can be written.
  mutating func translate(_ request: String, choosing choices: [Int] = []) -> Bool {
    guard let translator else {
      channels.report("no network: /load FILE reads a checkpoint, and `seq2seq train` makes one")
      return channels.write("")
    }
    guard let decoded = decode(request, choosing: choices, with: translator) else { return true }
    for hint in decoded.sentence.hints(for: translator.configuration) { channels.report(hint) }
    if !decoded.steps.isEmpty { last = decoded }
    let report = DecodeReport(decoded.sentence, steps: decoded.steps, top: probabilities ?? 5)
    if isJSON { return channels.write(report.json) }
    guard probabilities != nil, !decoded.steps.isEmpty else { return channels.write(report.output) }
    return channels.write(([report.output] + report.table(columns: columns, glyphs: glyphs)).joined(separator: "\n"))
  }

  /// The decode of a sentence; `nil` if it was cancelled.
  func decode(_ request: String, choosing choices: [Int] = [], with translator: Translator) -> Decoded? {
    let sequence = translator.sequence(for: request, choosing: choices)
    var steps: [DecodeStep] = []
    for step in sequence {
      steps.append(step)
      if channels.isCancelled() {
        channels.report("cancelled")
        return nil
      }
    }
    return Decoded(request: request, sentence: sequence.sentence, steps: steps)
  }
}
