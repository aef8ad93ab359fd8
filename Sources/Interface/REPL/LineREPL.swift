import Essentials
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
    /// Whether what is written is seen on a terminal, and not what another program reads.
    package var isSeen: Bool

    /// The ways in and out.
    package init(
      read: @escaping () -> String?, write: @escaping (String) -> Bool, report: @escaping (String) -> Void,
      isCancelled: @escaping () -> Bool = { false }, isSeen: Bool = false
    ) {
      self.read = read
      self.write = write
      self.report = report
      self.isCancelled = isCancelled
      self.isSeen = isSeen
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
  /// Where a network of Keras's takes its characters from.
  let characters: CharacterData
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
    checkpoint: Checkpoint?, characters: CharacterData = CharacterData(), channels: Channels,
    glyphs: Glyphs = Glyphs(isUnicode: true), columns: Int = 80, history: History = History(),
    summarize: @escaping (Checkpoint) -> String
  ) {
    self.checkpoint = checkpoint
    self.characters = characters
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
    guard probabilities != nil, !decoded.steps.isEmpty else { return channels.write(shown(report.output)) }
    return channels.write(
      ([shown(report.output)] + report.table(columns: columns, glyphs: glyphs)).joined(separator: "\n"))
  }

  /// A text that others wrote: with marks for who sees it, as it is for a program that reads it.
  func shown(_ text: String) -> String { channels.isSeen ? glyphs.marked(text) : text }

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

extension LineREPL {
  /// Does what a line with a slash asks for; false ends the REPL.
  mutating func command(_ line: String) -> Bool {
    let words = line.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
    let argument = words.count > 1 ? words[1].trimmed : ""
    switch words.first.flatMap(SlashCommand.init) {
    case .help: return channels.write(SlashCommand.list)
    case .load: return load(argument)
    case .probabilities: setProbabilities(argument)
    case .json:
      isJSON.toggle()
      channels.report("JSON " + (isJSON ? "on" : "off"))
    case .branch: return branch(argument)
    case .pin: pin(argument)
    case .summary:
      guard let checkpoint else { break }
      return channels.write(summarize(checkpoint))
    case .history: return channels.write(entered.lines.joined(separator: "\n"))
    case .quit: return false
    case nil: channels.report("no command \(line): /help lists them; // begins a sentence with a slash")
    }
    return true
  }

  /// Reads another checkpoint, and writes what it makes of the pinned sentences.
  private mutating func load(_ path: String) -> Bool {
    guard !path.isEmpty else { return refuse("/load needs a file: /load FILE") }
    do {
      let loaded = try Checkpoint(
        contentsOf: path.tildeExpanded, charactersFrom: characters, report: channels.report)
      let translator = Translator(loaded.network)
      checkpoint = loaded
      self.translator = translator
      last = nil
      channels.report("loaded \(path), trained for \(loaded.state.epoch) epochs")
      for sentence in pinned {
        guard let decoded = decode(sentence, with: translator) else { return true }
        let report = DecodeReport(decoded.sentence, steps: decoded.steps, top: probabilities ?? 5)
        guard channels.write(isJSON ? report.json : shown(sentence) + "\t" + shown(report.output)) else { return false }
      }
      return true
    } catch {
      return refuse(error.description)
    }
  }

  private mutating func setProbabilities(_ argument: String) {
    switch Int(argument) {
    case nil where argument.isEmpty: probabilities = probabilities == nil ? 5 : nil
    case let count? where count >= 0: probabilities = count == 0 ? nil : count
    default: return channels.report("/probs needs a number: /probs K, 0 for none")
    }
    channels.report(probabilities.map { "showing the \($0) likeliest characters of each step" } ?? "probabilities off")
  }

  /// Decodes the last sentence again: up to a step as it was, there with another character, from there on freely.
  private mutating func branch(_ argument: String) -> Bool {
    guard let last else { return refuse("/branch goes on from a translation: translate a sentence first") }
    let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, let step = Int(words[0]), last.steps.indices.contains(step - 1) else {
      return refuse("/branch needs a step from 1 to \(last.steps.count) and a character: /branch STEP CHARACTER")
    }
    guard let scalar = Glyphs.scalar(named: words[1]), let index = last.steps[0].vocabulary.index(of: scalar) else {
      return refuse(
        "\(words[1]) is no character that this network writes; expected one, or ␣ ⏎ ⇥, or its code point such as U+202F"
      )
    }
    return translate(last.request, choosing: last.steps[..<(step - 1)].map(\.index) + [index])
  }

  /// Pins a sentence, or the last one; a second time lets it go.
  private mutating func pin(_ argument: String) {
    guard let sentence = argument.isEmpty ? last?.request : argument else {
      return channels.report("/pin needs a sentence: /pin SENTENCE, or /pin behind one that was translated")
    }
    if let index = pinned.firstIndex(of: sentence) {
      pinned.remove(at: index)
      channels.report("no longer pinned: \(sentence)")
    } else {
      pinned.append(sentence)
      channels.report("pinned: \(sentence)")
    }
  }

  /// Says why a command is not followed, and goes on.
  private func refuse(_ reason: String) -> Bool {
    channels.report(reason)
    return true
  }
}
