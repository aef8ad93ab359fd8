import Model
import Testing

/// Aligning two texts by their edit distance.
@Suite("Alignment") struct AlignmentTests {
  private func align(_ left: String, _ right: String) -> Alignment {
    Alignment(Array(left.unicodeScalars), Array(right.unicodeScalars))
  }

  /// The two texts with gaps, and a mark below each column.
  private func drawn(_ left: String, _ right: String) -> [String] {
    let (a, b) = (Array(left.unicodeScalars).map(String.init), Array(right.unicodeScalars).map(String.init))
    let columns = align(left, right).columns
    return [
      columns.map { $0.left.map { a[$0] } ?? "·" }.joined(), columns.map { $0.right.map { b[$0] } ?? "·" }.joined(),
      columns.map { [.match: "=", .differ: "x", .onlyLeft: "<", .onlyRight: ">"][$0.kind, default: "?"] }.joined(),
    ]
  }

  @Test func columns() {
    #expect(drawn("Cours !", "Courez !") == ["Cours· !", "Courez !", "====x>=="])
    #expect(drawn("abc", "abc") == ["abc", "abc", "==="])
    #expect(drawn("abc", "axc") == ["abc", "axc", "=x="])
    #expect(drawn("abc", "ac") == ["abc", "a·c", "=<="])
    #expect(drawn("ac", "abc") == ["a·c", "abc", "=>="])
    #expect(drawn("", "ab") == ["··", "ab", ">>"] && drawn("ab", "") == ["ab", "··", "<<"])
    #expect(drawn("", "") == ["", "", ""])
    #expect(drawn("kitten", "sitting") == ["kitten·", "sitting", "x===x=>"])
  }

  /// Against the definition of the distance, by recursion, and against what an alignment must be.
  @Test func randomTexts() {
    var generator = RandomGenerator(state: 80)
    func distance(_ a: ArraySlice<Unicode.Scalar>, _ b: ArraySlice<Unicode.Scalar>) -> Int {
      guard let left = a.first, let right = b.first else { return a.count + b.count }
      if left == right { return distance(a.dropFirst(), b.dropFirst()) }
      let (restOfA, restOfB) = (a.dropFirst(), b.dropFirst())
      return 1 + min(distance(restOfA, restOfB), distance(restOfA, b), distance(a, restOfB))
    }
    for _ in 0..<300 {
      let texts = (0..<2).map { _ in
        (0..<generator.integer(below: 7)).map { _ in Unicode.Scalar(UInt8(97 + generator.integer(below: 3))) }
      }
      let alignment = Alignment(texts[0], texts[1])
      #expect(alignment.distance == distance(texts[0][...], texts[1][...]))
      #expect(alignment.columns.compactMap(\.left) == Array(texts[0].indices))
      #expect(alignment.columns.compactMap(\.right) == Array(texts[1].indices))
      for column in alignment.columns {
        let characters = (column.left.map { texts[0][$0] }, column.right.map { texts[1][$0] })
        switch column.kind {
        case .match: #expect(characters.0 != nil && characters.0 == characters.1)
        case .differ: #expect(characters.0 != nil && characters.1 != nil && characters.0 != characters.1)
        case .onlyLeft: #expect(characters.0 != nil && characters.1 == nil)
        case .onlyRight: #expect(characters.0 == nil && characters.1 != nil)
        }
      }
    }
  }

  /// Two networks with vocabularies of their own: characters are compared, not their indices.
  @Test func twoNetworks() throws {
    let (start, dataset) = Fixture.start { $0.epochs = 60 }
    let trained = Translator(try Fixture.trained(start, dataset).network)
    let other = Dataset(pairs: Fixture.pairs + [SentencePair(english: "ABC", french: "ABCDEFGH")], padding: .space)
    let otherStart = Checkpoint(untrainedFor: other, hyperparameters: start.hyperparameters)
    let retrained = Translator(try Fixture.trained(otherStart, other).network)
    #expect(trained.configuration.targetVocabulary != retrained.configuration.targetVocabulary)
    let (left, right) = (trained.decode("Go on."), retrained.decode("Go on."))
    let alignment = Alignment(left, right)
    #expect(alignment.columns.compactMap(\.left).count == left.steps.count)
    #expect(alignment.columns.compactMap(\.right).count == right.steps.count)
    for column in alignment.columns where column.kind == .match {
      let (i, j) = (try #require(column.left), try #require(column.right))
      #expect(left.steps[i].character == right.steps[j].character)
    }
    #expect(alignment.columns.contains { $0.kind == .match }, "both have learnt something")
    #expect(Alignment(left, left).distance == 0)
  }
}
