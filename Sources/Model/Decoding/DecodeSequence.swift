import Kernels

/// The steps of one translation, computed as they are asked for: greedy, from TAB to LF or to Td + 1 characters.
///
/// A sentence without a known character has no steps.
package struct DecodeSequence: Sequence {
  /// What is translated.
  package let sentence: Sentence
  private let translator: Translator
  private let choices: [Int]

  /// The translation of `sentence`, with the first choices forced.
  init(_ sentence: Sentence, translator: Translator, choices: [Int]) {
    self.sentence = sentence
    self.translator = translator
    self.choices = choices
  }

  /// Encodes the sentence and stands before the first character.
  package func makeIterator() -> Iterator { Iterator(sentence, translator: translator, choices: choices) }

  /// A translation under way.
  package struct Iterator: IteratorProtocol {
    private let translator: Translator
    private let choices: [Int]
    private let state: RecurrentState
    private let output: OutputLayer
    private let logits: AlignedBuffer<Float>
    private let zeros: RowOfZeros
    private var count = 0
    /// The character to read next, or nil where the translation is over.
    private var previous: Int?

    init(_ sentence: Sentence, translator: Translator, choices: [Int]) {
      self.translator = translator
      self.choices = choices
      let configuration = translator.configuration
      let classes = configuration.targetVocabulary.count
      let unitPanels = Panels.count(forColumns: configuration.latentDimension)
      state = RecurrentState(rows: 1, unitPanels: unitPanels, kernels: translator.kernels)
      output = OutputLayer(
        kernels: translator.kernels, kernel: translator.weights[.outputKernel], bias: translator.weights[.outputBias],
        classes: classes)
      logits = AlignedBuffer(count: Panels.count(forColumns: classes) * Panels.width)
      zeros = RowOfZeros(panels: 4 * unitPanels, rows: 1)
      previous = sentence.indices.isEmpty ? nil : configuration.targetVocabulary.index(of: "\t")
      if previous != nil { translator.encode(sentence, into: state) }
    }

    /// The next character, or nil after the last.
    package mutating func next() -> DecodeStep? {
      guard let previous else { return nil }
      let configuration = translator.configuration
      let classes = configuration.targetVocabulary.count
      state.setCharacter(previous, row: 0)
      state.step(translator.weights.decoder)
      let z = Panels(logits, rows: 1, count: Panels.count(forColumns: classes))
      output.forward(state.hidden, into: z, zeros: zeros)
      output.softmax(z)
      let probabilities = (0..<classes).map { z[0, $0] }
      let step = DecodeStep(
        index: count < choices.count ? choices[count] : z.argmax(row: 0, columns: classes),
        vocabulary: configuration.targetVocabulary,
        probabilities: probabilities, state: state.numbers(row: 0, units: configuration.latentDimension))
      count += 1
      self.previous = step.isEnd || count > configuration.maxDecoderLength ? nil : step.index
      return step
    }
  }
}
