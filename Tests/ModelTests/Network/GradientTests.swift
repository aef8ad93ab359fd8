import Model
import Testing

/// Loss and gradients against a naive network in double precision, the gradients by finite differences.
@Suite("Gradients") struct GradientTests {
  /// Float32 sums over a hundred steps against double precision.
  static let lossTolerance = 1e-6
  /// Central differences in double precision are right to 1e-8; the rest is float32's rounding in the gradient.
  static let gradientTolerance = 2e-5
  /// Of one entry, beside the tensor's root mean square: rounding does not shrink with an entry that happens to be small.
  static let entryTolerance = 1e-4
  static let step = 1e-5
  /// Sums of 165,000 numbers of like sign, one after the other: a part left out, or counted twice, is off by a half.
  static let longSumTolerance = 1e-2

  /// Units below a panel, and beyond one.
  @Test(arguments: NetworkKind.allCases, [3, 17]) func lossAndMetrics(kind: NetworkKind, units: Int) throws {
    let (trainer, dataset) = try trainer(kind, units: units, threads: 2)
    let oracle = NaiveNetwork(trainer.network())
    for samples in [0..<1, 0..<5, 3..<12] {
      let (found, expected) = (trainer.gradient(of: samples).sums, oracle.sums(dataset, samples))
      #expect(found.positions == expected.positions && found.characters == expected.characters)
      #expect(found.hits == expected.hits && found.characterHits == expected.characterHits)
      #expect(relativeDistance(found.loss, expected.loss) < Self.lossTolerance)
      #expect(relativeDistance(found.characterLoss, expected.characterLoss) < Self.lossTolerance)
    }
  }

  /// Every entry of every tensor of a network of three units.
  @Test(arguments: NetworkKind.ofAnyWidth, [1, 3]) func everyEntry(kind: NetworkKind, threads: Int) throws {
    let (trainer, dataset) = try trainer(kind, units: 3, threads: threads)
    try compare(trainer, dataset, samples: 4..<9) { tensor, count in Array(0..<count) }
  }

  /// What dropout hides is a step that reads nothing.
  @Test(arguments: NetworkKind.ofAnyWidth) func everyEntryWithHiddenCharacters(kind: NetworkKind) throws {
    let (trainer, dataset) = try trainer(kind, units: 3, threads: 2) { $0.dropout = 0.3 }
    let dropout = try #require(CharacterDropout(trainer.hyperparameters, iterations: 0))
    let oracle = NaiveNetwork(trainer.network())
    let loss = trainer.gradient(of: 4..<9).sums.loss
    #expect(relativeDistance(loss, oracle.sums(dataset, 4..<9, dropout: dropout).loss) < Self.lossTolerance)
    #expect(relativeDistance(loss, oracle.sums(dataset, 4..<9).loss) > 1e-4)
    try compare(trainer, dataset, samples: 4..<9, dropout: dropout) { tensor, count in Array(0..<count) }
  }

  /// Gates that are straight lines, of which some units leave the sloping part.
  @Test(arguments: HardSigmoidTests.hard, [NetworkKind.space, .zero, .mask]) func everyEntryWithHardGates(
    activation: RecurrentActivation, kind: NetworkKind
  ) throws {
    let (trainer, dataset) = try trainer(kind, units: 3, threads: 2, scale: 3) {
      $0.recurrentActivation = activation
    }
    let loss = trainer.gradient(of: 4..<9).sums.loss
    let oracle = NaiveNetwork(trainer.network())
    #expect(relativeDistance(loss, oracle.sums(dataset, 4..<9).loss) < Self.lossTolerance)
    let soft = Network(
      configuration: dataset.configuration(latentDimension: 3), parameters: trainer.network().parameters)
    #expect(relativeDistance(loss, NaiveNetwork(soft).sums(dataset, 4..<9).loss) > 1e-4)
    try compare(trainer, dataset, samples: 4..<9) { tensor, count in Array(0..<count) }
  }

  /// A sample of the entries where the units fill more than a panel.
  @Test(arguments: NetworkKind.allCases) func someEntries(kind: NetworkKind) throws {
    let (trainer, dataset) = try trainer(kind, units: 18, threads: 2)
    var generator = RandomGenerator(state: 50)
    try compare(trainer, dataset, samples: 9..<12) { tensor, count in
      (0..<16).map { _ in generator.integer(below: count) }
    }
  }

