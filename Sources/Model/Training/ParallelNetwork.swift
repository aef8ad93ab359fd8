import Dispatch
import Kernels
import Synchronization

/// The network in training: weights, optimizer, and the shards that share a batch, one thread each.
///
/// A batch that would need too much memory goes through in several parts, whose gradients add up.
///
/// Each function is some parallel phases; between them only the calling thread runs. The way pairs are dealt and sums
/// are added depends on nothing but the pairs and the number of shards, so the same run gives the same bits.
final class ParallelNetwork: Sendable {
  /// The network's vocabularies, lengths and sizes.
  let configuration: NetworkConfiguration
  private let dataset: Dataset
  private let weights: PackedParameters
  private let transposed: TransposedWeights
  private let optimizer: RMSprop
  private let shards: [Shard]
  /// The most pairs that go through at once.
  private let partSize: Int
  private let kernels: Kernels
  private let interruption: Interruption
  /// Of all threads together.
  private let times = Mutex(PhaseTimes())

  /// The network of `checkpoint`, ready for batches of up to `batchSize` pairs of `dataset`.
  init(
    _ checkpoint: Checkpoint, dataset: Dataset, batchSize: Int, threads: Int, kernels: Kernels,
    interruption: Interruption
  ) {
    self.interruption = interruption
    configuration = checkpoint.network.configuration
    self.dataset = dataset
    self.kernels = kernels
    let layout = PackedLayout(configuration)
    weights = PackedParameters(checkpoint.network.parameters, layout: layout)
    transposed = TransposedWeights(layout: layout)
    optimizer = RMSprop(checkpoint.hyperparameters, slots: checkpoint.slots, layout: layout, kernels: kernels)
    let configuration = configuration
    let partSize = Self.partSize(configuration, batchSize: batchSize, threads: threads)
    self.partSize = partSize
    shards = (0..<threads).map { _ in
      Shard(
        configuration: configuration, layout: layout, capacity: (partSize + threads - 1) / threads, kernels: kernels)
    }
  }

  /// The size of the equal parts of a batch whose tape stays below 128 MiB, but not less than 16 pairs for each thread: with
  /// fewer, reading the weights would take longer than multiplying by them.
  private static func partSize(_ configuration: NetworkConfiguration, batchSize: Int, threads: Int) -> Int {
    let steps = configuration.maxEncoderLength + configuration.maxDecoderLength
    // Attention keeps half as much again.
    let share = configuration.hasAttention ? 3 : 2
    let bytes = batchSize * steps * LSTMTape.bytesPerStep(units: configuration.latentDimension) * share / 2
    let parts = max(1, min((bytes - 1) / (128 << 20) + 1, batchSize / (16 * threads)))
    return (batchSize + parts - 1) / parts
  }

  /// Runs the network over some pairs, without what `dropout` leaves out of them; `learning` also computes the gradient, each
  /// shard its own part.
  ///
  /// Gives nil if it was interrupted.
  func propagate(_ samples: [Int], learning: Bool, dropout: CharacterDropout? = nil) -> MetricSums? {
    if learning {
      perform(shards.count) { index, watch in
        watch.measure(.optimizer) { transposed.update(part: index, of: shards.count, from: weights) }
      }
    }
    let scale = 1 / positions(of: samples)
    var sums = MetricSums()
    for part in BatchPart.all(of: samples.count, size: partSize) {
      let hands = deal(Array(samples[part.range]))
      let results = Mutex([MetricSums](repeating: MetricSums(), count: hands.count))
      perform(hands.count) { index, watch in
        let inputs = shards[index].load(hands[index], from: dataset, dropout: dropout, watch: &watch)
        let sums = shards[index].run(
          inputs, part, weights: weights, transposed: learning ? transposed : nil, scale: scale, watch: &watch)
        results.withLock { $0[index] = sums }
        // Who is done first helps the others.
        if learning {
          for turn in 0..<hands.count { shards[(index + turn) % hands.count].shareProducts(of: part, watch: &watch) }
        }
      }
      guard !interruption.isRaised else { return nil }
      for shardSums in results.withLock({ $0 }) { sums += shardSums }
    }
    return sums
  }

  /// The target's positions that the loss of some pairs is the mean of.
  private func positions(of samples: [Int]) -> Float {
    configuration.padding == .mask
      ? Float(samples.reduce(0) { $0 + dataset.targets.length(at: $1) - 1 })
      : Float(samples.count) * Float(configuration.maxDecoderLength)
  }

