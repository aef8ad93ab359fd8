import Foundation
import Model
import Testing

@Suite("Evaluation") struct EvaluationTests {
  /// Trained on nine pairs; four are held out.
  private func trained(_ change: (inout Hyperparameters) -> Void = { _ in }) throws -> Checkpoint {
    let (start, dataset) = Fixture.start(change)
    return try Fixture.trained(start, dataset)
  }

  private func evaluation(_ checkpoint: Checkpoint, _ pairs: [SentencePair], threads: Int = 1) throws -> Evaluation {
    try #require(Evaluation(checkpoint, pairs: pairs, threads: threads))
  }

  @Test(arguments: NetworkKind.allCases) func heldOutMetricsAreThoseOfTraining(kind: NetworkKind) throws {
    let checkpoint = try trained { kind.apply(to: &$0) }
    let evaluation = try evaluation(checkpoint, Fixture.pairs)
    #expect(evaluation[.heldOut].metrics == checkpoint.state.history.last?.validation)
    #expect(evaluation.isDataOfTraining == true)
    #expect((evaluation[.training].pairCount, evaluation[.heldOut].pairCount) == (9, 4))
    #expect((evaluation[.leaked].pairCount, evaluation[.unseen].pairCount) == (0, 4))
    #expect(evaluation[.unseen].metrics == evaluation[.heldOut].metrics && evaluation[.leaked].metrics.loss.isNaN)
  }

  /// The training pairs' metrics are those that a validation of them reports.
  @Test func trainingMetricsAreThoseOfTheWeightsAsTheyAre() throws {
    let checkpoint = try trained()
    let (trainer, first) = (try Trainer(checkpoint, dataset: Fixture.dataset(), threads: 1), 0..<4)
    var sums = trainer.gradient(of: first).sums
    sums += trainer.gradient(of: 4..<8).sums
    sums += trainer.gradient(of: 8..<9).sums
    #expect(try evaluation(checkpoint, Fixture.pairs)[.training].metrics == sums.metrics)
  }

  @Test func otherDataIsToldFromThatOfTraining() throws {
    let checkpoint = try trained()
    #expect(try evaluation(checkpoint, Fixture.pairs.reversed()).isDataOfTraining == false)
    var moved = checkpoint
    moved.state.batch = 1
    #expect(try evaluation(moved, Fixture.pairs).isDataOfTraining == nil)
    #expect(try evaluation(Fixture.start().checkpoint, Fixture.pairs).isDataOfTraining == nil)
  }

