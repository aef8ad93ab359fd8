/// Something that was done to a run between two of its batches, and that its curves are marked with.
package struct RunMark: Hashable, Sendable {
  /// What was done.
  package enum Kind: Hashable, Sendable {
    /// The learning rate was changed.
    case rate(from: Double, to: Double)
    /// The training was made to wait.
    case paused
    /// The training went on: after a pause of so many seconds, or from a file where that is `nil`.
    case resumed(after: Double?)
    /// The network was saved as that of the best epoch.
    case best
  }

  /// When: after so many epochs and batches.
  package let point: TrainingPoint
  /// How many batches the epochs of that time had.
  package let batchesPerEpoch: Int
  /// What.
  package let kind: Kind

  /// A mark at a point of a run whose epochs have so many batches.
  package init(_ kind: Kind, at point: TrainingPoint, batchesPerEpoch: Int) {
    self.kind = kind
    self.point = point
    self.batchesPerEpoch = max(1, batchesPerEpoch)
  }

  /// Where it lies, in epochs: at the end of epoch 1 at 1.
  package var position: Double { Double(point.epoch) + Double(point.batch) / Double(batchesPerEpoch) }
}

extension [RunMark] {
  /// A run that is played with for long has more; then those of its beginning go.
  private static let most = 10_000

  /// Adds a mark behind all that are not later.
  package mutating func add(_ mark: RunMark) {
    let place = lastIndex { $0.position <= mark.position }.map { $0 + 1 } ?? 0
    insert(mark, at: place)
    if count > Self.most { removeFirst(count - Self.most) }
  }
}

/// The JSON of a mark: `{"batch":30,"batches":125,"epoch":11,"from":0.001,"kind":"rate","to":0.0005}`, where `epoch` counts
/// the complete ones, as in the state it belongs to.
extension RunMark: Codable {
  private enum CodingKeys: String, CodingKey {
    case epoch, batch, batches, kind, from, to, seconds
  }

  /// Reads a mark.
  ///
  /// - Throws: `DecodingError`, also for one of a kind that is not known yet.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let counts = [
      try values.decode(Int.self, forKey: .epoch), try values.decode(Int.self, forKey: .batch),
      try values.decode(Int.self, forKey: .batches),
    ]
    guard counts.allSatisfy({ (0...TrainingState.greatestCount).contains($0) }) else {
      throw DecodingError.dataCorruptedError(forKey: .epoch, in: values, debugDescription: "counts of \(counts)")
    }
    let name = try values.decode(String.self, forKey: .kind)
    let kind: Kind
    switch name {
    case "rate":
      kind = .rate(from: try values.decode(Double.self, forKey: .from), to: try values.decode(Double.self, forKey: .to))
    case "paused": kind = .paused
    case "resumed": kind = .resumed(after: try values.decodeIfPresent(Double.self, forKey: .seconds))
    case "best": kind = .best
    default:
      throw DecodingError.dataCorruptedError(forKey: .kind, in: values, debugDescription: "a mark called \(name)")
    }
    self.init(kind, at: TrainingPoint(epoch: counts[0], batch: counts[1]), batchesPerEpoch: counts[2])
  }

  /// Writes the mark.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(point.epoch, forKey: .epoch)
    try values.encode(point.batch, forKey: .batch)
    try values.encode(batchesPerEpoch, forKey: .batches)
    switch kind {
    case .rate(let before, let after):
      try values.encode("rate", forKey: .kind)
      try values.encode(before, forKey: .from)
      try values.encode(after, forKey: .to)
    case .paused: try values.encode("paused", forKey: .kind)
    case .resumed(let seconds):
      try values.encode("resumed", forKey: .kind)
      try values.encodeIfPresent(seconds, forKey: .seconds)
    case .best: try values.encode("best", forKey: .kind)
    }
  }
}

/// A mark as a reader takes it: one that a later version of the program wrote is passed over.
struct ReadableMark: Decodable {
  /// The mark, unless it is of a kind that is not known.
  let mark: RunMark?

  /// Reads a mark, or nothing.
  init(from decoder: any Decoder) throws { mark = try? RunMark(from: decoder) }
}
