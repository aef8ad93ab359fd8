import Kernels

/// A decode under way for B sentences of one padded length: encoded, and then one character of each per step.
///
/// Everything is allocated once; a step allocates nothing.
final class DecodeState {
  private let translator: Translator
  private let recurrent: RecurrentState
  private let output: OutputLayer
  private let logits: AlignedBuffer<Float>
  private let zeros: RowOfZeros

  /// Encodes the sentences, and stands before the first character.
  convenience init(_ sentences: [Sentence], capacity: Int? = nil, translator: Translator) {
    let padded = sentences.map { translator.configuration.padded($0.indices) }
    self.init(padded: padded, capacity: capacity ?? padded.count, translator: translator)
  }

  /// Encodes sequences of one length; `capacity` is the most rows that `select` may ask for.
  init(padded: [[Int]], capacity: Int, translator: Translator) {
    let configuration = translator.configuration
    let classes = configuration.targetVocabulary.count
    self.translator = translator
    recurrent = translator.encode(padded, capacity: capacity)
    output = OutputLayer(
      kernels: translator.kernels, kernel: translator.weights[.outputKernel], bias: translator.weights[.outputBias],
      classes: classes)
    logits = AlignedBuffer(count: capacity * Panels.count(forColumns: classes) * Panels.width)
    zeros = RowOfZeros(panels: Panels.count(forColumns: classes), rows: capacity)
    for row in padded.indices { setCharacter(translator.startIndex, row: row) }
  }

  /// Sets the character that sentence `row` reads next; at first it is TAB.
  func setCharacter(_ index: Int, row: Int) { recurrent.setCharacter(index, row: row) }

  /// Has row r continue where row `parents[r]` stands; every row needs its next character set anew.
  func select(_ parents: [Int]) { recurrent.select(parents) }

  /// Reads one character per sentence, and gives the probabilities [B, V] of the next.
  func step() -> Panels {
    recurrent.step(translator.weights.decoder)
    let z = Panels(logits, rows: recurrent.rows, count: Panels.count(forColumns: output.classes))
    output.forward(recurrent.hidden, into: z, zeros: zeros)
    output.softmax(z)
    return z
  }

  /// p of the character `choice` behind the characters of `prefix`, for every row, from where a new decode stands.
  func probabilities(of choice: Int, after prefix: some Sequence<Int>) -> [Float] {
    for index in prefix {
      _ = step()
      for row in 0..<recurrent.rows { setCharacter(index, row: row) }
    }
    let probabilities = step()
    return (0..<recurrent.rows).map { probabilities[$0, choice] }
  }

  /// What the last step weighed for sentence `row`, its likeliest character chosen.
  func likeliest(_ probabilities: Panels, row: Int) -> DecodeStep {
    let configuration = translator.configuration
    return DecodeStep(
      index: probabilities.argmax(row: row, columns: output.classes), vocabulary: configuration.targetVocabulary,
      probabilities: (0..<output.classes).map { probabilities[row, $0] },
      state: recurrent.numbers(row: row, units: configuration.latentDimension))
  }
}

extension Translator {
  /// The encoder's last state for padded sequences of one length, with room for `capacity` rows.
  func encode(_ padded: [[Int]], capacity: Int) -> RecurrentState {
    let state = RecurrentState(
      rows: padded.count, capacity: capacity, unitPanels: Panels.count(forColumns: configuration.latentDimension),
      kernels: kernels)
    state.read(padded, weights.encoder)
    return state
  }
}
