import Model
import Testing

/// Which pairs are held out.
@Suite("Splits") struct DataSplitTests {
  /// 60 pairs of 20 sentences, three translations each, which do not stand together.
  private static let pairs = (0..<60).map { index in
    SentencePair(english: "No \(index % 20).", french: "Non \(index).")
  }

  private func split(
    _ split: Split, _ pairs: [SentencePair] = pairs, change: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> DataSplit {
    try DataSplit(
      pairs,
      Fixture.hyperparameters {
        $0.split = split
        change(&$0)
      })
  }

  @Test func theLast() throws {
    let split = try split(.last)
    #expect(split.training == Array(0..<42) && split.heldOut == Array(42..<60))
  }

  @Test(arguments: [UInt64(0), 1, 7]) func sentencesAreHeldOutWithAllTheirPairs(seed: UInt64) throws {
    let split = try split(.sentence) { $0.seed = seed }
    func sentences(_ places: [Int]) -> Set<String> { Set(places.map { Self.pairs[$0].english }) }
    #expect(sentences(split.training).count == 14 && sentences(split.heldOut).count == 6)
    #expect(sentences(split.training).isDisjoint(with: sentences(split.heldOut)))
    #expect((split.training + split.heldOut).sorted() == Array(0..<60))
    #expect(split.training == split.training.sorted() && split.heldOut == split.heldOut.sorted())
  }

  @Test func theSeedDrawsThem() throws {
    let held = try (UInt64(0)..<20).map { seed in try split(.sentence) { $0.seed = seed }.heldOut }
    #expect(Set(held).count == 20)
    #expect(held[3] == (try split(.sentence) { $0.seed = 3 }).heldOut)
    // Each of the twenty sentences is drawn by some seed and left out by another.
    let counts = (0..<20).map { sentence in held.count { $0.contains(sentence) } }
    #expect(counts.allSatisfy { (1..<20).contains($0) })
  }

  @Test func moreDataChangesLittle() throws {
    let more = Self.pairs + (0..<6).map { SentencePair(english: "Yes \($0).", french: "Oui.") }
    let (before, after) = (try split(.sentence), try split(.sentence, more))
    #expect(Set(before.heldOut).subtracting(after.heldOut).count <= 3 * 3, "no more sentences than were added ahead")
    #expect(after.heldOut.contains { $0 < 60 })
  }

  @Test func nothingHeldOutAndNothingLeft() throws {
    #expect(try split(.sentence) { $0.validationSplit = 0 }.heldOut.isEmpty)
    #expect(throws: TrainingError.noTrainingPairs(pairs: 60, split: 0.99)) {
      try split(.sentence) { $0.validationSplit = 0.99 }
    }
  }

  /// What a training holds out an evaluation finds again, and none of it leaks.
  @Test func trainingAndEvaluationAgree() throws {
    let dataset = Dataset(pairs: Self.pairs, padding: .mask)
    let hyperparameters = Fixture.hyperparameters {
      ($0.split, $0.padding, $0.epochs) = (.sentence, .mask, 1)
    }
    let trained = try Fixture.trained(
      Checkpoint(untrainedFor: dataset, hyperparameters: hyperparameters), dataset)
    let evaluation = try #require(Evaluation(trained, pairs: Self.pairs, threads: 1))
    #expect(evaluation[.heldOut].metrics == trained.state.history.last?.validation)
    #expect((evaluation[.training].pairCount, evaluation[.heldOut].pairCount) == (42, 18))
    #expect((evaluation[.leaked].pairCount, evaluation[.unseen].pairCount) == (0, 18))
    let training = try split(.sentence).training.map { Self.pairs[$0] }
    #expect(Array(hyperparameters.trainedPairs(of: Self.pairs)) == training)
  }
}
