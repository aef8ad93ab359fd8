import Foundation
import Model
import Testing

/// Drawing characters by chance.
@Suite("Sampling") struct SamplingTests {
  private func translator() throws -> Translator {
    let (start, dataset) = Fixture.start { $0.epochs = 8 }
    return Translator(try Fixture.trained(start, dataset).network)
  }

  /// Pearson's χ² over the characters that are expected five times or more.
  ///
  /// Its mean is the number of such characters and its variance twice that: six standard deviations above are never seen by
  /// chance, and the seeds are fixed.
  @Test(arguments: [0.5, 1, 2]) func frequenciesFollowTheTemperature(temperature: Double) throws {
    let translator = try translator()
    let draws = 4_000
    var counts = [Int](repeating: 0, count: translator.configuration.targetVocabulary.count)
    var probabilities: [Float] = []
    for seed in 0..<UInt64(draws) {
      let sequence = translator.sequence(for: "We swim.", temperature: temperature, seed: seed)
      let step = try #require(sequence.first { _ in true })
      counts[step.index] += 1
      probabilities = step.probabilities
    }
    let weights = probabilities.map { pow(Double($0), 1 / temperature) }
    let expected = weights.map { $0 / weights.reduce(0, +) * Double(draws) }
    let common = expected.indices.filter { expected[$0] >= 5 }
    let chiSquared = common.reduce(0.0) { $0 + pow(Double(counts[$1]) - expected[$1], 2) / expected[$1] }
    #expect(common.count > 3)
    #expect(chiSquared < Double(common.count) + 6 * (2 * Double(common.count)).squareRoot())
    #expect(common.contains { counts[$0] != Int(expected[$0].rounded()) }, "drawn, not dealt")
  }

  @Test func withoutTemperatureItIsGreedy() throws {
    let translator = try translator()
    for text in ["Go on.", "Hot tea?", "€"] {
      let greedy = translator.decode(text)
      for temperature in [0, 1e-300, 1e-6, 1e-3] {
        #expect(translator.decode(text, temperature: temperature, seed: 5) == greedy)
      }
    }
  }

  @Test func theSeedDecides() throws {
    let translator = try translator()
    let decodes = (0..<20).map { translator.decode("It rains.", temperature: 1, seed: $0) }
    #expect(Set(decodes.map(\.output)).count > 10)
    #expect(decodes == (0..<20).map { translator.decode("It rains.", temperature: 1, seed: $0) })
  }

  @Test func stepsKeepTheirProbabilities() throws {
    let translator = try translator()
    let decode = translator.decode("It rains.", temperature: 3, seed: 2)
    let forced = translator.decode("It rains.", choosing: decode.steps.map(\.index))
    #expect(decode == forced, "what is drawn changes the choices alone")
    #expect(decode.steps.contains { $0.rank(of: $0.index) > 1 })
    #expect(decode.steps.allSatisfy { abs($0.probabilities.reduce(0) { $0 + Double($1) } - 1) < 1e-6 })
    #expect(decode.stopped == .limit || decode.steps.last?.isEnd == true)
  }

  @Test func choicesComeBeforeChance() throws {
    let translator = try translator()
    let decode = translator.decode("It rains.", choosing: [5, 6], temperature: 2, seed: 1)
    #expect(decode.steps.prefix(2).map(\.index) == [5, 6])
  }

  /// Any temperature that is a number: nearly all characters alike at a great one, and none of them lost.
  @Test func greatTemperatures() throws {
    let translator = try translator()
    let drawn = (0..<400).map { translator.decode("Go on.", temperature: .infinity, seed: $0).steps[0].index }
    #expect(Set(drawn).count > translator.configuration.targetVocabulary.count * 9 / 10)
  }
}
