/// Sums over target positions, from which an epoch's or a batch's metrics follow.
package struct MetricSums: Hashable, Sendable, BitwiseCopyable {
  /// B · Td for every batch, or the real characters alone where padding is masked: what Keras's means are taken over.
  package var positions = 0
  /// Σ −ln p over the positions, in nats; padding counts where it is a space.
  package var loss = 0.0
  /// Positions whose likeliest character is the target.
  package var hits = 0
  /// Positions up to and including LF.
  package var characters = 0
  /// Σ −ln p over the characters, in nats.
  package var characterLoss = 0.0
  /// Characters that are the likeliest.
  package var characterHits = 0
  /// How long it took, without pauses and saves.
  package var seconds = 0.0

  /// Nothing yet.
  package init() {}

  /// Adds what another part of the batch or epoch summed.
  package static func += (left: inout MetricSums, right: MetricSums) {
    left.positions += right.positions
    left.loss += right.loss
    left.hits += right.hits
    left.characters += right.characters
    left.characterLoss += right.characterLoss
    left.characterHits += right.characterHits
    left.seconds += right.seconds
  }

  /// The means.
  package var metrics: Metrics {
    Metrics { metric in
      switch metric {
      case .loss: loss / Double(positions)
      case .accuracy: Double(hits) / Double(positions)
      case .characterLoss: characterLoss / Double(characters)
      case .characterAccuracy: Double(characterHits) / Double(characters)
      }
    }
  }
}

extension MetricSums: Codable {
  private enum CodingKeys: String, CodingKey {
    case positions, loss, hits, characters, seconds
    case characterLoss = "character_loss"
    case characterHits = "character_hits"
  }

  /// Reads sums; null stands for a sum that is not finite.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    positions = try values.decode(Int.self, forKey: .positions)
    loss = try values.decodeNumberOrNull(forKey: .loss)
    hits = try values.decode(Int.self, forKey: .hits)
    characters = try values.decode(Int.self, forKey: .characters)
    characterLoss = try values.decodeNumberOrNull(forKey: .characterLoss)
    characterHits = try values.decode(Int.self, forKey: .characterHits)
    seconds = try values.decodeNumberOrNull(forKey: .seconds)
  }

  /// Writes sums; one that is not finite is null.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(positions, forKey: .positions)
    try values.encodeNumberOrNull(loss, forKey: .loss)
    try values.encode(hits, forKey: .hits)
    try values.encode(characters, forKey: .characters)
    try values.encodeNumberOrNull(characterLoss, forKey: .characterLoss)
    try values.encode(characterHits, forKey: .characterHits)
    try values.encodeNumberOrNull(seconds, forKey: .seconds)
  }
}
