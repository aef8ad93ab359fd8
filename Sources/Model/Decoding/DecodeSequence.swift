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
    private let configuration: NetworkConfiguration
    private let choices: [Int]
    /// The decode, or nil where the translation is over.
    private var decode: DecodeState?
    private var count = 0

    init(_ sentence: Sentence, translator: Translator, choices: [Int]) {
      configuration = translator.configuration
      self.choices = choices
      decode = sentence.indices.isEmpty ? nil : DecodeState([sentence], translator: translator)
    }

    /// The next character, or nil after the last.
    package mutating func next() -> DecodeStep? {
      guard let decode else { return nil }
      let p = decode.step()
      let classes = configuration.targetVocabulary.count
      let step = DecodeStep(
        index: count < choices.count ? choices[count] : p.argmax(row: 0, columns: classes),
        vocabulary: configuration.targetVocabulary, probabilities: (0..<classes).map { p[0, $0] },
        state: decode.numbers(row: 0))
      decode.setCharacter(step.index, row: 0)
      count += 1
      if step.isEnd || count > configuration.maxDecoderLength { self.decode = nil }
      return step
    }
  }
}
