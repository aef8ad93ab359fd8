import Foundation
import Model
import Testing

/// The nearest sentences by encoder state.
@Suite("Encoded sentences") struct EncodedSentencesTests {
  private func network(_ kind: NetworkKind = .space) throws -> Network {
    let (start, dataset) = Fixture.start {
      $0.latentDimension = 19
      kind.apply(to: &$0)
    }
    return try Fixture.trained(start, dataset).network
  }

  /// More sentences than a batch has rows, some longer than any of the training.
  private static let texts: [String] = {
    let words = ["Go", "on.", "hat", "I sew", "We", "tea?", "Look!", "rains"]
    var generator = RandomGenerator(state: 90)
    let texts = (0..<150).map { index in
      (0...index % 5).map { _ in words[generator.integer(below: words.count)] }.joined(separator: " ")
    }
    return Set(texts).sorted()
  }()

  @Test(arguments: NetworkKind.allCases) func agreesWithTheOracle(kind: NetworkKind) throws {
    let network = try network(kind)
    let oracle = NaiveNetwork(network)
    let encoded = try #require(EncodedSentences(Self.texts, by: Translator(network)))
    #expect(encoded.sentences == Self.texts && Self.texts.count > 64)
    func state(_ text: String) -> [Double] { oracle.encode(Sentence(text, for: network.configuration).indices).h }
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let states = Self.texts.map(state)
    for query in ["We sew", "Go on.", "Look! Look! Look! Look! I sew hat"] {
      let h = state(query)
      let expected = states.map { dot(h, $0) / (dot(h, h) * dot($0, $0)).squareRoot() }
      let found = encoded.nearest(to: query, count: .max)
      #expect(found.count == Self.texts.count && Set(found.map(\.sentence)) == Set(Self.texts))
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.similarity >= $1.similarity })
      for neighbor in found {
        let position = try #require(Self.texts.firstIndex(of: neighbor.sentence))
        #expect(abs(Double(neighbor.similarity) - expected[position]) < 1e-5)
      }
      #expect(encoded.nearest(to: query, count: 7) == Array(found.prefix(7)))
    }
  }

  @Test func progressEndsAtAllSentences() throws {
    var counts: [Int] = []
    let encoded = EncodedSentences(Self.texts, by: Translator(try network())) { counts.append($0) }
    #expect(encoded != nil && counts.count > 1 && counts == counts.sorted() && counts.last == Self.texts.count)
  }

  @Test func aSentenceIsNearestToItself() throws {
    let encoded = try #require(EncodedSentences(Self.texts, by: Translator(try network())))
    for text in Self.texts {
      let nearest = try #require(encoded.nearest(to: text, count: 1).first)
      #expect(nearest.sentence == text && abs(nearest.similarity - 1) < 1e-6)
    }
  }

  @Test func whatCannotBeCompared() throws {
    let network = try network()
    let translator = Translator(network)
    let encoded = try #require(EncodedSentences(["€", "Go on.", ""], by: translator))
    #expect(encoded.sentences == ["Go on."] && encoded.nearest(to: "Go", count: 5).count == 1)
    #expect(encoded.nearest(to: "€", count: 5).isEmpty && encoded.nearest(to: "Go", count: 0).isEmpty)
    let none = try #require(EncodedSentences([], by: translator))
    #expect(none.nearest(to: "Go on.", count: 5).isEmpty)
    let zero = Network(configuration: network.configuration, parameters: Parameters(zerosFor: network.configuration))
    let still = try #require(EncodedSentences(["Go on.", "Look!"], by: Translator(zero)))
    #expect(still.nearest(to: "Go", count: 2).map(\.similarity) == [0, 0], "states of zeros have no direction")
    let raised = Interruption()
    raised.raise()
    #expect(EncodedSentences(Self.texts, by: translator, interruption: raised) == nil)
  }
}
