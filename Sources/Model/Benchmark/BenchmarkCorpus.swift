/// Sentence pairs of random characters with the sizes of the original's corpus: what training costs depends on nothing else.
enum BenchmarkCorpus {
  /// Deciles of the target lengths, TAB and LF not counted, of the first 10,000 pairs of the French file of 2017.
  private static let lengthDeciles = [4, 13, 14, 16, 17, 18, 19, 21, 23, 26, 57]

  /// 10,000 pairs: 71 and 93 characters, lengths up to 16 and 59, a third of the target positions in use.
  static func pairs(count: Int = 10_000) -> [SentencePair] {
    var generator = RandomGenerator(state: 1)
    let source = Array(" ".unicodeScalars) + (0..<70).compactMap { Unicode.Scalar(0x100 + $0) }
    let target = Array(" ".unicodeScalars) + (0..<90).compactMap { Unicode.Scalar(0x100 + $0) }
    func text(_ characters: [Unicode.Scalar], _ length: Int) -> String {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<length { scalars.append(characters.randomElement(using: &generator) ?? " ") }
      return String(scalars)
    }
    // The first pairs name every character and have the greatest lengths, whatever the generator gives.
    var pairs = stride(from: 0, to: 96, by: 16).map { start in
      SentencePair(
        english: String(String.UnicodeScalarView(source.dropFirst(start).prefix(16))),
        french: String(String.UnicodeScalarView(target.dropFirst(start).prefix(16))))
    }.filter { !$0.english.isEmpty }
    pairs.append(SentencePair(english: text(source, 16), french: text(target, 57)))
    while pairs.count < count {
      pairs.append(SentencePair(english: text(source, 3 + pairs.count % 14), french: text(target, length(&generator))))
    }
    return pairs
  }

  private static func length(_ generator: inout RandomGenerator) -> Int {
    let (decile, place) = (generator.uniform() * 10).splitAtPoint
    let (low, high) = (lengthDeciles[decile], lengthDeciles[decile + 1])
    // The last decile is a long tail, most of it near its beginning.
    let share = decile == 9 ? place * place * place * place : place
    return low + Int((share * Double(high - low)).rounded())
  }
}

extension Double {
  /// The whole part and the rest.
  fileprivate var splitAtPoint: (Int, Double) { (Int(self), self - rounded(.down)) }
}
