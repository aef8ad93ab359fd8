import Foundation
import Model
import Testing

/// Reading a reference instead of what the network chose.
@Suite("Teacher forcing") struct TeacherForcingTests {
  @Test(arguments: NetworkKind.allCases) func lossIsThatOfTheTraining(kind: NetworkKind) throws {
    let (start, dataset) = Fixture.start {
      $0.latentDimension = 17
      kind.apply(to: &$0)
    }
    let checkpoint = try Fixture.trained(start, dataset)
    let trainer = try Trainer(checkpoint, dataset: dataset, threads: 1)
    let translator = Translator(checkpoint.network)
    let oracle = NaiveNetwork(checkpoint.network)
    for (index, pair) in dataset.pairs.enumerated() {
      let forced = translator.teacherForced(pair.french, for: pair.english)
      let (sums, expected) = (trainer.gradient(of: index..<index + 1).sums, oracle.sums(dataset, index..<index + 1))
      #expect(relativeDistance(forced.loss, sums.characterLoss) < 1e-5)
      #expect(relativeDistance(forced.loss, expected.characterLoss) < 1e-5)
      #expect(forced.decode.steps.count == sums.characters && forced.unknown.isEmpty)
      #expect(forced.decode.steps.count { $0.top(1)[0].index == $0.index } == sums.characterHits)
      #expect(forced.decode.output == pair.french && forced.decode.stopped == .end)
    }
  }

  @Test func itsOwnTranslationIsTheGreedyDecode() throws {
    let (start, dataset) = Fixture.start { $0.epochs = 200 }
    let translator = Translator(try Fixture.trained(start, dataset).network)
    let greedy = translator.decode("Go on.")
    try #require(greedy.stopped == .end)
    #expect(translator.teacherForced(greedy.output, for: "Go on.").decode == greedy)
    #expect(translator.teacherForced("Deux", for: "Go on.").loss > -greedy.logProbability)
  }

  @Test func whatTheNetworkCannotWriteIsLeftOut() throws {
    let (start, _) = Fixture.start()
    let translator = Translator(start.network)
    let forced = translator.teacherForced("V日a €.日", for: "Go on.")
    #expect(forced.unknown == ["日", "€"])
    #expect(forced.decode == translator.teacherForced("Va .", for: "Go on.").decode)
    let empty = translator.teacherForced("", for: "Go on.")
    #expect(empty.decode.steps.count == 1 && empty.decode.steps[0].isEnd)
    #expect(translator.teacherForced("Va.", for: "€").decode.steps.isEmpty)
    #expect(translator.teacherForced("be\u{302}cha", for: "Go on.").decode.output == "b\u{EA}cha", "composed")
  }

  @Test func longerThanAnyTrainedOn() throws {
    let (start, _) = Fixture.start()
    let translator = Translator(start.network)
    let long = String(repeating: "Deux œufs. ", count: 20)
    let forced = translator.teacherForced(long, for: "Go on.")
    #expect(forced.decode.output == long && forced.decode.stopped == .end && forced.loss.isFinite)
  }
}