  /// The metrics of some pairs with the weights as they are, in seconds of `clock`.
  ///
  /// Gives nil if it was interrupted, or if `proceed`, called with each batch's number of pairs, asks to stop.
  func evaluate(
    _ samples: [Int], batchSize: Int, clock: () -> Double, proceed: (Int) -> Bool
  ) -> MetricSums? {
    var sums = MetricSums()
    for first in stride(from: 0, to: samples.count, by: batchSize) {
      let batch = Array(samples[first..<min(first + batchSize, samples.count)])
      let start = clock()
      guard let part = propagate(batch, learning: false) else { return nil }
      sums += part
      sums.seconds += clock() - start
      guard proceed(batch.count) else { return nil }
    }
    return sums
  }

  /// One step of the optimizer with the gradient of the last `propagate`, over `samples` pairs.
  func update(samples: Int, hyperparameters: Hyperparameters, iterations: Int) {
    forEachPart { lines, watch in
      watch.measure(.optimizer) {
        reduceGradient(lines, shards: min(samples, shards.count))
        optimizer.update(
          lines, of: weights, gradient: shards[0].gradient, hyperparameters: hyperparameters, iterations: iterations)
      }
    }
  }

  /// The seconds that all threads together have spent in a phase.
  func seconds(in phase: Phase) -> Double { times.withLock { $0[phase] } }

  /// The gradient of the last `propagate`, over `samples` pairs.
  func gradient(samples: Int) -> Parameters {
    forEachPart { lines, _ in reduceGradient(lines, shards: min(samples, shards.count)) }
    return shards[0].gradient.unpacked(for: configuration)
  }

  /// A copy of the weights.
  func parameters() -> Parameters { weights.unpacked(for: configuration) }

  /// A copy of the optimizer's slots.
  func slots() -> OptimizerSlots { optimizer.slots(for: configuration) }

  /// Deals pairs to the shards, longest target first and to and fro, so that all shards have about the same work.
  private func deal(_ samples: [Int]) -> [[Int]] {
    let sorted = samples.sorted {
      let (left, right) = (dataset.targets[$0].count, dataset.targets[$1].count)
      return left == right ? $0 < $1 : left > right
    }
    let count = min(shards.count, samples.count)
    var hands = [[Int]](repeating: [], count: count)
    for (position, sample) in sorted.enumerated() {
      let (round, place) = position.quotientAndRemainder(dividingBy: count)
      hands[round.isMultiple(of: 2) ? place : count - 1 - place].append(sample)
    }
    return hands
  }

  /// Runs `body` on each thread's part of the parameters.
  private func forEachPart(_ body: @Sendable (_ lines: Range<Int>, _ watch: inout PassWatch) -> Void) {
    let (lines, parts) = (weights.layout.lines, shards.count)
    perform(parts) { part, watch in body(lines * part / parts..<lines * (part + 1) / parts, &watch) }
  }

  /// Runs `body` on so many threads at once, and adds up the time they spend.
  private func perform(_ count: Int, _ body: @Sendable (_ index: Int, _ watch: inout PassWatch) -> Void) {
    DispatchQueue.concurrentPerform(iterations: count) { index in
      var watch = PassWatch(interruption)
      body(index, &watch)
      times.withLock { $0 += watch.times }
    }
  }

  /// Adds the shards' gradients into the first one's.
  private func reduceGradient(_ lines: Range<Int>, shards count: Int) {
    let sum = shards[0].gradient.lines(lines)
    for shard in shards[1..<max(1, count)] { kernels.add(shard.gradient.lines(lines), to: sum) }
  }
}

/// Some pairs of a batch that go through the network together.
struct BatchPart: Sendable {
  /// The pairs' places in the batch.
  let range: Range<Int>
  /// Whether no part came before it.
  let isFirst: Bool
  /// Whether it completes the batch.
  let isLast: Bool

  /// The parts of a batch of `count` pairs, equal but for one pair and none greater than `size`.
  static func all(of count: Int, size: Int) -> [BatchPart] {
    let parts = (count + size - 1) / size
    return (0..<parts).map { part in
      BatchPart(
        range: count * part / parts..<count * (part + 1) / parts, isFirst: part == 0, isLast: part == parts - 1)
    }
  }
}
