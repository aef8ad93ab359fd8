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
      #expect(translator.beam(for: text, BeamSearch(width: 1)) == [translator.decode(text)])
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
        let (beam, greedy) = (translator.beam(for: text, BeamSearch(width: 1)), translator.decode(text))
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
    let beam = translator.beam(for: "ba", BeamSearch(width: 256))
    #expect(beam.count == 1 + 2 + 4 + 8 + 16 && Set(beam.map { $0.steps.map(\.index) }).count == beam.count)
    #expect(abs(beam.reduce(0) { $0 + exp($1.logProbability) } - 1) < 1e-6)
    #expect(beam.count { $0.stopped == .limit } == 16 && beam.allSatisfy { $0.steps.count <= 4 })
    #expect(zip(beam, beam.dropFirst()).allSatisfy { $0.logProbability >= $1.logProbability })
    for width in 1...31 {
      #expect(translator.beam(for: "ba", BeamSearch(width: width)).count == width)
      #expect(translator.beam(for: "ba", BeamSearch(width: width))[0].logProbability <= beam[0].logProbability + 1e-6)
    }
  }

  @Test(arguments: [2, 3, 7, 40]) func agreesWithANaiveBeam(width: Int) throws {
    let translator = Translator(try network())
    for text in Self.sentences.prefix(5) {
      let (found, expected) = (translator.beam(for: text, BeamSearch(width: width)), naiveBeam(translator, text, width))
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

  /// A penalty ranks what is found anew, and finds nothing else.
  @Test(arguments: [0.5, 1, 2]) func aLengthPenaltyRanks(penalty: Double) throws {
    let translator = Translator(try network())
    var isAnother = false
    for text in Self.sentences.prefix(5) {
      let found = translator.beam(for: text, BeamSearch(width: 7, lengthPenalty: penalty))
      let plain = translator.beam(for: text, BeamSearch(width: 7))
      #expect(Set(found.map(\.output)) == Set(plain.map(\.output)))
      let scores = found.map { $0.logProbability / pow(Double($0.steps.count), penalty) }
      #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 >= $1 })
      isAnother = isAnother || found != plain
    }
    #expect(isAnother, "or the sentences show nothing")
  }

  /// Many sentences on many threads: each as by itself, in the order given; without a search greedily.
  @Test(arguments: [1, 3]) func manyAtOnce(threads: Int) throws {
    let translator = Translator(try network())
    let search = BeamSearch(width: 4, lengthPenalty: 1)
    let translations = translator.translate(Self.sentences, by: search, threads: threads)
    let alone = Self.sentences.map { translator.beam(for: $0, search)[0] }
    #expect(translations.map(\.output) == alone.map(\.output) && translations.map(\.stopped) == alone.map(\.stopped))
    #expect(translations.map(\.sentence.text) == Self.sentences)
    let greedy = translator.translate(Self.sentences, by: nil, threads: threads)
    #expect(greedy.map(\.output) == Self.sentences.map { translator.decode($0).output })
  }

  /// Nothing learnt: every hypothesis is as likely, so the order is the vocabulary's.
  @Test func tiesAreInOrder() throws {
    let configuration = try network().configuration
    let translator = Translator(Network(configuration: configuration, parameters: Parameters(zerosFor: configuration)))
    let beam = translator.beam(for: "Go on.", BeamSearch(width: 3))
    #expect(beam[0].steps.map(\.index) == [1], "LF, second in the vocabulary: one character is likelier than two")
    #expect(beam.map(\.stopped) == [.end, .end, .limit] && beam[1].steps.map(\.index) == [0, 1])
    #expect(beam == translator.beam(for: "Go on.", BeamSearch(width: 3)))
  }

  @Test func withoutAKnownCharacter() throws {
    let translator = Translator(try network())
    #expect(translator.beam(for: "€日", BeamSearch(width: 9)) == [translator.decode("€日")])
    #expect(translator.beam(for: "", BeamSearch(width: 9)) == [translator.decode("")])
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
