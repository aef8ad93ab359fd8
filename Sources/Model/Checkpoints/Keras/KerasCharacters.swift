import Essentials

/// Which characters the network of a file reads and writes, found from the pairs it was trained on.
///
/// No file of Keras's holds them: they are the sorted distinct scalars of the first pairs. Sizes that agree prove
/// little, so the network is asked: it must lose on these pairs what a trained network loses.
package struct KerasCharacters: Hashable, Sendable {
  /// How sure it is that these are the characters.
  package enum Evidence: Hashable, Sendable {
    /// The loss of the held-out pairs is the one the file keeps: order, padding and split are right.
    case validation(loss: Double)
    /// The network writes these sentences well: nats per real character.
    case loss(Double)
    /// It writes them better than one that knows only how often each character occurs, but not well.
    case doubtful(Double)
    /// It writes them no better, and does not expect to: it has hardly been trained.
    case hardlyTrained(Double)
  }

  /// The characters, lengths and padding.
  package let configuration: NetworkConfiguration
  /// How many pairs were taken from the data's start.
  package let sampleCount: Int
  /// The share held out, where the file tells.
  package let validationSplit: Double?
  /// How sure it is.
  package let evidence: Evidence
  /// The finding as one line, without a full stop.
  package let line: String

  /// Pairs whose loss decides.
  private static let probeCount = 400
  /// A network that loses less per character reads its own characters.
  private static let rightLoss = 1.0
  /// How much more than it expects itself a network may lose that has hardly been trained, in nats.
  private static let surprise = 0.5
  /// How far the same loss may differ between Keras and this program, relatively; half precision is far coarser.
  private static func lossTolerance(_ file: KerasFile) -> Double { file.isExact ? exactTolerance : 1e-2 }
  private static let exactTolerance = 1e-4

  /// Finds the characters of a file in data.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - pairs: All pairs of the data, so that other numbers of them can be offered.
  ///   - sampleCount: How many from the start the network was trained on.
  ///   - title: The data's name, for messages.
  ///   - padding: What follows a shorter text, or nil to find out.
  ///   - threads: How many compute the losses.
  /// - Throws: `CheckpointError.refused` where it is not the network's data, `.refused` where it cannot be asked.
  package init(
    of file: KerasFile, pairs: [SentencePair], sampleCount: Int, title: String, padding: Padding? = nil,
    threads: Int = 1
  ) throws(CheckpointError) {
    let sample = Array(pairs.prefix(sampleCount))
    // Whether there is a mask the file tells, or the user where it does not.
    let paddings = file.isMasked == true ? [.mask] : padding.map { [$0] } ?? [.space, .zero]
    let candidates = paddings.map { Dataset(pairs: sample, padding: $0) }
      .flatMap { dataset in
        file.activations.map {
          dataset.configuration(latentDimension: file.sizes.latentDimension, recurrentActivation: $0)
        }
      }
      .filter { file.sizes.fit($0) && $0.defect == nil }
    guard !candidates.isEmpty else {
      throw Self.mismatch(file, sample: sample, pairs: pairs, title: title)
    }
    let probe = KerasProbe(file, sample: sample, threads: threads)
    let begin =
      "characters of the first \(sample.count) pairs of \(title) (\(file.sizes.inputCount) and "
      + "\(file.sizes.targetCount))"
    self.sampleCount = sample.count
    if let proof = try Self.proof(file, probe, candidates, title: title) {
      configuration = proof.configuration
      evidence = .validation(loss: proof.loss)
      validationSplit = proof.split
      line =
        "\(begin), padding \(configuration.padding.rawValue)\(Self.gates(configuration)): proven by the loss of \(proof.loss.formatted(4)) on the "
        + "last \(proof.count), which the file keeps of its last validation"
      return
    }
    validationSplit = nil
    let indices = Self.indices(sample)
    let count = indices.count
    let best = try Self.likeliest(candidates, probe)
    configuration = best.configuration
    let entropy = probe.unigramEntropy
    let loss = best.characterLoss
    let measure = "\(loss.formatted(2)) nats per character on \(count) pairs"
    let tail = "padding \(configuration.padding.rawValue)\(best.reason)\(Self.gates(configuration))"
    if loss <= Self.rightLoss {
      evidence = .loss(loss)
      line = "\(begin), \(tail): \(measure), as a trained network writes them"
    } else if loss <= entropy {
      evidence = .doubtful(loss)
      line =
        "\(begin), \(tail): \(measure), which is doubtful: a trained network is below 1, chance knows "
        + entropy.formatted(2)
    } else if loss <= (try probe.expectedLoss(configuration, indices)) + Self.surprise {
      evidence = .hardlyTrained(loss)
      line =
        "\(begin), \(tail): \(measure), no better than chance (\(entropy.formatted(2))), so they cannot be checked; "
        + "the network has hardly been trained"
    } else {
      throw .refused(
        path: file.path, found: "\(measure) with the characters of \(title)",
        expected: "less than the \(entropy.formatted(2)) of knowing only how often each character occurs",
        remedy: "These are not the pairs it was trained on: give others with --data, or another number with --samples.")
    }
  }

  /// The numbers of pairs, from the data's start, whose characters have the sizes of `file`; nil if there is none.
  package static func sampleCounts(_ sizes: KerasSizes, in pairs: [SentencePair]) -> ClosedRange<Int>? {
    var (inputs, targets): (Set<Unicode.Scalar>, Set<Unicode.Scalar>) = ([], ["\t", "\n"])
    var range: ClosedRange<Int>?
    for (index, pair) in pairs.enumerated() {
      inputs.formUnion(pair.english.unicodeScalars)
      targets.formUnion(pair.french.unicodeScalars)
      // With the padding `space` it is a character even where no sentence has one.
      let fits =
        [inputs, inputs.union([" "])].contains { $0.count == sizes.inputCount }
        && [targets, targets.union([" "])].contains { $0.count == sizes.targetCount }
      if fits { range = (range?.lowerBound ?? index + 1)...index + 1 }
      if inputs.count > sizes.inputCount || targets.count > sizes.targetCount { break }
    }
    return range
  }

  /// What a file needs whose characters are not known, and which of these corpora have characters that fit.
  package static func demand(_ file: KerasFile, among locations: [CorpusLocation]) -> CheckpointError {
    .refused(
      path: file.path, found: "no characters, which no file of Keras's holds",
      expected: "the pairs it was trained on, with \(file.sizes.inputCount) and \(file.sizes.targetCount) characters",
      remedy: "Name them with --data (in the workbench with :data), and how many with --samples; "
        + fitting(file, among: locations))
  }

  /// Which of some corpora have characters that fit, as the end of a remedy.
  private static func fitting(_ file: KerasFile, among locations: [CorpusLocation]) -> String {
    let fitting = locations.compactMap { location -> String? in
      guard let corpus = try? Corpus(location), let range = sampleCounts(file.sizes, in: corpus.pairs) else {
        return nil
      }
      return "\(location.title) with --samples \(range.title)"
    }
    return fitting.isEmpty ? "no corpus on this machine fits." : "there fit: \(fitting.joined(separator: ", "))."
  }

  /// The gates, where they are not the original's.
  private static func gates(_ configuration: NetworkConfiguration) -> String {
    configuration.recurrentActivation == .sigmoid ? "" : ", gates \(configuration.recurrentActivation.rawValue)"
  }

  private static func mismatch(
    _ file: KerasFile, sample: [SentencePair], pairs: [SentencePair], title: String
  ) -> CheckpointError {
    let dataset = Dataset(pairs: sample, padding: .space)
    let others = sampleCounts(file.sizes, in: pairs).map { "Give --samples \($0.title), whose characters fit." }
    return .refused(
      path: file.path,
      found: "a network of \(file.sizes.inputCount) and \(file.sizes.targetCount) characters, but "
        + "\(dataset.inputVocabulary.count) and \(dataset.targetVocabulary.count) in the first \(sample.count) pairs of "
        + title,
      expected: "as many in the data it was trained on",
      remedy: others
        ?? "No number of its pairs fits: give other data with --data; " + fitting(file, among: CharacterData.others))
  }

  /// The pairs that are asked, spread over the sample.
  private static func indices(_ sample: [SentencePair]) -> [Int] {
    let count = min(probeCount, sample.count)
    return (0..<count).map { $0 * sample.count / count }
  }

  private static func likeliest(
    _ candidates: [NetworkConfiguration], _ probe: KerasProbe
  ) throws(CheckpointError) -> KerasProbe.Finding {
    var findings: [KerasProbe.Finding] = []
    for candidate in candidates { findings.append(try probe.finding(candidate, indices(probe.sample))) }
    return .likeliest(findings)
  }

  private typealias Proof = (configuration: NetworkConfiguration, loss: Double, count: Int, split: Double)

  /// The configuration whose loss on the last pairs is the one the file keeps; nil where it keeps none to compare.
  private static func proof(
    _ file: KerasFile, _ probe: KerasProbe, _ candidates: [NetworkConfiguration], title: String
  ) throws(CheckpointError) -> Proof? {
    let total = probe.sample.count
    // Most of the pairs were not held out: then it is a training's mean, taken while the weights moved.
    // What is kept of a masked network is a mean of batches, whose sizes it does not tell.
    guard let validation = file.validation, validation.count <= total / 2,
      !candidates.contains(where: { $0.padding == .mask })
    else { return nil }
    func other(_ found: String, _ expected: String) -> CheckpointError {
      .refused(
        path: file.path, found: found, expected: "\(expected), as in its last validation of \(validation.count) pairs",
        remedy: "Give the pairs it was trained on with --data, and how many with --samples: "
          + "\(5 * validation.count) if a fifth was held out.")
    }
    if let positions = validation.positions, let found = candidates.first?.maxDecoderLength,
      found != positions / validation.count
    {
      throw other(
        "a longest target of \(found) characters in \(title)", "\(positions / validation.count) with its start and end")
    }
    var losses: [Double] = []
    for candidate in candidates {
      losses.append(try probe.loss(candidate, Array(total - validation.count..<total)))
    }
    let distances = losses.map { abs($0 / validation.loss - 1) }
    let near = candidates.indices.filter { distances[$0] <= lossTolerance(file) }
    if let best = near.min(by: { distances[$0] < distances[$1] }) {
      // In half precision several readings may be near: then what the network writes behind the end decides.
      let configuration =
        distances[best] <= exactTolerance || near.count == 1
        ? candidates[best] : try likeliest(near.map { candidates[$0] }, probe).configuration
      return (configuration, validation.loss, validation.count, split(validation.count, of: total))
    }
    let found = losses.map { $0.formatted(4) }.joined(separator: " or ")
    throw other("a loss of \(found) on the last pairs of \(title)", validation.loss.formatted(4))
  }

  /// The share that holds out so many pairs, a usual one if there is one.
  private static func split(_ count: Int, of total: Int) -> Double {
    let share = Double(count) / Double(total)
    let candidates = [0.2, 0.1, 0.25, 0.3, 0.05, share, share.nextDown, share.nextUp]
    return candidates.first {
      (try? DataSplit.trainingCount(of: total, validationSplit: $0)) == total - count
    } ?? share
  }
}

extension ClosedRange<Int> {
  /// As in `5000`, or `9876 to 10001`.
  fileprivate var title: String { count == 1 ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)" }
}
