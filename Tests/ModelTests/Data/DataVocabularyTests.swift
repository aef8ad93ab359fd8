import Foundation
import Model
import Testing

@Suite("Vocabularies and datasets")
struct DataVocabularyTests {
  private let pairs = [
    SentencePair(english: "Go", french: "Va\u{301}x!"), SentencePair(english: "Oo!", french: "é"),
  ]

  @Test("a vocabulary holds sorted distinct scalars, not characters")
  func vocabulary() throws {
    let vocabulary = Vocabulary(of: ["e\u{301}é\r\n", "zé😀"], including: [" "])
    #expect(vocabulary.scalars == ["\n", "\r", " ", "e", "z", "é", "\u{301}", "😀"])
    #expect(vocabulary.index(of: "é") == 5)
    #expect(vocabulary[5] == "é")
    #expect(vocabulary.index(of: "a") == nil)
    #expect(vocabulary.index(of: "\u{10FFFF}") == nil)
    #expect(Vocabulary(sorted: vocabulary.scalars) == vocabulary)
    #expect(Vocabulary(sorted: ["b", "a"]) == nil)
    #expect(Vocabulary(sorted: ["a", "a"]) == nil)
    #expect(Vocabulary(sorted: [])?.index(of: "a") == nil)
  }

  @Test("a dataset's targets start with TAB and end with LF; padding decides on the space")
  func dataset() {
    let zero = Dataset(pairs: pairs, padding: .zero)
    #expect(zero.inputVocabulary.scalars == ["!", "G", "O", "o"])
    #expect(zero.targetVocabulary.scalars == ["\t", "\n", "!", "V", "a", "x", "é", "\u{301}"])
    #expect(Array(zero.inputs[1]) == [2, 3, 0])
    #expect(Array(zero.targets[0]) == [0, 3, 4, 7, 5, 2, 1])
    #expect(Array(zero.targets[1]) == [0, 6, 1])
    #expect((zero.count, zero.maxEncoderLength, zero.maxDecoderLength) == (2, 3, 7))
    let space = Dataset(pairs: pairs, padding: .space)
    #expect(space.inputVocabulary.scalars == [" ", "!", "G", "O", "o"])
    #expect(space.targetVocabulary.scalars.prefix(3) == ["\t", "\n", " "])
  }

  @Test("a dataset for an existing network keeps the network's vocabularies and lengths")
  func fitting() throws {
    let configuration = Dataset(pairs: pairs, padding: .space).configuration(latentDimension: 4)
    #expect(configuration.defect == nil)
    let dataset = try Dataset(pairs: [SentencePair(english: "oO", french: "x")], fitting: configuration)
    #expect(dataset.configuration(latentDimension: 4) == configuration)
    #expect(Array(dataset.inputs[0]) == [4, 3])
  }

  @Test("everything that does not fit is named at once")
  func misfit() {
    let configuration = Dataset(pairs: pairs, padding: .space).configuration(latentDimension: 4)
    let error = #expect(throws: CorpusError.self) {
      try Dataset(
        pairs: [SentencePair(english: "Go", french: "a"), SentencePair(english: "Go€\u{A0}", french: "aaaaaa😀")],
        fitting: configuration, path: "new.txt")
    }
    #expect(
      error?.description == """
        new.txt: English with characters unknown to the network: U+00A0 (pair 2: "Go€\u{A0}"), \
        € U+20AC (pair 2: "Go€\u{A0}"); French with characters unknown to the network: 😀 U+1F600 (pair 2: "aaaaaa😀"); \
        English of 4 characters where the network has room for 3 (pair 2: "Go€\u{A0}"); \
        French of 7 characters where the network has room for 5 (pair 2: "aaaaaa😀"); \
        expected data that fits the network being continued. Give the data it was trained on, leave these pairs out, \
        or train a new network.
        """)
  }

  @Test("what no network can have is a defect")
  func defects() throws {
    let letters = try #require(Vocabulary(sorted: [" ", "a"]))
    let target = try #require(Vocabulary(sorted: ["\t", "\n", " "]))
    func defect(_ input: Vocabulary, _ output: Vocabulary, _ te: Int, _ td: Int, _ width: Int) -> String? {
      NetworkConfiguration(
        inputVocabulary: input, targetVocabulary: output, maxEncoderLength: te, maxDecoderLength: td,
        latentDimension: width, padding: .space
      ).defect?.found
    }
    #expect(defect(letters, target, 10_000, 10_000, 8_192) == nil)
    #expect(defect(letters, target, 10_001, 2, 1) == "a longest input of 10001 characters")
    #expect(defect(letters, target, 1, 1, 1) == "a longest target of 1 characters")
    #expect(defect(letters, target, 1, 2, 8_193) == "a latent dimension of 8193")
    #expect(defect(letters, letters, 1, 2, 1) == "a target vocabulary without TAB or LF")
    let noSpace = try #require(Vocabulary(sorted: ["a"]))
    #expect(defect(noSpace, target, 1, 2, 1) == "space padding but no space in a vocabulary")
  }

  @Test("the real corpus has the numbers of the original", .enabled(if: realCorpusPath != nil))
  func realCorpus() throws {
    let path = try #require(realCorpusPath)
    let corpus = try Corpus(contentsOf: path, limit: 10_000)
    let dataset = Dataset(pairs: corpus.pairs, padding: .space)
    #expect(dataset.count == 10_000)
    #expect((dataset.inputVocabulary.count, dataset.targetVocabulary.count) == (71, 93))
    #expect((dataset.maxEncoderLength, dataset.maxDecoderLength) == (16, 59))
    #expect(corpus.rejected.isEmpty)
    let whole = try Corpus(contentsOf: path)
    #expect(whole.pairs.count == 142_787)
  }
}

/// The corpus of the original, where the environment names it.
private let realCorpusPath = ProcessInfo.processInfo.environment["SEQ2SEQ_DATA"]
