import Foundation
import Model
import Testing

/// Files of Keras and TensorFlow with what is in them: those of `KerasFiles/`, and where SEQ2SEQ_KERAS names a folder, its.
struct KerasFixtures: Sendable {
  /// A network, and the files that all hold it.
  struct Fixture: Decodable, Sendable {
    let files: [String]
    /// `open`, `convert` (the numbers were stored in another precision), or `refuse`.
    let verdict: String
    let reason: String
    let expected: String?
    let iterations: Int?
    let optimizer: Settings?
    /// The losses of Keras's next epoch, in batches of 4 in the pairs' order.
    let nextLoss: Double?
    let nextValLoss: Double?
  }

  /// RMSprop's settings, by Keras's names.
  struct Settings: Decodable, Sendable {
    let learningRate: Double
    let rho: Double?
    let momentum: Double?
    let epsilon: Double
    let centered: Bool?
    let decay: Double?
  }

  /// What the networks were trained on.
  struct Corpus: Decodable, Sendable {
    /// The sentences; those of the folder that SEQ2SEQ_KERAS names are the first 200 of another corpus.
    let pairs: [[String]]?
    let validationSplit: Double
    let inputCharacters: [String]
    let targetCharacters: [String]
    let maxEncoderLength: Int
    let maxDecoderLength: Int
    let latentDim: Int
  }

  private struct Contents: Decodable {
    let data: Corpus
    let fixtures: [String: Fixture]
  }

  let folder: String
  let corpus: Corpus
  let fixtures: [String: Fixture]

  init(_ folder: String) throws {
    self.folder = folder
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let contents = try decoder.decode(
      Contents.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/expected.json")))
    corpus = contents.data
    fixtures = contents.fixtures
  }

  /// The folder that lies with the tests.
  static let committed = Bundle.module.resourcePath.map { $0 + "/KerasFiles" } ?? "KerasFiles"

  /// The folders there are on this machine.
  static let folders =
    [committed, committed + "/older"] + [ProcessInfo.processInfo.environment["SEQ2SEQ_KERAS"]].compactMap { $0 }

  /// Every network that a verdict is about, with its folder.
  static func all(_ verdicts: Set<String>) -> [Case] {
    folders.flatMap { folder -> [Case] in
      guard let fixtures = try? KerasFixtures(folder) else { return [] }
      return fixtures.fixtures.sorted { $0.key < $1.key }.compactMap { name, fixture in
        verdicts.contains(fixture.verdict) ? Case(name: name, fixture: fixture, source: fixtures) : nil
      }
    }
  }

  /// The networks whose tensors are known: those that open, and those that need hard_sigmoid.
  static let opening = all(["open", "convert", "refuse"]).filter { $0.fixture.expected != nil }

  /// The first 200 of the corpus that SEQ2SEQ_DATA names, on which those that SEQ2SEQ_KERAS names were trained.
  private static let outsidePairs: [SentencePair] = {
    guard let path = ProcessInfo.processInfo.environment["SEQ2SEQ_DATA"] else { return [] }
    return (try? Model.Corpus(contentsOf: path, limit: 200))?.pairs ?? []
  }()

  /// Those that are refused; what is not for hard_sigmoid, which the program has.
  static let refused = all(["refuse"]).filter { $0.fixture.expected == nil }

  /// A fixture in its folder.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let fixture: Fixture
    let source: KerasFixtures

    var testDescription: String { "\(isCommitted ? "" : "SEQ2SEQ_KERAS/")\(name)" }

    /// Whether the reason for a refusal is a piece of its message.
    var isCommitted: Bool { source.folder.hasPrefix(committed) }

    /// The paths to give to `KerasFile`: a SavedModel's and a folder's parts stand for the whole.
    var paths: [String] {
      var paths: [String] = []
      for file in fixture.files {
        let path = "\(source.folder)/\(file)"
        let name = path.split(separator: "/").last ?? ""
        let isMember = ["keras_metadata.pb", "config.json", "metadata.json", "model.weights.h5"].contains(name)
        let target = isMember ? String(path.dropLast(name.count + 1)) : path
        if !name.contains(".data-"), !paths.contains(target) { paths.append(target) }
        if name == "model.weights.h5" { paths.append(path) }
      }
      return paths
    }

    /// The sentences the network was trained on.
    var pairs: [SentencePair] {
      if let pairs = source.corpus.pairs { return pairs.map { SentencePair(english: $0[0], french: $0[1]) } }
      return isCommitted ? [] : KerasFixtures.outsidePairs
    }

    /// What is expected of the file, and what Keras computes with it.
    func expectation() throws -> SafetensorsFile {
      try SafetensorsFile(contentsOf: "\(source.folder)/\(#require(fixture.expected))")
    }

    /// The network's characters and lengths.
    func configuration(_ activation: RecurrentActivation = .sigmoid) throws -> NetworkConfiguration {
      func vocabulary(_ characters: [String]) throws -> Vocabulary {
        try #require(Vocabulary(sorted: characters.flatMap(\.unicodeScalars)))
      }
      return NetworkConfiguration(
        inputVocabulary: try vocabulary(source.corpus.inputCharacters),
        targetVocabulary: try vocabulary(source.corpus.targetCharacters),
        maxEncoderLength: source.corpus.maxEncoderLength, maxDecoderLength: source.corpus.maxDecoderLength,
        latentDimension: source.corpus.latentDim, padding: .space, recurrentActivation: activation)
    }
  }
}

/// The int64 numbers of a tensor of a safetensors file, which the program itself never reads.
func int64s(_ name: String, of path: String) throws -> [Int] {
  let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  func integer(_ offset: Int) -> Int { (0..<8).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) } }
  let headerLength = integer(0)
  let header = try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + headerLength])) as? [String: Any]
  let tensor = try #require(header?[name] as? [String: Any])
  let offsets = try #require(tensor["data_offsets"] as? [Int])
  return stride(from: offsets[0], to: offsets[1], by: 8).map { integer(8 + headerLength + $0) }
}
