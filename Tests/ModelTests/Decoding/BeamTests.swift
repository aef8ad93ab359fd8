import Foundation
import Model
import Testing

/// Beam search against greedy decoding, an exhaustive search and a naive beam.
@Suite("Beam search") struct BeamTests {
  private static let sentences = ["Go on.", "We swim.", "Look!", "I", "Two red eggs, no hat?", "€", ""]

  /// A network that has learnt for a few epochs.
  private func network(_ kind: NetworkKind = .space) throws -> Network {
    let (start, dataset) = Fixture.start {
      $0.epochs = 12
      kind.apply(to: &$0)
    }
    return try Fixture.trained(start, dataset).network
  }

  @Test(arguments: ReferenceCase.names) func aBeamOfOneIsGreedy(name: String) throws {
    let reference = try ReferenceCase(name)
    let translator = Translator(reference.checkpoint.network)
    for text in reference.expected.pairs.map({ $0[0] }) + ["", "\u{0}"] {
      #expect(translator.beam(for: text, width: 1) == [translator.decode(text)])
    }
  }

  @Test(arguments: KernelSet.all, NetworkKind.allCases) func aBeamOfOneIsGreedyInEveryWay(
    set: KernelSet, kind: NetworkKind
  ) throws {
    var networks = [try network(kind)]
    let end = try #require(networks[0].configuration.targetVocabulary.index(of: "\n"))
    for bias in [-100, 100, Float.nan] {
      networks.append(networks[0])
      networks[networks.count - 1].parameters[.outputBias][end] = bias
    }
    let configuration = networks[0].configuration
    networks.append(Network(configuration: configuration, parameters: Parameters(zerosFor: configuration)))
    for network in networks {
      let translator = Translator(network, kernels: set.kernels)
      for text in Self.sentences {
        let (beam, greedy) = (translator.beam(for: text, width: 1), translator.decode(text))
        #expect(beam.count == 1 && beam[0].steps.map(\.index) == greedy.steps.map(\.index))
        #expect(beam[0].stopped == greedy.stopped && beam[0].unknown == greedy.unknown)
        if !greedy.logProbability.isNaN { #expect(beam == [greedy]) }
      }
    }
  }

  /// Three characters and at most four of them: a beam with room for all 31 translations finds each, and together they are
  /// certain.
  @Test func aWideBeamFindsEverything() throws {
    let dataset = Dataset(pairs: [SentencePair(english: "ab", french: "x")], padding: .zero)
    var generator = RandomGenerator(state: 70)
    let network = Network(configuration: dataset.configuration(latentDimension: 5), generator: &generator)
    let translator = Translator(network)
    let beam = translator.beam(for: "ba", width: 256)
    #expect(beam.count == 1 + 2 + 4 + 8 + 16 && Set(beam.map { $0.steps.map(\.index) }).count == beam.count)
    #expect(abs(beam.reduce(0) { $0 + exp($1.logProbability) } - 1) < 1e-6)
    #expect(beam.count { $0.stopped == .limit } == 16 && beam.allSatisfy { $0.steps.count <= 4 })
    #expect(zip(beam, beam.dropFirst()).allSatisfy { $0.logProbability >= $1.logProbability })
    for width in 1...31 {
      #expect(translator.beam(for: "ba", width: width).count == width)
      #expect(translator.beam(for: "ba", width: width)[0].logProbability <= beam[0].logProbability + 1e-6)
    }
  }

  @Test(arguments: [2, 3, 7, 40]) func agreesWithANaiveBeam(width: Int) throws {
    let translator = Translator(try network())
    for text in Self.sentences.prefix(5) {
      let (found, expected) = (translator.beam(for: text, width: width), naiveBeam(translator, text, width))
      #expect(found.count == width && found.map { $0.steps.map(\.index) } == expected)
      for hypothesis in found {
        let alone = translator.decode(text, choosing: hypothesis.steps.map(\.index))
        #expect(abs(alone.logProbability - hypothesis.logProbability) < 1e-4)
        let mean = hypothesis.logProbability / Double(hypothesis.steps.count)
        #expect(hypothesis.meanLogProbability == mean && hypothesis.input == text)
        #expect(hypothesis.steps.allSatisfy { abs($0.probabilities.reduce(0) { $0 + Double($1) } - 1) < 1e-6 })
      }
    }
  }

  /// Nothing learnt: every hypothesis is as likely, so the order is the vocabulary's.
  @Test func tiesAreInOrder() throws {
    let configuration = try network().configuration
    let translator = Translator(Network(configuration: configuration, parameters: Parameters(zerosFor: configuration)))
    let beam = translator.beam(for: "Go on.", width: 3)
    #expect(beam[0].steps.map(\.index) == [1], "LF, second in the vocabulary: one character is likelier than two")
    #expect(beam.map(\.stopped) == [.end, .end, .limit] && beam[1].steps.map(\.index) == [0, 1])
    #expect(beam == translator.beam(for: "Go on.", width: 3))
  }

  @Test func withoutAKnownCharacter() throws {
    let translator = Translator(try network())
    #expect(translator.beam(for: "€日", width: 9) == [translator.decode("€日")])
    #expect(translator.beam(for: "", width: 9) == [translator.decode("")])
    #expect(translator.decode("").logProbability == 0 && translator.decode("").meanLogProbability == 0)
  }

  /// The indices that a beam search finds, each hypothesis decoded anew in every step.
  private func naiveBeam(_ translator: Translator, _ text: String, _ width: Int) -> [[Int]] {
    var live: [(indices: [Int], score: Double)] = [([], 0)]
    var complete: [(indices: [Int], score: Double)] = []
    for length in 0...translator.configuration.maxDecoderLength {
      var candidates: [(indices: [Int], score: Double)] = []
      for hypothesis in live {
        let step = translator.decode(text, choosing: hypothesis.indices).steps[length]
        for (index, p) in step.probabilities.enumerated() {
          candidates.append((hypothesis.indices + [index], hypothesis.score + log(Double(p))))
        }
      }
      let best = candidates.sorted { $0.score > $1.score }.prefix(width - complete.count)
      let end = translator.configuration.targetVocabulary.index(of: "\n")
      complete += best.filter { $0.indices.last == end }
      live = best.filter { $0.indices.last != end }
    }
    return (complete + live).sorted { $0.score > $1.score }.map(\.indices)
  }
}
