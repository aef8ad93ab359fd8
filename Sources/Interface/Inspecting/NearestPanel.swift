import Dispatch
import Model
import Terminal

/// A sentence whose neighbours among the training sentences are wanted.
package struct NearestRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// The data in use.
  package let data: CorpusLocation
  /// How often a reader asked for the sentences to be encoded anew.
  package let round: Int
  /// Whether sentences that earlier weights encoded in this round will do: while a network trains, they are not encoded anew
  /// for every one that is translated.
  package let toleratesEarlierWeights: Bool
  /// Its pairs that are trained on.
  package let pairs: ArraySlice<SentencePair>

  /// A sentence among those of some pairs.
  package init(
    translation: Int, sentence: String, data: CorpusLocation, pairs: ArraySlice<SentencePair>, round: Int,
    toleratesEarlierWeights: Bool
  ) {
    self.translation = translation
    self.sentence = sentence
    self.data = data
    self.round = round
    self.toleratesEarlierWeights = toleratesEarlierWeights
    self.pairs = pairs
  }
}

extension NearestRequest: InquiryRequest {
  package typealias Progress = EncodingProgress

  package static var slot: WritableKeyPath<WorkbenchState, Inquiry<NearestRequest>> { \.inspector.nearest }
  package static var quality: DispatchQoS { .utility }

  /// The nearest sentences where they are on the screen: the training sentences are not encoded for nothing.
  package static func wanted(in state: WorkbenchState) -> NearestRequest? {
    let layout = InspectingLayout(of: state, in: ScreenLayout(state.size).body)
    guard let current = state.translating.current, layout.panels.contains(.nearest),
      let pairs = state.data.corpus?.pairs, let location = state.data.location
    else { return nil }
    return NearestRequest(
      translation: current.id, sentence: current.request, data: location,
      pairs: state.trainedPairs(of: pairs), round: state.inspector.round,
      toleratesEarlierWeights: state.training.isActive)
  }

  package var network: NetworkChoice<Translator> { .first(for: translation) }

  /// The training sentences, encoded for some request: they are kept from one sentence to the next.
  package struct Memory: Sendable {
    let request: NearestRequest
    let translator: Translator
    let sentences: EncodedSentences
  }

  package func isServed(by earlier: NearestRequest, _ earlierNetwork: Translator, now translator: Translator) -> Bool {
    guard (earlier.data, earlier.pairs.count) == (data, pairs.count) else { return false }
    return earlierNetwork === translator || toleratesEarlierWeights && earlier.round == round
  }

  package func answer(by translator: Translator, _ attempt: inout Attempt<NearestRequest>) -> NearestSentences? {
    if attempt.memory.map({ isServed(by: $0.request, $0.translator, now: translator) }) != true {
      guard let sentences = encode(by: translator, attempt) else { return nil }
      attempt.memory = Memory(request: self, translator: translator, sentences: sentences)
    }
    return attempt.memory.map { encoded in
      NearestSentences(
        encoded.sentences.nearest(to: sentence, count: NearestSentences.capacity),
        among: encoded.sentences.sentences.count, isStale: encoded.translator !== translator)
    }
  }

  /// Encodes the distinct sentences, telling every hundredth of the way.
  private func encode(by translator: Translator, _ attempt: Attempt<NearestRequest>) -> EncodedSentences? {
    var seen: Set<String> = []
    let texts = pairs.map(\.english).filter { seen.insert($0).inserted }
    var told = 0
    return EncodedSentences(texts, by: translator, interruption: attempt.interruption) { done in
      guard done * 100 / texts.count > told else { return }
      told = done * 100 / texts.count
      attempt.tell(EncodingProgress(done: done, count: texts.count))
    }
  }

  package func take(_ found: NearestSentences, in state: inout WorkbenchState) {
    guard state.inspector.nearest.receive(found, for: self) else { return }
    state.inspector.neighbor = min(state.inspector.neighbor, max(0, found.neighbors.count - 1))
  }
}

/// How many sentences are encoded so far.
package struct EncodingProgress: Hashable, Sendable {
  /// Those that are.
  package let done: Int
  /// Those that are to be.
  package let count: Int

  /// A progress.
  package init(done: Int, count: Int) {
    self.done = done
    self.count = count
  }
}

