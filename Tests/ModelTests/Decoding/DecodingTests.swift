import Foundation
import Model
import Testing

/// Greedy decoding, step by step.
@Suite("Decoding") struct DecodingTests {
  /// Float32 sums in other orders, after as many steps as a decode here has.
  static let probabilityTolerance: Float = 1e-5
  /// Of a sum of some forty float32 probabilities.
  static let sumTolerance = 1e-6

  /// A network that has learnt for a few epochs: its probabilities are neither all alike nor 0 and 1.
  private static let network = Result {
    let (start, dataset) = Fixture.start {
      $0.latentDimension = 20
      $0.epochs = 12
    }
    return try Fixture.trained(start, dataset).network
  }

  /// The same network with a bias that makes LF next to impossible, or next to certain.
  private func network(endBias: Float) throws -> Network {
    var network = try Self.network.get()
    let end = try #require(network.configuration.targetVocabulary.index(of: "\n"))
    network.parameters[.outputBias][end] = endBias
    return network
  }

  @Test(arguments: KernelSet.all, NetworkKind.allCases) func agreesWithTheOracle(set: KernelSet, kind: NetworkKind)
    throws
  {
    let (start, dataset) = Fixture.start {
      $0.latentDimension = 17
      $0.epochs = 3
      kind.apply(to: &$0)
    }
    let network = try Fixture.trained(start, dataset).network
    let oracle = NaiveNetwork(network)
    let translator = Translator(network, kernels: set.kernels)
    for text in ["Go on.", "Look!", "I", "No tea? Sit on my hat. We swim."] {
      let decode = translator.decode(text)
      #expect(!decode.steps.isEmpty)
      let source = oracle.read(Sentence(text, for: network.configuration).indices)
      var state = source.state
      var previous = network.configuration.targetVocabulary.index(of: "\t")
      for step in decode.steps {
        let prediction = oracle.predict(state, after: previous, attendingTo: source.outputs)
        (state, previous) = (prediction.state, step.index)
        let isNear = zip(step.probabilities, prediction.probabilities).allSatisfy {
          abs($0 - Float($1)) < Self.probabilityTolerance
        }
        #expect(isNear)
        #expect(zip(step.state.hidden, state.h).allSatisfy { abs($0 - Float($1)) < Self.probabilityTolerance })
        #expect(zip(step.state.cell, state.c).allSatisfy { abs($0 - Float($1)) < Self.probabilityTolerance })
        let units = network.configuration.latentDimension
        #expect(step.state.hidden.count == units && step.state.cell.count == units)
        #expect((step.attention != nil) == network.configuration.hasAttention)
        guard let attention = step.attention else { continue }
        let expected = oracle.attend(state.h, source.outputs).weights
        #expect(attention.count == expected.count && abs(attention.reduce(0, +) - 1) < 1e-5)
        #expect(zip(attention, expected).allSatisfy { abs($0 - Float($1)) < Self.probabilityTolerance })
      }
    }
  }

  @Test func whatAStepTells() throws {
    let network = try Self.network.get()
    let decode = Translator(network).decode("Hot tea?")
    #expect(decode.input == "Hot tea?" && decode.unknown.isEmpty && decode.steps.count > 1)
    for step in decode.steps {
      #expect(step.vocabulary == network.configuration.targetVocabulary)
      #expect(step.character == step.vocabulary[step.index] && step.probability == step.probabilities[step.index])
      #expect(step.probability == step.probabilities.max())
      let classes = step.probabilities.count
      #expect(classes == step.vocabulary.count)
      let entropy = step.probabilities.reduce(0) { $1 > 0 ? $0 - Double($1) * log2(Double($1)) : $0 }
      #expect(abs(step.entropyBits - entropy) < 1e-12 && entropy > 0 && entropy < log2(Double(classes)))
      for count in [0, 1, 5, classes, classes + 9, -1] {
        let top = step.top(count)
        #expect(top.count == min(max(0, count), classes))
        #expect(abs(top.reduce(step.rest(afterTop: count)) { $0 + Double($1.probability) } - 1) < Self.sumTolerance)
        #expect(zip(top, top.dropFirst()).allSatisfy { $0.probability >= $1.probability })
        #expect(top.allSatisfy { $0.character == step.vocabulary[$0.index] })
      }
      #expect(step.top(1).first?.index == step.index && step.rank(of: step.index) == 1)
      #expect(step.top(classes).last.map { step.rank(of: $0.index) } == classes)
      #expect(step.isEnd == (step.character == "\n"))
    }
    #expect(decode.steps.dropLast().allSatisfy { !$0.isEnd })
    let text = decode.steps.filter { !$0.isEnd }.map { String($0.character) }.joined()
    #expect(decode.output == text)
  }

