import Kernels

/// A decode under way for B sentences of one padded length: encoded, and then one character of each per step.
///
/// Everything is allocated once; a step allocates nothing.
final class DecodeState {
  private let translator: Translator
  private let rows: Int
  private let recurrent: RecurrentState
  private let output: OutputLayer
  private let logits: AlignedBuffer<Float>
  private let zeros: RowOfZeros

  /// Encodes the sentences, and stands before the first character.
  init(_ sentences: [Sentence], translator: Translator) {
    let configuration = translator.configuration
    let classes = configuration.targetVocabulary.count
    let unitPanels = Panels.count(forColumns: configuration.latentDimension)
    self.translator = translator
    rows = sentences.count
    recurrent = RecurrentState(rows: rows, unitPanels: unitPanels, kernels: translator.kernels)
    output = OutputLayer(
      kernels: translator.kernels, kernel: translator.weights[.outputKernel], bias: translator.weights[.outputBias],
      classes: classes)
    logits = AlignedBuffer(count: rows * Panels.count(forColumns: classes) * Panels.width)
    zeros = RowOfZeros(panels: 4 * unitPanels, rows: rows)
    encode(sentences.map { $0.padded(for: configuration) })
    let start = configuration.targetVocabulary.index(of: "\t") ?? 0
    for row in 0..<rows { setCharacter(start, row: row) }
  }

  /// Sets the character that sentence `row` reads next; at first it is TAB.
  func setCharacter(_ index: Int, row: Int) { recurrent.setCharacter(index, row: row) }

  /// Reads one character per sentence, and gives the probabilities [B, V] of the next.
  func step() -> Panels {
    recurrent.step(translator.weights.decoder)
    let z = Panels(logits, rows: rows, count: Panels.count(forColumns: output.classes))
    output.forward(recurrent.hidden, into: z, zeros: zeros)
    output.softmax(z)
    return z
  }

  /// The decoder's state for sentence `row`.
  func numbers(row: Int) -> LSTMState {
    recurrent.numbers(row: row, units: translator.configuration.latentDimension)
  }

  private func encode(_ padded: [[Int]]) {
    let encoder = translator.weights.encoder
    for step in 0..<(padded.first?.count ?? 0) {
      for row in padded.indices { recurrent.setCharacter(padded[row][step], row: row) }
      recurrent.step(encoder)
    }
  }
}
