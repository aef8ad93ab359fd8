import Foundation
import Interface
import Model
import Synchronization
import Terminal
import Testing

/// Networks, runs and states that tests start from.
enum Fixture {
  /// The characters the networks read.
  private static let inputVocabulary = Vocabulary(of: [" !'.CGIRadefimnorstuvy"])
  /// The characters the networks write.
  private static let outputVocabulary = Vocabulary(of: ["\t\n !.CJRVaeéinorstuvz\u{A0}\u{202F}"])

  /// A network that writes a text whatever it reads; no character may occur twice in it.
  ///
  /// A unit for each character remembers the character read last and votes for the next one: +6 for the text's, +4 for the
  /// one after that, 0 for the others. A character that is not in the text is followed by the end.
  static func network(writing text: String) -> Network {
    let vocabulary = outputVocabulary
    let units = vocabulary.count
    let configuration = NetworkConfiguration(
      inputVocabulary: inputVocabulary, targetVocabulary: vocabulary, maxEncoderLength: 16,
      maxDecoderLength: 59, latentDimension: units, padding: .space)
    var parameters = Parameters(zerosFor: configuration)
    // Gates i, f, c̃, o: always write, always forget, take the character, always show.
    parameters[.decoderBias] = [10, -10, 0, 10].flatMap { [Float](repeating: $0, count: units) }
    let hidden: Float = 0.761594  // tanh(1)
    let chain = ["\t"] + Array(text.unicodeScalars) + ["\n"]
    for (unit, scalar) in vocabulary.scalars.enumerated() {
      parameters[.decoderKernel][unit * 4 * units + 2 * units + unit] = 10
      let place = chain.firstIndex(of: scalar) ?? chain.count - 2
      for (offset, logit) in [(1, Float(6)), (2, 4)] where place + offset < chain.count {
        let next = vocabulary.index(of: chain[place + offset]) ?? 0
        parameters[.outputKernel][unit * units + next] = logit / hidden
      }
    }
    return Network(configuration: configuration, parameters: parameters)
  }

  /// A history of so many epochs: the loss halves every ten, the validation loss is least at epoch 20.
  static func history(_ epochs: Int) -> [EpochRecord] {
    (1...max(1, epochs)).prefix(epochs).map { epoch in
      let loss = 2 * pow(0.5, Double(epoch) / 10)
      let distance = Double(epoch - 20) / 50
      return EpochRecord(
        epoch: epoch, training: metrics(loss: loss, accuracy: 1 - loss / 4),
        validation: metrics(loss: 0.5 + distance * distance, accuracy: 0.85), learningRate: 0.001, seconds: 8)
    }
  }

  /// Metrics whose numbers over real characters are three times the loss, and the accuracy less a tenth.
  static func metrics(loss: Double, accuracy: Double) -> Metrics {
    Metrics(loss: loss, accuracy: accuracy, characterLoss: loss * 3, characterAccuracy: accuracy - 0.1)
  }

  /// A checkpoint of a network that writes “Cours !” with a narrow no-break space, trained for so many epochs.
  static func checkpoint(epochs: Int = 0, writing text: String = "Cours\u{202F}!") -> Checkpoint {
    var state = TrainingState()
    state.epoch = epochs
    state.history = history(epochs)
    let network = network(writing: text)
    var hyperparameters = Hyperparameters()
    hyperparameters.latentDimension = network.configuration.latentDimension
    return Checkpoint(network: network, hyperparameters: hyperparameters, state: state)
  }

  /// The first screen on a checkpoint.
  static func state(
    columns: Int = 80, rows: Int = 24, epochs: Int = 40, isUnicode: Bool = true, data: CorpusLocation = .embedded
  ) -> WorkbenchState {
    let options = WorkbenchOptions(
      checkpoint: checkpoint(epochs: epochs), checkpointPath: "/somewhere/fra-eng.safetensors",
      run: RunRequest(data: data, output: RunOutput(checkpoint: "./seq2seq.safetensors")), data: .here(data))
    return WorkbenchState(
      options, size: Size(columns: columns, rows: rows), appearance: Appearance(isUnicode: isUnicode, colorCount: 0))
  }