  /// Nothing learnt: every character is as likely, the first of them is taken.
  @Test func uniformProbabilities() throws {
    let configuration = try Self.network.get().configuration
    let network = Network(configuration: configuration, parameters: Parameters(zerosFor: configuration))
    let step = try #require(Translator(network).sequence(for: "Go on.").first { _ in true })
    let classes = Double(configuration.targetVocabulary.count)
    #expect(abs(step.entropyBits - log2(classes)) < Self.sumTolerance && step.index == 0)
    #expect(step.top(3).map(\.index) == [0, 1, 2], "of equals the first in the vocabulary")
    #expect(step.rank(of: 9) == 1)
  }

  @Test func choosingTheLikeliestChangesNothing() throws {
    let translator = Translator(try Self.network.get())
    let decode = translator.decode("We swim.")
    let choices = decode.steps.map(\.index)
    for count in [0, 1, choices.count / 2, choices.count, choices.count + 1] {
      #expect(translator.decode("We swim.", choosing: Array((choices + [0]).prefix(count))) == decode)
    }
    #expect(Array(translator.sequence(for: "We swim.").prefix(2)) == Array(decode.steps.prefix(2)), "lazily the same")
    #expect(translator.decode("We swim.") == decode, "and again")
  }

  @Test func anotherChoiceIsABranch() throws {
    let translator = Translator(try network(endBias: -100))
    let decode = translator.decode("We swim.")
    let second = decode.steps[2].top(2)[1].index
    let branch = translator.decode("We swim.", choosing: decode.steps[..<2].map(\.index) + [second])
    #expect(branch.steps[..<2] == decode.steps[..<2])
    #expect(branch.steps[2].probabilities == decode.steps[2].probabilities && branch.steps[2].index == second)
    #expect(branch.steps[2].rank(of: second) == 2)
    #expect(branch.steps[3].probabilities != decode.steps[3].probabilities)
    let end = try #require(translator.configuration.targetVocabulary.index(of: "\n"))
    let ended = translator.decode("We swim.", choosing: [second, end])
    #expect(ended.steps.count == 2 && ended.stopped == .end && ended.output.unicodeScalars.count == 1)
  }

  @Test func ends() throws {
    let limited = Translator(try network(endBias: -100)).decode("Go on.")
    let longest = try Self.network.get().configuration.maxDecoderLength
    #expect(limited.stopped == .limit && limited.steps.count == longest + 1)
    #expect(limited.output.unicodeScalars.count == longest + 1)
    let ended = Translator(try network(endBias: 100)).decode("Go on.")
    #expect(ended.stopped == .end && ended.steps.count == 1 && ended.output.isEmpty && ended.steps[0].isEnd)
    #expect(ended.steps[0].entropyBits < 1e-6, "certain")
  }

  @Test func unknownCharactersAreLeftOut() throws {
    let translator = Translator(try Self.network.get())
    let decode = translator.decode("G€o o日n€.日")
    #expect(decode.unknown == ["€", "日"] && decode.input == "G€o o日n€.日")
    #expect(decode.steps == translator.decode("Go on.").steps)
    for nothing in ["", "€", "日本", "\u{0}"] {
      let decode = translator.decode(nothing)
      #expect(decode.steps.isEmpty && decode.output.isEmpty && decode.stopped == .end)
      #expect(decode.unknown == Array(nothing.unicodeScalars))
    }
  }

  @Test func decomposedIsComposed() throws {
    let pairs = [SentencePair(english: "café é", french: "thé")]
    let dataset = Dataset(pairs: pairs, padding: .space)
    var generator = RandomGenerator(state: 3)
    let network = Network(configuration: dataset.configuration(latentDimension: 4), generator: &generator)
    let translator = Translator(network)
    let (composed, decomposed) = (translator.decode("caf\u{E9}"), translator.decode("cafe\u{301}"))
    #expect(composed.unknown.isEmpty && decomposed.unknown.isEmpty && composed.steps == decomposed.steps)
    #expect(Array(decomposed.input.unicodeScalars) == ["c", "a", "f", "\u{E9}"])
    #expect(!Sentence("cafe\u{301} é", for: network.configuration).isLongerThanTrained)
  }

  @Test func longSentences() throws {
    let translator = Translator(try Self.network.get())
    let long = String(repeating: "Go on. I sew, ", count: 40).prefix(500)
    let decode = translator.decode(String(long))
    #expect(decode.input.count == 500 && !decode.steps.isEmpty)
    #expect(decode.steps.allSatisfy { $0.probabilities.allSatisfy(\.isFinite) })
    let configuration = translator.configuration
    #expect(Sentence(String(long), for: configuration).isLongerThanTrained)
    let exact = String(repeating: "o", count: configuration.maxEncoderLength)
    #expect(!Sentence(exact, for: configuration).isLongerThanTrained)
    #expect(!Sentence(exact + "€", for: configuration).isLongerThanTrained, "what is left out does not count")
    #expect(Sentence(exact + "o", for: configuration).isLongerThanTrained)
  }
}
