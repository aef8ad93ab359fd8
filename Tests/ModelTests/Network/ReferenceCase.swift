import Foundation
import Model
import Testing

/// One case of Reference/: a checkpoint written by Python, and what Keras made of it.
struct ReferenceCase: Sendable, CustomTestStringConvertible {
  static let names = [
    "optimizer-v2-space", "optimizer-v2-zero", "optimizer-v2-mask", "optimizer-v2-centered", "optimizer-v2-momentum",
    "optimizer-v2-centered-momentum", "optimizer-v2-decay", "keras-3-space", "keras-3-zero", "keras-3-mask",
    "keras-3-centered", "keras-3-momentum", "keras-3-centered-momentum",
    "optimizer-v2-attention", "optimizer-v2-bidirectional", "optimizer-v2-both", "keras-3-attention",
    "keras-3-bidirectional", "keras-3-both",
  ]

  struct Metrics: Decodable {
    let loss: Double
    let accuracy: Double
    let characterLoss: Double
    let characterAccuracy: Double
    let valLoss: Double?
    let valAccuracy: Double?
    let valCharacterLoss: Double?
    let valCharacterAccuracy: Double?
  }

  struct Decode: Decodable {
    let characters: [String]
    let probabilities: [Double]
    let stopped: String
  }

  struct Expected: Decodable {
    let pairs: [[String]]
    let metrics: Metrics
    let steps: [Metrics]
    let epochs: [Metrics]
    let decodes: [Decode]
  }

  let name: String
  let checkpoint: Checkpoint
  let dataset: Dataset
  let expected: Expected
  let file: SafetensorsFile

  var testDescription: String { name }

  init(_ name: String) throws {
    self.name = name
    func path(_ suffix: String) throws -> String {
      try #require(Bundle.module.path(forResource: "Reference/\(name)\(suffix)", ofType: "safetensors"))
    }
    checkpoint = try Checkpoint(contentsOf: path(""))
    file = try SafetensorsFile(contentsOf: path(".expected"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    expected = try decoder.decode(Expected.self, from: Data(#require(file.metadata["expected"]).utf8))
    let pairs = expected.pairs.map { SentencePair(english: $0[0], french: $0[1]) }
    dataset = try Dataset(pairs: pairs, fitting: checkpoint.network.configuration)
  }

  /// Keras's numbers for every tensor behind `prefix`.
  func parameters(_ prefix: String) throws -> Parameters {
    var parameters = Parameters(zerosFor: checkpoint.network.configuration)
    for tensor in ParameterTensor.all(in: checkpoint.network.configuration) {
      parameters[tensor] = try file.floats(
        prefix + tensor.name, shape: tensor.shape(in: checkpoint.network.configuration))
    }
    return parameters
  }
}

/// ‖a − b‖ / ‖b‖ over all numbers of a tensor.
func relativeDistance(_ a: [Float], _ b: [Float]) -> Double {
  let difference = zip(a, b).reduce(0.0) { $0 + pow(Double($1.0) - Double($1.1), 2) }
  let norm = b.reduce(0.0) { $0 + pow(Double($1), 2) }
  return norm > 0 ? (difference / norm).squareRoot() : difference.squareRoot()
}

func relativeDistance(_ a: Double, _ b: Double) -> Double { abs(a - b) / max(abs(b), 1e-12) }