  /// The progress of a session in its next epoch, as far as a session that never ran can tell.
  static func progress(epochs: Int = 40, batch: Int = 81, phase: TrainingPhase = .running) throws -> TrainingProgress {
    let pairs = (0..<10).map { _ in SentencePair(english: "Run!", french: "Cours\u{202F}!") }
    let dataset = Dataset(pairs: pairs, padding: .space)
    let untrained = Checkpoint(untrainedFor: dataset, hyperparameters: hyperparameters)
    var progress = try TrainingSession(untrained, dataset: dataset, threads: 1).progress
    progress.phase = phase
    progress.epoch = epochs + 1
    progress.epochs = 100
    progress.batch = batch
    progress.batchesPerEpoch = 125
    progress.running = metrics(loss: 0.1823, accuracy: 0.947)
    progress.history = history(epochs)
    progress.best = progress.history.min { ($0.validation?.loss ?? 9) < ($1.validation?.loss ?? 9) }
    progress.samplesPerSecond = 987
    progress.processorShare = 0.97
    progress.secondsPerEpoch = 8.1
    progress.secondsRemaining = 511
    return progress
  }

  private static var hyperparameters: Hyperparameters {
    var hyperparameters = Hyperparameters()
    hyperparameters.latentDimension = 4
    return hyperparameters
  }

  /// The batches of some epochs, with a loss of `loss(position)` at each, positions in epochs.
  static func batches(_ epochs: ClosedRange<Int>, perEpoch: Int = 125, loss: (Double) -> Double) -> [BatchRecord] {
    epochs.flatMap { epoch in
      (1...perEpoch).map { batch in
        let value = loss(Double(epoch - 1) + Double(batch) / Double(perEpoch))
        return BatchRecord(
          epoch: epoch, batch: batch, metrics: metrics(loss: value, accuracy: 0.9), seconds: 0.06)
      }
    }
  }
}

extension Effect {
  /// What is asked for, where it is that.
  var inquiry: (any InquiryRequest)? { if case .inquire(let request) = self { request.base } else { nil } }
}

extension WorkbenchState {
  /// Presses keys one after the other and returns the effects of the last one.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    var effects: [Effect] = []
    for key in keys { effects = update(.key(key)) }
    return effects
  }

  /// The screen as one text.
  var screen: String { draw().lines.joined(separator: "\n") }

  /// Types a text, character by character.
  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// Has what the effects ask for computed, with a translator, and lets all of it appear.
  mutating func answer(_ effects: [Effect], with translator: Translator = Fixture.translator) {
    let networks = Networks(
      Fixture.checkpoint(epochs: 40), translator: translator, second: Fixture.otherTranslator, threads: 1)
    var waiting = effects
    while !waiting.isEmpty {
      switch waiting.removeFirst() {
      case .decode(let request):
        request.decode(by: translator) { waiting += update(.decoded($0)) }
        while animationInterval != nil { waiting += update(.tick) }
      case .inquire(let request):
        for report in Fixture.reports(on: request.base, by: networks) { waiting += update(.answered(report)) }
      default: break
      }
    }
  }

  /// Lets the sentences of the data become known.
  mutating func read(_ pairs: KeyValuePairs<String, String>) {
    let index = SentenceIndex(pairs.map { SentencePair(english: $0, french: $1) })
    _ = update(.sentencesIndexed(data.location ?? .embedded, index))
  }

  /// Types a sentence and has it translated.
  mutating func translate(_ sentence: String, with translator: Translator = Fixture.translator) {
    type(sentence)
    answer(press(.enter), with: translator)
  }
}

extension Fixture {
  /// What is told of a request until one of some networks has answered it.
  fileprivate static func reports<Request: InquiryRequest>(
    on request: Request, by networks: Networks
  ) -> [InquiryReport] {
    let reports = Mutex<[InquiryReport]>([])
    request.network.find(networks) { network in
      var attempt = Attempt<Request> { progress in
        reports.withLock { $0.append(InquiryReport(progress: progress, of: request)) }
      }
      guard let answer = request.answer(by: network, &attempt) else { return }
      reports.withLock { $0.append(InquiryReport(answer, to: request)) }
    }
    return reports.withLock { $0 }
  }

