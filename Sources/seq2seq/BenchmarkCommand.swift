import ArgumentParser
import Essentials
import Model

/// `benchmark`: how fast this machine trains and decodes.
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measure training and decoding speed against this machine's own roof.",
    discussion: """
      Trains one epoch of the original's work (10,000 pairs, validation included) with each padding, and with \
      attention, on random pairs of the same sizes. The roof is the best rate of a matrix product in cache on all threads; gflops count only the \
      arithmetic that cannot be left out. Takes about half a minute; leave the machine alone meanwhile.
      """)

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    var benchmark = try Benchmark(threads: ProcessInfo.processInfo.activeProcessorCount) { part in
      if isatty(STDERR_FILENO) == 1 { StandardError.write("measuring \(part) …") }
    }
    benchmark.firstTranslationSeconds = Self.firstTranslation()
    StandardOutput.line(json ? JSONText.line(of: benchmark, keys: .convertToSnakeCase) : Self.table(benchmark))
  }

  /// The seconds of a process of our own that translates one sentence with the shipped network: the median of nine.
  private static func firstTranslation() -> Double? {
    guard ShippedNetworks.path(trainedOn: nil) != nil, let executable = RunningExecutable.path else { return nil }
    let samples = (0..<9).compactMap { _ in
      let start = ContinuousClock.now
      let status = ChildProcess.run(executable, ["translate", "Go."])
      return status == 0 ? (ContinuousClock.now - start) / .seconds(1) : Double?.none
    }
    return samples.isEmpty ? nil : samples.sorted()[samples.count / 2]
  }

  private static func table(_ benchmark: Benchmark) -> String {
    func row(_ name: String, _ value: String) -> String {
      name + String(repeating: " ", count: max(0, 34 - name.count)) + value
    }
    func number(_ value: Double, _ decimals: Int, _ unit: String) -> String {
      String(printf: "%10.\(decimals)f ", value) + unit
    }
    var rows = [
      row("kernels", "  \(benchmark.kernels), \(benchmark.threads) threads"),
      row("roof", number(benchmark.roofGflops, 1, "GFLOP/s")),
    ]
    let trainings = [
      ("space padding", benchmark.training.space), ("zero padding", benchmark.training.zero),
      ("mask padding", benchmark.training.mask), ("mask, attention", benchmark.training.attention),
    ]
    for (name, training) in trainings {
      rows += [
        "", row("epoch, \(name)", number(training.epochSeconds, 2, "s")),
        row("", number(training.samplesPerSecond, 0, "pairs/s")),
        row(
          "", number(training.gflops, 1, "GFLOP/s, \(String(printf: "%.2f", training.roofFraction)) of the roof")),
      ]
    }
    let total = benchmark.phases.values.reduce(0, +)
    rows += ["", "time of an epoch, space padding, all threads"]
    for (phase, seconds) in benchmark.phases.sorted(by: { $0.value > $1.value }) {
      rows.append(row("  \(phase)", number(seconds, 2, "s  \(String(printf: "%4.1f", 100 * seconds / total)) %")))
    }
    rows += ["", row("decoding one sentence", number(benchmark.decoding.microsecondsPerCharacter, 1, "µs/character"))]
    if let seconds = benchmark.firstTranslationSeconds {
      rows.append(row("first translation of a process", number(seconds * 1000, 0, "ms")))
    }
    rows.append(row("memory at most", number(Double(benchmark.peakMemoryBytes) / 1e6, 0, "MB")))
    return rows.joined(separator: "\n")
  }
}
