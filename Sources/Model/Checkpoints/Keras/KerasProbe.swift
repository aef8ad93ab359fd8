import Essentials

/// Asks the network of a file how well it writes sentences, if its characters are these.
struct KerasProbe {
  /// What one reading of the file gives.
  struct Finding {
    /// How the file was read.
    let configuration: NetworkConfiguration
    /// Nats per real character.
    let characterLoss: Double
    /// The probability of the padding behind the end, as a geometric mean; nil where there is no such position.
    let paddingProbability: Double?
    /// Why this padding is believed, to stand behind its name.
    var reason = ""

    /// The finding to believe among those of both paddings, and of all gates that the file may have.
    static func likeliest(_ findings: [Finding]) -> Finding {
      let byGates = Dictionary(grouping: findings, by: \.configuration.recurrentActivation)
      func loss(_ findings: [Finding]?) -> Double { findings?.map(\.characterLoss).min() ?? .infinity }
      let usual = findings.first.flatMap { byGates[$0.configuration.recurrentActivation] }
      let best = byGates.values.min { loss($0) < loss($1) }
      // A network that has hardly been trained writes alike with all.
      return likelierPadding((loss(best) < 0.9 * loss(usual) ? best : usual) ?? findings)
    }

    private static func likelierPadding(_ findings: [Finding]) -> Finding {
      guard var best = findings.min(by: { $0.characterLoss < $1.characterLoss }) else {
        preconditionFailure("no reading to compare")
      }
      guard findings.count > 1, let space = findings.first(where: { $0.configuration.padding == .space }) else {
        return best
      }
      // A network that was shown spaces behind the end writes nothing else there; one that was not has no reason to.
      if let probability = space.paddingProbability, probability > 0.9 {
        best = space
        best.reason = " (written behind the end with p \(probability.formatted(3)))"
        return best
      }
      let worst = findings.map(\.characterLoss).max() ?? best.characterLoss
      if worst - best.characterLoss < 0.01 * worst {
        best = space
        best.reason = " (taken, since both read alike)"
      } else {
        best.reason = " (\(worst.formatted(2)) with the other)"
      }
      return best
    }
  }

  /// The pairs it may have been trained on.
  let sample: [SentencePair]
  private let file: KerasFile
  private let threads: Int

  /// Asks `file` with the pairs of `sample`.
  init(_ file: KerasFile, sample: [SentencePair], threads: Int) {
    self.file = file
    self.sample = sample
    self.threads = threads
  }

  /// Keras's loss on some pairs.
  func loss(_ configuration: NetworkConfiguration, _ indices: [Int]) throws(CheckpointError) -> Double {
    try sums(configuration, indices).metrics.loss
  }

  /// How well the network writes some pairs.
  func finding(_ configuration: NetworkConfiguration, _ indices: [Int]) throws(CheckpointError) -> Finding {
    let sums = try sums(configuration, indices)
    let positions = sums.positions - sums.characters
    let loss = (sums.loss - sums.characterLoss) / Double(max(1, positions))
    let isCounted = configuration.padding == .space && positions > 0
    return Finding(
      configuration: configuration, characterLoss: sums.characterLoss / Double(max(1, sums.characters)),
      paddingProbability: isCounted ? exp(-loss) : nil)
  }

  /// What the network itself expects to lose per character of some pairs: the mean entropy of what it predicts.
  func expectedLoss(_ configuration: NetworkConfiguration, _ indices: [Int]) throws(CheckpointError) -> Double {
    let translator = Translator(file.checkpoint(configuration).network)
    // A few sentences tell whether it is sure of itself.
    let few = indices.enumerated().filter { $0.offset % 10 == 0 }.map(\.element)
    let steps = few.flatMap { translator.teacherForced(sample[$0].french, for: sample[$0].english).decode.steps }
    let entropies = steps.map { step in
      step.probabilities.reduce(0.0) { $1 > 0 ? $0 - Double($1) * log(Double($1)) : $0 }
    }
    return entropies.reduce(0, +) / Double(max(1, entropies.count))
  }

  /// Nats per character of the target texts, LF included, to someone who knows only how often each occurs.
  var unigramEntropy: Double {
    var counts: [Unicode.Scalar: Int] = ["\n": sample.count]
    for pair in sample {
      for scalar in pair.french.unicodeScalars { counts[scalar, default: 0] += 1 }
    }
    let total = Double(counts.values.reduce(0, +))
    return counts.values.reduce(0) { $0 - Double($1) / total * log(Double($1) / total) }
  }

  private func sums(_ configuration: NetworkConfiguration, _ indices: [Int]) throws(CheckpointError) -> MetricSums {
    let losses = PairLosses(file.checkpoint(configuration), pairs: indices.map { sample[$0] }, threads: threads)
    return losses.sums(of: Array(indices.indices)) { _ in true } ?? MetricSums()
  }
}

extension Double {
  /// The number with so many digits behind the point.
  func formatted(_ digits: Int) -> String { String(printf: "%.\(digits)f", self) }
}
