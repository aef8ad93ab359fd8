import Foundation
import Model
import Testing

/// The characters of a file, found in the pairs it was trained on.
@Suite("Characters of Keras's files") struct KerasCharactersTests {
  /// Those of Keras's files whose sentences are here; SEQ2SEQ_DATA has those of SEQ2SEQ_KERAS.
  private static let cases = KerasFixtures.opening.filter { $0.fixture.verdict != "convert" && !$0.pairs.isEmpty }

  /// A network of this program, trained until it writes its sentences, as Keras would save it: without characters.
  private static func trained(
    _ padding: Padding = .space, epochs: Int = 60
  ) throws -> (file: KerasFile, scratch: ScratchDirectory) {
    let (start, dataset) = Fixture.start {
      $0.padding = padding
      $0.latentDimension = 32
      $0.validationSplit = 0
      $0.epochs = epochs
    }
    return try stripped(try Fixture.trained(start, dataset))
  }

  private static func stripped(_ checkpoint: Checkpoint) throws -> (file: KerasFile, scratch: ScratchDirectory) {
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/model.keras"
    try KerasExport(checkpoint, as: .archive).write(to: path)
    return (try KerasFile(contentsOf: path), scratch)
  }

  /// Other characters in the place of some: the pairs, but in another order of the alphabet.
  private static func exchanged(_ pairs: [SentencePair], _ map: [Character: Character]) -> [SentencePair] {
    pairs.map { pair in SentencePair(english: pair.english, french: String(pair.french.map { map[$0] ?? $0 })) }
  }

  /// Keras's file keeps the loss of its last validation, which no other characters give.
  @Test(arguments: cases) func provenByValidation(fixture: KerasFixtures.Case) throws {
    for path in fixture.paths {
      let file = try KerasFile(contentsOf: path)
      let found = try KerasCharacters(of: file, pairs: fixture.pairs, sampleCount: 10_000, title: "the tests")
      #expect(try found.configuration == fixture.configuration(file.activation), "\(path)")
      if let validation = file.validation {
        #expect(found.evidence == .validation(loss: validation.loss))
        #expect(found.line.contains("proven by the loss"))
        let held = fixture.pairs.count - validation.count
        #expect(
          try DataSplit.trainingCount(of: fixture.pairs.count, validationSplit: #require(found.validationSplit))
            == held)
      } else if case .hardlyTrained = found.evidence {
        #expect(found.line.contains("hardly been trained"))
      } else {
        Issue.record("\(found.line) for \(path)")
      }
    }
  }

  /// The same characters in the target, but not in these sentences: the sizes fit, the loss does not.
  @Test func otherDataThanValidated() throws {
    let fixture = try #require(Self.cases.first { $0.name == "tf-keras-2.21.plain" })
    let file = try KerasFile(contentsOf: fixture.source.folder + "/tf-keras-2.21/plain.keras")
    let others = Self.exchanged(fixture.pairs, ["e": "u", "u": "e"])
    let error = #expect(throws: CheckpointError.self) {
      try KerasCharacters(of: file, pairs: others, sampleCount: 100, title: "others")
    }
    #expect(error?.description.contains("as in its last validation of 4 pairs") == true)
  }

  @Test(arguments: Padding.allCases) func foundByLoss(padding: Padding) throws {
    let (file, _) = try Self.trained(padding)
    let found = try KerasCharacters(of: file, pairs: Fixture.pairs, sampleCount: 13, title: "the tests")
    #expect(found.configuration.padding == padding)
    guard case .loss(let loss) = found.evidence else {
      Issue.record("\(found.line)")
      return
    }
    #expect(loss < 1)
    let checkpoint = file.checkpoint(found)
    #expect(checkpoint.metadata["characters_from"] == found.line)
    #expect(Translator(checkpoint.network).decode(Fixture.pairs[0].english).output == Fixture.pairs[0].french)
  }

  /// The letters moved on by one, as in the alphabet of other data that happens to be as large.
  private static func shifted(_ letters: [Character]) -> [SentencePair] {
    let map = Dictionary(uniqueKeysWithValues: zip(letters, letters.dropFirst() + letters.prefix(1)))
    let others = exchanged(Fixture.pairs, map)
    #expect(Set(others.flatMap(\.french)) == Set(Fixture.pairs.flatMap(\.french)))
    return others
  }

  @Test func wrongCharactersAreRefused() throws {
    let (file, _) = try Self.trained()
    let others = Self.shifted(Set(Fixture.pairs.flatMap(\.french)).filter { $0 != " " }.sorted())
    let error = #expect(throws: CheckpointError.self) {
      try KerasCharacters(of: file, pairs: others, sampleCount: 13, title: "others")
    }
    #expect(error?.description.contains("nats per character") == true)
    #expect(error?.description.contains("--data") == true)
  }

  @Test func doubtfulCharactersAreSaid() throws {
    let (file, _) = try Self.trained()
    let found = try KerasCharacters(
      of: file, pairs: Self.shifted(Array("abcdeinorst")), sampleCount: 13, title: "others")
    guard case .doubtful = found.evidence else {
      Issue.record("\(found.line)")
      return
    }
    #expect(found.line.contains("which is doubtful"))
  }

  @Test func sizesThatDoNotFit() throws {
    let (file, _) = try Self.trained(epochs: 0)
    let more =
      Fixture.pairs + [SentencePair(english: "Zoo!", french: "Zoo @ !"), SentencePair(english: "%", french: "#")]
    #expect(KerasCharacters.sampleCounts(file.sizes, in: more) == 13...13)
    let error = #expect(throws: CheckpointError.self) {
      try KerasCharacters(of: file, pairs: more, sampleCount: 15, title: "more")
    }
    let (inputs, targets) = (file.sizes.inputCount, file.sizes.targetCount)
    #expect(
      error?.description.contains("a network of \(inputs) and \(targets) characters, but \(inputs + 2) and") == true)
    #expect(error?.description.contains("--samples 13,") == true)
    let few = #expect(throws: CheckpointError.self) {
      try KerasCharacters(of: file, pairs: Array(Fixture.pairs.prefix(5)), sampleCount: 5, title: "few")
    }
    #expect(few?.description.contains("No number of its pairs fits") == true)
  }

  /// Without data it says what it needs, and which corpora have characters that fit.
  @Test func demandsData() throws {
    let (file, scratch) = try Self.trained(epochs: 0)
    let text = Fixture.pairs.map { "\($0.english)\t\($0.french)\n" }.joined()
    let path = try scratch.file("pairs.txt", text)
    let fits = KerasCharacters.demand(file, among: [.named(path)])
    #expect(fits.description.contains("there fit: \(path) with --samples 13."))
    let none = KerasCharacters.demand(file, among: [.named(scratch.path + "/none.txt")])
    #expect(none.description.contains("no corpus on this machine fits"))
  }
}
