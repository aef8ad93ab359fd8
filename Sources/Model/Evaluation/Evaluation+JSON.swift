extension Evaluation: Encodable {
  /// Writes every part, what the data has to do with the network, and how it was decoded.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: JSONKey.self)
    for part in EvaluatedPart.allCases { try values.encode(self[part], forKey: JSONKey(part.key)) }
    try values.encode(misfits, forKey: JSONKey("misfits"))
    try values.encode(isDataOfTraining, forKey: JSONKey("is_data_of_training"))
    try values.encode(beam, forKey: JSONKey("beam"))
  }
}

extension EvaluationPart: Encodable {
  /// How many of the best and of the worst sentences are written.
  package static let exampleCount = 5

  private enum CodingKeys: String, CodingKey {
    case pairs, misfits, chrf, ended, best, worst
    case exactMatch = "exact_match"
    case characterErrorRate = "character_error_rate"
  }

  /// Writes the numbers, null where there is none, and the best and worst sentences.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(pairCount, forKey: .pairs)
    try values.encode(misfitCount, forKey: .misfits)
    var losses = encoder.container(keyedBy: JSONKey.self)
    for metric in Metric.allCases {
      try losses.encodeNumberOrNull(metric.value(of: metrics), forKey: JSONKey(metric.key))
    }
    try values.encodeNumberOrNull(exactMatch, forKey: .exactMatch)
    try values.encodeNumberOrNull(chrF, forKey: .chrf)
    try values.encodeNumberOrNull(characterErrorRate, forKey: .characterErrorRate)
    try values.encodeNumberOrNull(endedShare, forKey: .ended)
    try values.encode(Array(best(Self.exampleCount)), forKey: .best)
    try values.encode(Array(worst(Self.exampleCount)), forKey: .worst)
  }
}

extension SentenceScore: Encodable {
  private enum CodingKeys: String, CodingKey {
    case english, output, references, exact, chrf, ended
    case characterErrorRate = "character_error_rate"
  }

  /// Writes the sentence, its translation and its scores.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(english, forKey: .english)
    try values.encode(output, forKey: .output)
    try values.encode(references, forKey: .references)
    try values.encode(isExact, forKey: .exact)
    try values.encode(chrF, forKey: .chrf)
    try values.encode(characterErrorRate, forKey: .characterErrorRate)
    try values.encode(hasEnded, forKey: .ended)
  }
}
