/// The losses of pairs under weights that stay as they are, computed as the validation of a training run is.
///
/// A pair with characters or lengths that the network has no room for has no loss.
struct PairLosses {
  /// What the network has no room for, one phrase each.
  let misfits: [String]
  /// By pair: its place among those that fit, or nil.
  private let places: [Int?]
  private let batchSize: Int
  /// The network on the pairs that fit, or nil where none does.
  private let parallel: ParallelNetwork?

  /// Prepares the network of `checkpoint` for those of `pairs` that fit it.
  init(_ checkpoint: Checkpoint, pairs: [SentencePair], threads: Int) {
    let configuration = checkpoint.network.configuration
    let all = EncodedPairs(pairs, configuration.inputVocabulary, configuration.targetVocabulary)
    misfits = all.misfits(
      maxEncoderLength: configuration.maxEncoderLength, maxDecoderLength: configuration.maxDecoderLength)
    var fitting: [SentencePair] = []
    places = pairs.map { pair in
      guard configuration.hasRoom(for: pair) else { return nil }
      fitting.append(pair)
      return fitting.count - 1
    }
    batchSize = min(checkpoint.hyperparameters.batchSize, max(1, fitting.count))
    if !fitting.isEmpty, let dataset = try? Dataset(pairs: fitting, fitting: configuration) {
      parallel = ParallelNetwork(
        checkpoint, dataset: dataset, batchSize: batchSize, threads: max(1, min(threads, batchSize)), kernels: .best,
        interruption: Interruption())
    } else {
      parallel = nil
    }
  }

  /// Whether a pair has a loss.
  func has(_ pair: Int) -> Bool { places[pair] != nil }

  /// The losses of some pairs together, or nil if `proceed`, called with each batch's number of pairs, asks to stop.
  func sums(of pairs: [Int], proceed: (Int) -> Bool) -> MetricSums? {
    guard let parallel else { return MetricSums() }
    return parallel.evaluate(
      pairs.compactMap { places[$0] }, batchSize: batchSize, clock: Trainer.monotonicSeconds, proceed: proceed)
  }
}

extension NetworkConfiguration {
  /// Whether the network knows all characters of a pair, and was made for its lengths.
  package func hasRoom(for pair: SentencePair) -> Bool {
    pair.english.unicodeScalars.count <= maxEncoderLength && pair.french.unicodeScalars.count + 2 <= maxDecoderLength
      && pair.english.unicodeScalars.allSatisfy { inputVocabulary.index(of: $0) != nil }
      && pair.french.unicodeScalars.allSatisfy { targetVocabulary.index(of: $0) != nil }
  }
}
