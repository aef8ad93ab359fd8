import Dispatch
import Essentials
import Kernels

/// How fast this machine trains and decodes, against the rate its own processor can multiply at.
package struct Benchmark: Codable, Sendable {
  /// One epoch of the original's work, validation included.
  package struct Training: Codable, Sendable {
    /// The epoch's seconds.
    package let epochSeconds: Double
    /// Pairs per second, held-out ones included.
    package let samplesPerSecond: Double
    /// Unavoidable arithmetic per second, in 10⁹ operations.
    package let gflops: Double
    /// `gflops` against the roof.
    package let roofFraction: Double

    fileprivate init(_ epoch: Epoch, roof: Double) {
      epochSeconds = epoch.seconds
      samplesPerSecond = Double(epoch.pairs) / epoch.seconds
      gflops = epoch.operations / epoch.seconds / 1e9
      roofFraction = gflops / roof
    }
  }

  /// Training by padding, and with attention, whose padding is masked.
  package struct TrainingByKind: Codable, Sendable {
    package let space: Training
    package let zero: Training
    package let mask: Training
    package let attention: Training
  }

  /// Decoding one sentence on one thread.
  package struct Decoding: Codable, Sendable {
    package let microsecondsPerCharacter: Double
  }

  /// Threads that trained.
  package let threads: Int
  /// The instruction set of the kernels.
  package let kernels: String
  /// The best rate of a product in cache on all threads together, in 10⁹ operations per second.
  package let roofGflops: Double
  /// Training of each kind of network.
  package let training: TrainingByKind
  /// Decoding.
  package let decoding: Decoding
  /// From the start of a process until it has translated "Go.", or nil without a shipped network.
  package var firstTranslationSeconds: Double?
  /// The most memory this process had.
  package let peakMemoryBytes: Int
  /// Seconds per epoch of `space` training, of all threads together, by phase; `waiting` is what is left of their time.
  package let phases: [String: Double]

  /// Measures; this takes about half a minute.
  package init(threads: Int, progress: (String) -> Void) throws(TrainingError) {
    self.threads = threads
    kernels = String(cString: Kernels.best.name)
    progress("the roof")
    let before = Self.roof(threads: threads)
    progress("training, space padding")
    let space = try Epoch(.space, threads: threads)
    peakMemoryBytes = Self.peakMemory
    progress("training, zero padding")
    let zero = try Epoch(.zero, threads: threads)
    progress("training, mask padding")
    let mask = try Epoch(.mask, threads: threads)
    progress("training, attention")
    let attention = try Epoch(.mask, attention: true, threads: threads)
    progress("the roof once more")
    roofGflops = max(before, Self.roof(threads: threads))
    training = TrainingByKind(
      space: Training(space, roof: roofGflops), zero: Training(zero, roof: roofGflops),
      mask: Training(mask, roof: roofGflops), attention: Training(attention, roof: roofGflops))
    phases = space.phases
    progress("decoding")
    decoding = Decoding(microsecondsPerCharacter: Self.decode())
  }

  /// The best rate of a product whose operands stay in the first cache, all threads together.
  ///
  /// A round takes some twenty milliseconds, beside which the time to wake the threads is nothing.
  private static func roof(threads: Int) -> Double {
    let (rows, depth) = (24, 16)
    let kernels = Kernels.best
    let repetitions = 4000
    var best = 0.0
    let buffers = (0..<threads).map { _ in AlignedBuffer<Float>(count: (rows * (depth + 2) + depth * 32) * 16) }
    for buffer in buffers { for index in 0..<buffer.count { buffer[index] = 1e-3 * Float(index % 7 - 3) } }
    for _ in 0..<25 {
      let start = DispatchTime.now().uptimeNanoseconds
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        let buffer = buffers[thread]
        let c = Panels(buffer, rows: rows, count: 2)
        let a = Panels(buffer, offset: rows * 32, rows: rows, count: depth)
        let b = Panels(buffer, offset: rows * (depth + 2) * 16, rows: depth * 16, count: 2)
        for _ in 0..<repetitions { kernels.multiply(a, by: b, accumulatingInto: c) }
      }
      let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
      best = max(best, Double(threads * repetitions * 2 * rows * depth * 16 * 32) / seconds / 1e9)
    }
    return best
  }

  /// One epoch of training as it was measured.
  fileprivate struct Epoch {
    let seconds: Double
    let pairs: Int
    let operations: Double
    var phases: [String: Double] = [:]

    init(_ padding: Padding, attention: Bool = false, threads: Int) throws(TrainingError) {
      var hyperparameters = Hyperparameters()
      hyperparameters.attention = attention
      hyperparameters.padding = padding
      hyperparameters.epochs = 1
      let dataset = Dataset(pairs: BenchmarkCorpus.pairs(), padding: padding)
      let checkpoint = Checkpoint(untrainedFor: dataset, hyperparameters: hyperparameters)
      let trainer = try Trainer(checkpoint, dataset: dataset, threads: threads)
      trainer.train { _ in true }
      seconds = trainer.state.history.last?.seconds ?? .nan
      pairs = dataset.count
      operations = Benchmark.operations(dataset, trained: trainer.split.training.count, hyperparameters)
      for phase in Phase.allCases { phases["\(phase)"] = trainer.seconds(in: phase) }
      phases["waiting"] = max(0, Double(threads) * seconds - phases.values.reduce(0, +))
    }
  }

  /// Multiplications and additions of an epoch's matrix products, and of nothing that could be left out.
  ///
  /// A training pair has three products of each weight matrix per step (forward, ∂h, ∂weights), a held-out pair one.
  private static func operations(_ dataset: Dataset, trained: Int, _ hyperparameters: Hyperparameters) -> Double {
    let units = Double(hyperparameters.latentDimension)
    let recurrent = 2 * units * 4 * units
    let output = (hyperparameters.attention ? 4 : 2) * units * Double(dataset.targetVocabulary.count)
    return (0..<dataset.count).reduce(0) { sum, index in
      let steps = dataset.padding == .space ? dataset.maxDecoderLength : dataset.targets[index].count - 1
      let read = dataset.padding == .mask ? dataset.inputs.length(at: index) : dataset.maxEncoderLength
      let attended = hyperparameters.attention ? 4 * units * Double(read) : 0
      let forward = Double(read + steps) * recurrent + Double(steps) * (output + attended)
      return sum + forward * (index < trained ? 3 : 1)
    }
  }

  /// Microseconds per character of decoding one sentence at a time: the median over fifty sentences.
  private static func decode() -> Double {
    let dataset = Dataset(pairs: BenchmarkCorpus.pairs(), padding: .space)
    var generator = RandomGenerator(state: 1)
    let configuration = dataset.configuration(latentDimension: Hyperparameters().latentDimension)
    let translator = Translator(Network(configuration: configuration, generator: &generator))
    let samples = (0..<50).map { index in
      translator.secondsPerCharacter(of: Sentence(dataset.pairs[index].english, for: configuration), characters: 60)
    }
    return samples.sorted()[samples.count / 2] * 1e6
  }

  private static var peakMemory: Int {
    var usage = rusage()
    getrusage(0, &usage)  // RUSAGE_SELF, which is another type on each system
    #if os(macOS)
      return usage.ru_maxrss
    #else
      return usage.ru_maxrss * 1024
    #endif
  }
}

extension Translator {
  /// The time of one decode step, argmax included, for a sentence that is encoded already.
  func secondsPerCharacter(of sentence: Sentence, characters: Int) -> Double {
    let decode = stepper(for: [sentence])
    let start = DispatchTime.now().uptimeNanoseconds
    for _ in 0..<characters {
      let index = decode.step().argmax(row: 0, columns: configuration.targetVocabulary.count)
      decode.setCharacter(index, row: 0)
    }
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 / Double(characters)
  }
}