  /// 1,024 pairs, one of them so long that their steps exceed the memory a batch may take.
  @Test(arguments: NetworkKind.allCases) func largeBatchInParts(kind: NetworkKind) throws {
    var pairs = (0..<1024).map { Fixture.pairs[$0 % Fixture.pairs.count] }
    pairs[300] = SentencePair(
      english: String(repeating: "Go on. ", count: 40), french: String(repeating: "Va. ", count: 80))
    let hyperparameters = Fixture.hyperparameters {
      $0.batchSize = pairs.count
      kind.apply(to: &$0)
    }
    let dataset = Dataset(pairs: pairs, padding: hyperparameters.padding)
    let checkpoint = Checkpoint(untrainedFor: dataset, hyperparameters: hyperparameters)
    let trainer = try Trainer(checkpoint, dataset: dataset, threads: 2)
    let whole = trainer.gradient(of: 0..<1024)
    let halves = [trainer.gradient(of: 0..<512), trainer.gradient(of: 512..<1024)]
    let characters = (0..<1024).reduce(0) { $0 + dataset.targets.length(at: $1) - 1 }
    #expect(whole.sums.positions == (dataset.padding == .mask ? characters : 1024 * dataset.maxDecoderLength))
    #expect(relativeDistance(whole.sums.loss, halves[0].sums.loss + halves[1].sums.loss) < Self.lossTolerance)
    for tensor in ParameterTensor.allCases {
      // Each half is a mean over its own positions.
      let shares = halves.map { Float($0.sums.positions) / Float(whole.sums.positions) }
      let mean = zip(halves[0].gradient[tensor], halves[1].gradient[tensor]).map { $0 * shares[0] + $1 * shares[1] }
      #expect(relativeDistance(whole.gradient[tensor], mean) < Self.longSumTolerance, "\(tensor.name)")
    }
  }

  /// A network whose weights have moved away from their initial values, biases included.
  private func trainer(
    _ kind: NetworkKind, units: Int, threads: Int, scale: Float = 1,
    change: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> (Trainer, Dataset) {
    var (checkpoint, dataset) = Fixture.start {
      $0.latentDimension = units
      $0.batchSize = 9
      kind.apply(to: &$0)
      change(&$0)
    }
    var generator = RandomGenerator(state: 51)
    for tensor in ParameterTensor.allCases {
      let values = checkpoint.network.parameters[tensor]
      checkpoint.network.parameters[tensor] = values.map { $0 + scale * generator.float() / 2 }
    }
    return (try Trainer(checkpoint, dataset: dataset, threads: threads), dataset)
  }

  private func compare(
    _ trainer: Trainer, _ dataset: Dataset, samples: Range<Int>, dropout: CharacterDropout? = nil,
    entries: (ParameterTensor, Int) -> [Int]
  ) throws {
    let gradient = trainer.gradient(of: samples).gradient
    var network = NaiveNetwork(trainer.network())
    for tensor in ParameterTensor.all(in: network.configuration) {
      let chosen = entries(tensor, gradient[tensor].count)
      let differences = chosen.map { entry in
        let losses = [Self.step, -Self.step].map { offset in
          network.tensors[tensor]?[entry] += offset
          defer { network.tensors[tensor]?[entry] -= offset }
          return network.sums(dataset, samples, dropout: dropout).metrics.loss
        }
        return Float((losses[0] - losses[1]) / (2 * Self.step))
      }
      let found = chosen.map { gradient[tensor][$0] }
      #expect(relativeDistance(found, differences) < Self.gradientTolerance, "\(tensor.name)")
      let mean = (gradient[tensor].reduce(0.0) { $0 + Double($1 * $1) } / Double(gradient[tensor].count)).squareRoot()
      #expect(mean > 1e-6, "\(tensor.name) has no gradient")
      for (index, entry) in chosen.enumerated() {
        let error = abs(Double(found[index] - differences[index]))
        #expect(error < Self.entryTolerance * mean, "\(tensor.name)[\(entry)]")
      }
    }
  }
}
