import Foundation
import Testing

@testable import Model

@Suite("What a run will be") struct RunPreviewTests {
  private let scratch: ScratchDirectory
  private let data: CorpusLocation

  init() throws {
    scratch = try ScratchDirectory()
    data = .named(try scratch.file("pairs.txt", "Go.\tVa !\nnothing\nRun!\tCours !\nHi.\tSalut !\nWait!\tAttends !\n"))
  }

  private func hyperparameters(_ texts: KeyValuePairs<Hyperparameter, String>) throws -> Hyperparameters {
    var given = GivenHyperparameters()
    for (hyperparameter, text) in texts { given[hyperparameter] = text }
    return try given.applied(to: Hyperparameters())
  }

  private func preview(_ texts: KeyValuePairs<Hyperparameter, String>) throws -> RunPreview {
    let values = try hyperparameters(texts)
    let corpus = try Corpus.first(values.sampleCount, of: data, maxLength: values.maxLength, known: nil)
    return try RunPreview(of: corpus, hyperparameters: values, resumed: nil, threads: 2)
  }

  @Test("It has the numbers of the run that is then set up", arguments: ["space", "zero"])
  func numbers(_ padding: String) throws {
    let texts: KeyValuePairs<Hyperparameter, String> = [
      .latentDimension: "4", .batchSize: "2", .validationSplit: "0.25", .padding: padding,
    ]
    let preview = try preview(texts)
    var given = GivenHyperparameters()
    for (hyperparameter, text) in texts { given[hyperparameter] = text }
    let setup = try RunSetup(RunRequest(data: data, given: given, threads: 2))
    let configuration = setup.checkpoint.network.configuration
    #expect(preview.pairs == 4 && preview.heldOut == 1 && preview.batchesPerEpoch == 2)
    #expect(preview.rejected == setup.rejected && preview.rejected.map(\.count) == [1])
    #expect(preview.characters.input == configuration.inputVocabulary.count)
    #expect(preview.characters.target == configuration.targetVocabulary.count)
    #expect(preview.longest == RunPreview.Sides(input: 5, target: 11))
    #expect(preview.parameterCount == NetworkSummary(setup.checkpoint.network).parameterCount)
    #expect(preview.load == setup.load)
  }

  @Test("More pairs, wider states and padding that is learnt ask more of the machine; more threads are faster")
  func load() throws {
    let small = try preview([.latentDimension: "64", .samples: "2"])
    let pace = try #require(MachinePace(seconds: 10, for: small.load))
    #expect(abs(pace.seconds(for: small.load) - 10) < 1e-9)
    for texts: KeyValuePairs<Hyperparameter, String> in [
      [.latentDimension: "64"], [.latentDimension: "128", .samples: "2"],
    ] {
      #expect(pace.seconds(for: try preview(texts).load) > 15)
    }
    #expect(pace.seconds(for: try preview([.latentDimension: "64", .samples: "2", .padding: "zero"]).load) < 10)
    #expect(MachinePace(seconds: .nan, for: small.load) == nil && MachinePace(seconds: 0, for: small.load) == nil)
  }

  @Test("What cannot be is refused as the run would be")
  func refusals() throws {
    #expect(throws: TrainingError.noTrainingPairs(pairs: 1, split: 0.5)) {
      try preview([.samples: "1", .validationSplit: "0.5"])
    }
    let other = Dataset(pairs: [SentencePair(english: "Go.", french: "Va !")], padding: .space)
    let corpus = try Corpus(data)
    #expect(throws: CorpusError.self) {
      try RunPreview(
        of: corpus, hyperparameters: Hyperparameters(), resumed: other.configuration(latentDimension: 4), threads: 1)
    }
  }

  @Test("A hyperparameter refuses what it cannot be, in the words of its row", arguments: Hyperparameter.all)
  func texts(_ hyperparameter: Hyperparameter) {
    let standard = hyperparameter.plainText(Hyperparameters())
    #expect(hyperparameter.refusal(of: standard) == nil)
    for choice in hyperparameter.choices { #expect(hyperparameter.refusal(of: choice) == nil) }
    for text in ["", "?", "-1", "nan"] {
      #expect(
        hyperparameter.refusal(of: text)
          == .impossible(found: "\(hyperparameter.title) \(text)", expected: hyperparameter.expected))
    }
    #expect(Hyperparameter.usual.contains(hyperparameter) != Hyperparameter.rest.contains(hyperparameter))
  }

  @Test("Where nothing can be saved that is seen before anything is written")
  func obstacles() throws {
    let file = try scratch.file("there.safetensors", "something")
    #expect(RunOutput(checkpoint: scratch.path + "/new.safetensors").obstacle(resuming: nil) == nil)
    #expect(RunOutput(checkpoint: file).obstacle(resuming: nil) == .exists(path: file))
    #expect(RunOutput(checkpoint: file).obstacle(resuming: file) == nil)
    #expect(RunOutput(checkpoint: file, conflict: .number).obstacle(resuming: nil) == nil)
    for output in [
      RunOutput(checkpoint: ""), RunOutput(checkpoint: scratch.path), RunOutput(checkpoint: scratch.path + "/no/x"),
      RunOutput(log: scratch.path), RunOutput(log: scratch.path + "/no/log.jsonl"),
    ] {
      guard case .unwritable = output.obstacle(resuming: nil) else {
        Issue.record("\(output) is no obstacle")
        continue
      }
    }
    #expect(RunOutput(checkpoint: file, conflict: .number).expectedCheckpoint(resuming: file) == file)
  }
}
