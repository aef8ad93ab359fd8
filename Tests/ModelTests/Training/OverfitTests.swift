import Model
import Testing

/// Four pairs learnt by heart: nothing between the corpus and the decoded sentence may be broken.
@Suite("Overfitting") struct OverfitTests {
  /// Nats per character: each right character has a probability of over 99 %.
  static let characterLoss = 0.01

  @Test(arguments: NetworkKind.allCases, RMSpropVariant.allCases)
  func fourPairs(kind: NetworkKind, variant: RMSpropVariant) throws {
    let pairs = [
      SentencePair(english: "A blue door.", french: "Une porte bleue."),
      SentencePair(english: "A blue boat.", french: "Un bateau bleu."),
      SentencePair(english: "Whose goat?", french: "À qui la chèvre ?"),
      SentencePair(english: "Sing!", french: "Chantez !"),
    ]
    var hyperparameters = Fixture.hyperparameters()
    hyperparameters.rmsprop = variant
    hyperparameters.validationSplit = 0
    hyperparameters.latentDimension = 48
    hyperparameters.epochs = 250
    kind.apply(to: &hyperparameters)
    let dataset = Dataset(pairs: pairs, padding: hyperparameters.padding)
    let start = Checkpoint(untrainedFor: dataset, hyperparameters: hyperparameters)
    let end = try Fixture.trained(start, dataset, threads: 2)
    let record = try #require(end.state.history.last)
    #expect(record.epoch == 250 && record.validation == nil)
    #expect(record.training.characterLoss < Self.characterLoss && record.training.characterAccuracy == 1)
    let translator = Translator(end.network)
    for pair in pairs {
      let decode = translator.decode(pair.english)
      #expect(decode.output == pair.french && decode.stopped == .end)
    }
  }
}
