import Foundation
import Model
import Testing

/// A run that was stopped and continued has the same bits as one that never was.
@Suite("Resuming") struct ResumeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let change: @Sendable (inout Hyperparameters) -> Void

    var testDescription: String { name }

    static let all = [
      Case(name: "space") { _ in },
      Case(name: "zero, keras-3, decay") {
        $0.padding = .zero
        $0.rmsprop = .keras3
        $0.decay = 0.01
      },
      Case(name: "momentum, centered") {
        $0.momentum = 0.5
        $0.centered = true
        $0.learningRate = 0.001
      },
      Case(name: "dropout") { $0.dropout = 0.2 },
      Case(name: "hard sigmoid") { $0.recurrentActivation = .hardSigmoid },
      Case(name: "mask, sentences held out") { ($0.padding, $0.split) = (.mask, .sentence) },
      Case(name: "attention, dropout") {
        NetworkKind.attention.apply(to: &$0); $0.dropout = 0.2
      },
      Case(name: "attention, both ways, momentum") {
        NetworkKind.attentionBothWays.apply(to: &$0)
        ($0.momentum, $0.learningRate) = (0.5, 0.001)
      },
      Case(name: "in order, no validation") {
        $0.shuffle = false
        $0.validationSplit = 0
      },
    ]
  }

  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func throughFile(_ checkpoint: Checkpoint) throws -> Checkpoint {
    let path = scratch.path + "/run.safetensors"
    try checkpoint.write(to: path)
    let read = try Checkpoint(contentsOf: path)
    #expect(read == checkpoint, "a file keeps every bit, times included")
    return read
  }

  @Test(arguments: [1, 2, 3], Case.all) func twoAndThreeEpochsAreFive(threads: Int, run: Case) throws {
    let (start, dataset) = Fixture.start(run.change)
    let whole = try Fixture.trained(start, dataset, threads: threads)
    #expect(whole.state.history.count == 5 && whole.state.threads == threads)
    var half = start
    half.hyperparameters.epochs = 2
    var resumed = try throughFile(Fixture.trained(half, dataset, threads: threads))
    #expect(resumed.state.epoch == 2 && resumed.state.batch == 0)
    resumed.hyperparameters.epochs = 5
    expectSame(try Fixture.trained(resumed, dataset, threads: threads), whole)
    #expect((whole.slots.momentum != nil) == (start.hyperparameters.momentum > 0))
    #expect((whole.slots.meanGradient != nil) == start.hyperparameters.centered)
  }

  @Test func theSameRunTwiceHasTheSameBits() throws {
    let (start, dataset) = Fixture.start()
    for threads in [1, 2, 3] {
      expectSame(
        try Fixture.trained(start, dataset, threads: threads), try Fixture.trained(start, dataset, threads: threads))
    }
  }

  /// After each event of the first two epochs: every batch, the validation, the epoch's end.
  @Test(arguments: Case.all) func everyStop(run: Case) throws {
    let (start, dataset) = Fixture.start {
      run.change(&$0)
      $0.epochs = 2
    }
    let threads = 2
    let whole = try Fixture.trained(start, dataset, threads: threads)
    var (events, stop) = (0, 1)
    repeat {
      let trainer = try Trainer(start, dataset: dataset, threads: threads)
      events = 0
      trainer.train { _ in
        events += 1
        return events < stop
      }
      let stopped = try throughFile(trainer.checkpoint())
      expectSame(try Fixture.trained(stopped, dataset, threads: threads), whole, "stopped after event \(stop)")
      stop += 1
    } while events == stop - 1
    // Two epochs of batches, their validation, and their ends.
    let batches = (dataset.count * (run.name.contains("no validation") ? 10 : 7) / 10 + 3) / 4
    #expect(stop - 2 == 2 * (batches + (start.hyperparameters.validationSplit > 0 ? 2 : 1)))
  }

  @Test func stopInAResumedEpoch() throws {
    let (start, dataset) = Fixture.start()
    let whole = try Fixture.trained(start, dataset)
    var checkpoint = start
    // One batch at a time, each from a file.
    for _ in 0..<100 where checkpoint.state.epoch < 5 {
      let trainer = try Trainer(checkpoint, dataset: dataset, threads: 1)
      trainer.train { event in
        if case .batch(let record) = event { return record.batch == 3 }
        return true
      }
      checkpoint = try throughFile(trainer.checkpoint())
    }
    expectSame(checkpoint, whole)
  }

  /// The last batch of an epoch has one pair: fewer than there are threads.
  @Test func moreThreadsThanPairs() throws {
    let (start, dataset) = Fixture.start()
    let many = try Fixture.trained(start, dataset, threads: 64)
    #expect(many.state.threads == 4, "no more than pairs in a batch")
    let few = try Fixture.trained(start, dataset, threads: 1)
    for (left, right) in zip(many.state.history, few.state.history) {
      #expect(relativeDistance(left.training.loss, right.training.loss) < 1e-4, "other sums, nearly the same run")
    }
  }

  @Test func seedsGiveOtherRuns() throws {
    let (start, dataset) = Fixture.start()
    let (other, _) = Fixture.start { $0.seed = 8 }
    #expect(start.network != other.network)
    var reseeded = start
    reseeded.state.generator = RandomGenerator(state: 99)
    #expect(try Fixture.trained(reseeded, dataset).network != Fixture.trained(start, dataset).network, "other orders")
  }

  @Test func metadataTravels() throws {
    var (start, dataset) = Fixture.start { $0.epochs = 1 }
    start.metadata = ["attribution": "nobody", "x": "é"]
    #expect(try Fixture.trained(throughFile(start), dataset).metadata == start.metadata)
  }

  @Test func nothingToTrainOn() {
    let (start, dataset) = Fixture.start { $0.validationSplit = 0.99 }
    #expect(throws: TrainingError.noTrainingPairs(pairs: 13, split: 0.99)) {
      _ = try Trainer(start, dataset: dataset, threads: 1)
    }
  }
}