/// The sentences of the data that the encoder leaves nearest to another one.
package struct NearestSentences: Hashable, Sendable {
  /// The most that are ever shown.
  package static let capacity = 64

  /// The sentences, nearest first.
  package let neighbors: [EncodedSentences.Neighbor]
  /// Among how many they were found.
  package let count: Int
  /// Whether they were encoded by earlier weights than the sentence was translated with.
  package let isStale: Bool

  /// An answer.
  package init(_ neighbors: [EncodedSentences.Neighbor], among count: Int, isStale: Bool) {
    self.neighbors = neighbors
    self.count = count
    self.isStale = isStale
  }
}

/// The training sentences that the encoder leaves nearest to the sentence, and what the data says of them.
struct NearestPanel: InspectorPanelView {
  private let state: WorkbenchState
  private let theme: Theme
  private let glyphs: Glyphs
  /// What was found last for this sentence.
  private let found: NearestSentences?

  /// The panel of a sentence.
  init(_ translation: Translation, _ state: WorkbenchState) {
    self.state = state
    theme = Theme(state.appearance)
    glyphs = state.appearance.glyphs
    found = state.inspector.nearest.latest.flatMap { $0.request.translation == translation.id ? $0.answer : nil }
  }

  var words: String { "cosine of the encoder's last h" }
  let rows: Int? = nil

  func draw(on canvas: inout Canvas, in area: Rectangle) {
    let data = state.data.title
    if let absence = state.data.absence { return draw(absence, theme.warning, on: &canvas, in: area) }
    guard state.data.corpus != nil else { return draw("reading \(data)", theme.quiet, on: &canvas, in: area) }
    guard let found else { return draw(progress, theme.quiet, on: &canvas, in: area) }
    let (line, body) = area.split(rows: 1)
    let key = KeyBinding.label(for: .inspecting(.encodeAnew), isUnicode: glyphs.isUnicode)
    let isWorking = state.inspector.nearest.isPending
    StatusLine(
      [
        .init(
          "among \(found.count) \(state.data.isOfNetwork == false ? "" : "training ")sentences", style: theme.quiet,
          priority: 9),
        .init("of \(data)", style: theme.quiet, priority: 7),
        .init(
          state.data.isOfNetwork == false ? "which it was not trained on" : "", style: theme.warning, priority: 8),
        .init(
          isWorking ? progress : found.isStale ? "as earlier weights left them; \(key): anew" : "",
          style: theme.warning, priority: 8),
      ]
    ).draw(on: &canvas, in: line)
    draw(found.neighbors, on: &canvas, in: body)
  }

  private var progress: String {
    guard let encoding = state.inspector.nearest.progress, encoding.done < encoding.count else { return "computing" }
    return "encoding the training sentences, \(encoding.done) of \(encoding.count)"
  }

  private func draw(_ neighbors: [EncodedSentences.Neighbor], on canvas: inout Canvas, in area: Rectangle) {
    let cursor = min(state.inspector.neighbor, neighbors.count - 1)
    let isActive = state.inspector.panel == .nearest && state.keys.focus == .steps
    let window = StepFrame.window(of: neighbors.count, around: cursor, rows: area.size.rows)
    let shown = neighbors[window]
    let numberColumns = 9
    let widest = shown.map { glyphs.line($0.sentence).displayWidth }.max() ?? 0
    let left = min(widest + 3, (area.size.columns - numberColumns) * 3 / 5)
    for (offset, (row, neighbor)) in zip(area.rows, shown).enumerated() {
      let isCursor = window.lowerBound + offset == cursor
      if isCursor, isActive {
        canvas.write(glyphs.selection, at: Point(column: area.origin.column, row: row), style: theme.key)
      }
      let similarity = Figures.fixed(Double(neighbor.similarity), 3)
      canvas.write(similarity, at: Point(column: area.origin.column + 2, row: row), style: theme.text)
      let sentence = Point(column: area.origin.column + numberColumns, row: row)
      canvas.write(glyphs.fitted(glyphs.line(neighbor.sentence), to: left - 2), at: sentence, style: theme.strong)
      let french = state.data.references(of: neighbor.sentence).first ?? ""
      let room = area.size.columns - numberColumns - left
      let point = Point(column: sentence.column + left, row: row)
      canvas.write(glyphs.fitted(glyphs.line(french), to: room), at: point, style: theme.quiet)
    }
  }
}