  @Test func threadsChangeNothing() throws {
    let checkpoint = try trained()
    let (one, three) = (
      try evaluation(checkpoint, Fixture.pairs), try evaluation(checkpoint, Fixture.pairs, threads: 3)
    )
    #expect(
      one[.heldOut].sentences == three[.heldOut].sentences && one[.training].sentences == three[.training].sentences)
    #expect(abs(one[.training].metrics.loss - three[.training].metrics.loss) < 1e-12)
  }

  /// Three pairs ask what others ask: two within training, one of which is held out.
  private let repeated: [SentencePair] =
    [("Go on.", "Va."), ("Look!", "Vois !"), ("Go on.", "Vas."), ("My cow.", "Ma vache."), ("Look!", "Une vache !")]
    .map { SentencePair(english: $0.0, french: $0.1) }

  @Test func heldOutPairsWithEnglishOfTrainingAreCountedApart() throws {
    var checkpoint = try trained()
    checkpoint.hyperparameters.validationSplit = 0.4
    let evaluation = try evaluation(checkpoint, repeated)
    #expect((evaluation[.training].pairCount, evaluation[.heldOut].pairCount) == (3, 2))
    #expect(evaluation[.leaked].sentences.map(\.english) == ["Look!"])
    #expect(evaluation[.unseen].sentences.map(\.english) == ["My cow."])
    #expect(evaluation[.leaked].sentences[0].references == ["Vois !", "Une vache !"])
    #expect(evaluation[.training].sentences.count == 2, "a sentence is shown once, however many pairs ask it")
  }

  /// Every figure again, from the sentences and the pairs alone.
  @Test func figuresAreMeansOverPairs() throws {
    let checkpoint = try trained { $0.epochs = 60 }
    let pairs = repeated + Fixture.pairs
    let part = try evaluation(checkpoint, pairs)[.training]
    let scores = try pairs.prefix(part.pairCount).map { pair in
      try #require(part.sentences.first { $0.english == pair.english })
    }
    let count = Double(scores.count)
    #expect(part.exactMatch == Double(scores.count { $0.references.contains($0.output) }) / count)
    #expect(part.endedShare == Double(scores.count { $0.hasEnded }) / count)
    let (edits, length) = scores.reduce((0, 0)) { ($0.0 + $1.edits, $0.1 + $1.referenceLength) }
    #expect(part.characterErrorRate == Double(edits) / Double(length))
    for score in scores {
      let rates = score.references.map { reference in
        Double(Alignment(Array(score.output.unicodeScalars), Array(reference.unicodeScalars)).distance)
          / Double(reference.unicodeScalars.count)
      }
      #expect(score.characterErrorRate == rates.min() && score.isExact == (rates.min() == 0))
    }
    var sum = CharacterFScore()
    for score in scores { sum += CharacterFScore(score.output, references: score.references) }
    #expect(part.chrF == sum.value)
  }

  @Test func outputsAreTheTranslations() throws {
    let checkpoint = try trained { $0.epochs = 30 }
    let translator = Translator(checkpoint.network)
    let evaluation = try evaluation(checkpoint, Fixture.pairs)
    for score in evaluation[.training].sentences + evaluation[.heldOut].sentences {
      let decode = translator.decode(score.english)
      #expect(score.output == decode.output && score.hasEnded == (decode.stopped == .end))
    }
  }

  @Test func bestAndWorstAreInOrderAndApart() throws {
    let part = try evaluation(try trained { $0.epochs = 60 }, Fixture.pairs)[.training]
    #expect(part.sentences.count == 9)
    #expect(zip(part.sentences, part.sentences.dropFirst()).allSatisfy { $0.chrF >= $1.chrF })
    #expect(part.best(3).map(\.english) == part.sentences.prefix(3).map(\.english))
    #expect(part.worst(3).map(\.english) == part.sentences.reversed().prefix(3).map(\.english))
    #expect((part.best(9).count, part.worst(9).count) == (5, 4))
  }

  @Test func pairsThatDoNotFitAreTranslatedButHaveNoLoss() throws {
    let checkpoint = try trained()
    let strange = [("Go €.", "Va."), ("Go on.", "Ñandou."), ("Look!", String(repeating: "a", count: 40))]
      .map { SentencePair(english: $0.0, french: $0.1) }
    let evaluation = try evaluation(checkpoint, strange + Fixture.pairs)
    #expect(evaluation[.training].misfitCount == 3 && evaluation[.heldOut].misfitCount == 0)
    #expect(evaluation[.training].metrics.loss.isFinite && evaluation[.training].sentences.count == 9)
    #expect(evaluation.misfits.count == 3 && evaluation.misfits[0].contains("€ U+20AC"))
    let none = try self.evaluation(checkpoint, strange)
    #expect(none[.training].metrics.loss.isNaN && none[.training].chrF.isFinite && none[.training].misfitCount == 2)
  }

  @Test func withoutHeldOutOrTrainingPairsThoseFiguresAreMissing() throws {
    var checkpoint = try trained()
    checkpoint.hyperparameters.validationSplit = 0
    let all = try evaluation(checkpoint, Fixture.pairs)
    #expect(all[.training].pairCount == 13 && all[.heldOut].pairCount == 0 && all.isDataOfTraining == false)
    #expect(all[.heldOut].chrF.isNaN && all[.heldOut].exactMatch.isNaN && all[.heldOut].characterErrorRate.isNaN)
    checkpoint.hyperparameters.validationSplit = 0.5
    let one = try evaluation(checkpoint, Array(Fixture.pairs.prefix(1)))
    #expect((one[.training].pairCount, one[.heldOut].pairCount, one[.unseen].pairCount) == (0, 1, 1))
  }

  @Test func workMayBeStoppedAtAnyStep() throws {
    let checkpoint = try trained()
    var shares: [Double] = []
    _ = Evaluation(checkpoint, pairs: Fixture.pairs, threads: 1) {
      shares.append($0)
      return true
    }
    #expect(shares.last == 1 && zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 })
    for last in shares.indices {
      var calls = 0
      let stopped = Evaluation(checkpoint, pairs: Fixture.pairs, threads: 1) { _ in
        calls += 1
        return calls <= last
      }
      #expect(stopped == nil && calls == last + 1)
    }
  }

  @Test func numbersThatAreNotFiniteAreNull() throws {
    var checkpoint = try trained()
    checkpoint.network.parameters[.outputBias] = checkpoint.network.parameters[.outputBias].map { _ in .nan }
    let data = try JSONEncoder().encode(try evaluation(checkpoint, Fixture.pairs))
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["is_data_of_training"] as? Bool == false)
    let heldOut = try #require(object["held_out"] as? [String: Any])
    #expect(heldOut["loss"] is NSNull && heldOut["character_loss"] is NSNull)
    #expect(heldOut["pairs"] as? Int == 4 && heldOut["chrf"] is Double)
    let leaked = try #require(object["leaked"] as? [String: Any])
    for key in ["loss", "accuracy", "exact_match", "chrf", "character_error_rate", "ended"] {
      #expect(leaked[key] is NSNull, "\(key)")
    }
  }
}
