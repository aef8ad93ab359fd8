import Foundation
import Model
import Testing

/// What sacrebleu makes of translations, see Reference/chrf.py.
private struct SacrebleuScores: Decodable {
  struct Case: Decodable {
    let output: String
    let references: [String]
    let first: Double
    let all: Double
  }

  let cases: [Case]
  let first: Double
  let all: Double

  static func load() throws -> SacrebleuScores {
    let path = try #require(Bundle.module.path(forResource: "Reference/chrf", ofType: "json"))
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

@Suite("chrF") struct CharacterFScoreTests {
  /// The same sums of the same integers, divided in another order.
  private let tolerance = 1e-10

  @Test func agreesWithSacrebleuOnSentences() throws {
    for example in try SacrebleuScores.load().cases {
      let first = CharacterFScore(example.output, references: Array(example.references.prefix(1)))
      let all = CharacterFScore(example.output, references: example.references)
      #expect(abs(first.value - example.first) < tolerance, "\(example.output)")
      #expect(abs(all.value - example.all) < tolerance, "\(example.output)")
    }
  }

  @Test func agreesWithSacrebleuOnAllSentencesTogether() throws {
    let scores = try SacrebleuScores.load()
    let first = scores.cases.reduce(into: CharacterFScore()) {
      $0 += CharacterFScore($1.output, references: Array($1.references.prefix(1)))
    }
    let all = scores.cases.reduce(into: CharacterFScore()) {
      $0 += CharacterFScore($1.output, references: $1.references)
    }
    #expect(abs(first.value - scores.first) < tolerance)
    #expect(abs(all.value - scores.all) < tolerance)
  }

  @Test func nothingScoresNothing() {
    #expect(CharacterFScore().value == 0)
    #expect(CharacterFScore("", references: [""]).value == 0)
    #expect(CharacterFScore("Oui", references: []).value == 0)
  }
}
