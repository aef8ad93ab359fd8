import Model
import Testing

@Suite("What the longest pairs cost")
struct LengthCostTests {
  private func pairs(_ count: Int, long: Int) -> [SentencePair] {
    (0..<count).map { index in
      let length = index < long ? 100 : 10
      return SentencePair(
        english: String(repeating: "a", count: length), french: String(repeating: "b", count: length + index % 2))
    }
  }

  @Test("a few long pairs that take most of the steps are told of, with what leaving them out would save")
  func longPairs() throws {
    let cost = try #require(LengthCost(Dataset(pairs: pairs(2_000, long: 2), padding: .space)))
    #expect(
      cost.description
        == "203 steps for each pair because of 2 pairs over 13 characters; --max-length 13 would need 23")
    let zero = try #require(LengthCost(Dataset(pairs: pairs(2_000, long: 2), padding: .zero)))
    #expect((zero.steps, zero.shorterSteps, zero.maxLength, zero.longPairCount) == (112, 22, 13, 2))
    let one = try #require(LengthCost(Dataset(pairs: pairs(100, long: 1), padding: .space)))
    #expect(one.description.contains("because of 1 pair over 13"))
  }

  @Test("many long pairs, or slightly longer ones, or few pairs are not worth a word")
  func ordinaryData() {
    #expect(LengthCost(Dataset(pairs: pairs(2_000, long: 3), padding: .space)) == nil)
    #expect(LengthCost(Dataset(pairs: pairs(99, long: 1), padding: .space)) == nil)
    #expect(LengthCost(Dataset(pairs: pairs(2_000, long: 0), padding: .space)) == nil)
    let double = pairs(2_000, long: 0) + [SentencePair(english: "aaaaaaaaaaaaaaaaaaaa", french: "bbbbbbbbbbbbbbbbbbbb")]
    #expect(LengthCost(Dataset(pairs: double, padding: .space)) == nil)
  }
}