  /// Writes “Cours !” with a narrow no-break space.
  static let translator = Translator(network(writing: "Cours\u{202F}!"))
  /// Writes “Courez !” with a no-break space.
  static let otherTranslator = Translator(network(writing: "Courez\u{A0}!"))
}

extension Fixture {
  /// Writes “Cours !” like `translator`, but its encoder counts the characters it reads, every second one below 0, and the
  /// decoder's first steps are swayed a little by them.
  static let attentiveTranslator = Translator(attentive(network(writing: "Cours\u{202F}!")))
  /// The same, a ten-thousandth as much swayed.
  static let hardlyAttentiveTranslator = Translator(attentive(network(writing: "Cours\u{202F}!"), sway: 1e-4))
  /// Writes “Cours !” like `translator`, but is hardly sure of the character behind the “o”.
  static let waveringTranslator = Translator(wavering(network(writing: "Cours\u{202F}!"), behind: "o"))

  private static func wavering(_ network: Network, behind scalar: Unicode.Scalar) -> Network {
    var parameters = network.parameters
    let vocabulary = network.configuration.targetVocabulary
    let unit = vocabulary.index(of: scalar) ?? 0
    for next in 0..<vocabulary.count { parameters[.outputKernel][unit * vocabulary.count + next] *= 0.2 }
    return Network(configuration: network.configuration, parameters: parameters)
  }

  private static func attentive(_ network: Network, sway: Float = 1) -> Network {
    var parameters = network.parameters
    let units = network.configuration.latentDimension
    parameters[.encoderBias] = [10, 10, 0, 10].flatMap { [Float](repeating: $0, count: units) }
    // The space stays without a unit: the padding is made of it.
    for (character, scalar) in network.configuration.inputVocabulary.scalars.enumerated() where scalar != " " {
      parameters[.encoderKernel][character * 4 * units + 2 * units + character] =
        character.isMultiple(of: 2) ? sway : -sway
    }
    for unit in units..<2 * units { parameters[.decoderBias][unit] = -1 }
    return Network(configuration: network.configuration, parameters: parameters)
  }

  /// A corpus of these sentences, each with a translation.
  static func corpus(_ sentences: [String]) throws -> Corpus {
    try corpus(sentences.map { ($0, "\($0.dropLast()) en français.") })
  }

  /// A corpus of these pairs.
  static func corpus(_ pairs: [(String, String)]) throws -> Corpus {
    let path = NSTemporaryDirectory() + "seq2seq-inspecting-\(UUID().uuidString).txt"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let lines = pairs.map { "\($0)\t\($1)\n" }
    try lines.joined().write(toFile: path, atomically: true, encoding: .utf8)
    return try Corpus(contentsOf: path)
  }
}

/// Expects the rows of a screen below its head, without the spaces at their ends.
func expectBody(_ state: WorkbenchState, _ text: String, at location: SourceLocation = #_sourceLocation) {
  let expected = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  #expect(Array(state.draw().lines.dropFirst(2)) == expected, sourceLocation: location)
}

/// Expects a screen to say what it needs where it is too small, and else that its page leaves the margins and the rows
/// above and below it alone.
func expectFrame(_ state: WorkbenchState, at location: SourceLocation = #_sourceLocation) {
  let (canvas, size) = (state.draw(), state.size)
  let words = Comment("at \(size.columns)×\(size.rows)")
  guard size.columns >= ScreenLayout.smallest.columns, size.rows >= ScreenLayout.smallest.rows else {
    let need = "need 40×10, have \(size.columns)×\(size.rows)"
    var expected = String(need.prefix(size.columns))
    while expected.last == " " { expected.removeLast() }
    #expect(canvas.lines[0] == expected, words, sourceLocation: location)
    return
  }
  for row in 0..<size.rows {
    for column in [0, size.columns - 1] {
      let cell = canvas[column, row]
      #expect(cell == Cell(" ", style: cell.style), words, sourceLocation: location)
    }
  }
  var run = Canvas(size: size)
  RunLine(state.training, appearance: state.appearance).draw(on: &run, in: ScreenLayout(size).run)
  let lines = canvas.lines
  #expect(lines[0].contains("fra-eng.safetensors"), words, sourceLocation: location)
  #expect(lines[1] == run.lines[1], words, sourceLocation: location)
  #expect(lines.last?.isEmpty == false, words, sourceLocation: location)
}
