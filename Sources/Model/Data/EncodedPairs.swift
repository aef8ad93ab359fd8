/// Pairs turned into character indices, remembering what had none.
struct EncodedPairs {
  /// Where something was first seen.
  struct Sighting {
    /// The pair's position, from 0.
    let pair: Int
    /// Its length in scalars.
    let length: Int
  }

  let pairs: [SentencePair]
  private(set) var inputs = TokenSequences()
  private(set) var targets = TokenSequences()
  private(set) var longestInput: Sighting?
  private(set) var longestTarget: Sighting?
  private var unknownInputs: [Unicode.Scalar: Int] = [:]
  private var unknownTargets: [Unicode.Scalar: Int] = [:]

  init(_ pairs: [SentencePair], _ inputVocabulary: Vocabulary, _ targetVocabulary: Vocabulary) {
    self.pairs = pairs
    let start = targetVocabulary.index(of: "\t").map(Int32.init)
    let end = targetVocabulary.index(of: "\n").map(Int32.init)
    var row: [Int32] = []
    for (number, pair) in pairs.enumerated() {
      row.removeAll(keepingCapacity: true)
      Self.append(pair.english, to: &row, with: inputVocabulary, unknown: &unknownInputs, pair: number)
      inputs.append(row)
      if row.count > longestInput?.length ?? 0 { longestInput = Sighting(pair: number, length: row.count) }

      row.removeAll(keepingCapacity: true)
      if let start { row.append(start) }
      Self.append(pair.french, to: &row, with: targetVocabulary, unknown: &unknownTargets, pair: number)
      if let end { row.append(end) }
      targets.append(row)
      if row.count > longestTarget?.length ?? 0 { longestTarget = Sighting(pair: number, length: row.count) }
    }
  }

  /// An unknown scalar takes the place -1, so that lengths are right in what is reported.
  private static func append(
    _ text: String, to row: inout [Int32], with vocabulary: Vocabulary, unknown: inout [Unicode.Scalar: Int], pair: Int
  ) {
    for scalar in text.unicodeScalars {
      if let index = vocabulary.index(of: scalar) {
        row.append(Int32(index))
      } else {
        row.append(-1)
        if unknown[scalar] == nil { unknown[scalar] = pair }
      }
    }
  }

  /// What the vocabularies and these lengths have no room for, one phrase each.
  func misfits(maxEncoderLength: Int, maxDecoderLength: Int) -> [String] {
    var problems: [String] = []
    if !unknownInputs.isEmpty {
      problems.append("English with characters unknown to the network: " + list(unknownInputs, in: \.english))
    }
    if !unknownTargets.isEmpty {
      problems.append("French with characters unknown to the network: " + list(unknownTargets, in: \.french))
    }
    if let longestInput, longestInput.length > maxEncoderLength {
      problems.append(
        "English of \(longestInput.length) characters where the network has room for \(maxEncoderLength) "
          + example(longestInput.pair, in: \.english))
    }
    if let longestTarget, longestTarget.length > maxDecoderLength {
      problems.append(
        "French of \(longestTarget.length - 2) characters where the network has room for \(maxDecoderLength - 2) "
          + example(longestTarget.pair, in: \.french))
    }
    return problems
  }

  private func list(_ unknown: [Unicode.Scalar: Int], in side: KeyPath<SentencePair, String>) -> String {
    let shown = unknown.sorted { $0.key < $1.key }.prefix(8).map { scalar, pair in
      "\(scalar.named) \(example(pair, in: side))"
    }
    let more = unknown.count > shown.count ? " and \(unknown.count - shown.count) more" : ""
    return shown.joined(separator: ", ") + more
  }

  private func example(_ pair: Int, in side: KeyPath<SentencePair, String>) -> String {
    let text = String(String.UnicodeScalarView(pairs[pair][keyPath: side].unicodeScalars.prefix(60)))
    return "(pair \(pair + 1): \(text.quoted))"
  }
}
