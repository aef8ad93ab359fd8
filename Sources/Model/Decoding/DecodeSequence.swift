import Essentials

/// The steps of one translation, computed as they are asked for: from TAB to LF or to a limit, Td + 1 characters.
///
/// A sentence without a known character has no steps.
package struct DecodeSequence: Sequence {
  /// What is translated.
  package let sentence: Sentence
  private let translator: Translator
  private let choices: [Int]
  private let sampler: Sampler
  private let limit: Int

  /// The translation of `sentence`, with the first choices forced and the others left to `sampler`.
  init(_ sentence: Sentence, translator: Translator, choices: [Int], sampler: Sampler, limit: Int? = nil) {
    self.sentence = sentence
    self.translator = translator
    self.choices = choices
    self.sampler = sampler
    self.limit = limit ?? translator.configuration.maxDecoderLength + 1
  }

  /// Encodes the sentence and stands before the first character.
  package func makeIterator() -> Iterator { Iterator(self) }

  /// A translation under way.
  package struct Iterator: IteratorProtocol {
    private let choices: [Int]
    private let limit: Int
    private var sampler: Sampler
    /// The decode, or nil where the translation is over.
    private var decode: NetworkStepper?
    private var count = 0

    fileprivate init(_ sequence: DecodeSequence) {
      choices = sequence.choices
      limit = sequence.limit
      sampler = sequence.sampler
      let sentence = sequence.sentence
      decode = sentence.indices.isEmpty ? nil : sequence.translator.stepper(for: [sentence])
    }

    /// The next character, or nil after the last.
    package mutating func next() -> DecodeStep? {
      guard let decode else { return nil }
      let likeliest = decode.likeliest(decode.step(), row: 0)
      let step = count < choices.count ? likeliest.choosing(choices[count]) : sampler.choose(likeliest)
      decode.setCharacter(step.index, row: 0)
      count += 1
      if step.isEnd || count == limit { self.decode = nil }
      return step
    }
  }
}

/// Chooses characters by chance, with a probability proportional to p^(1/T).
///
/// Below T = 1 the likely ones come more often than p says, above it the unlikely ones.
struct Sampler {
  private let temperature: Double
  private var generator: RandomGenerator

  /// A sampler of temperature T, at least 0; at 0 it chooses the likeliest.
  init(temperature: Double, seed: UInt64) {
    precondition(temperature >= 0, "a temperature of \(temperature)")
    self.temperature = temperature
    generator = RandomGenerator(seed: seed)
  }

  /// The step with a character chosen, given with its likeliest.
  mutating func choose(_ likeliest: DecodeStep) -> DecodeStep {
    guard temperature > 0 else { return likeliest }
    // Relative to the greatest p, no temperature brings all weights to 0.
    let greatest = Double(likeliest.probability)
    let weights = likeliest.probabilities.map { pow(Double($0) / greatest, 1 / temperature) }
    var rest = generator.uniform() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return likeliest.choosing(index) }
    }
    return likeliest
  }
}
