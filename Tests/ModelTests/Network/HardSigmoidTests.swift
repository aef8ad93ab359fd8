import Foundation
import Model
import Testing

/// Networks whose gates are straight lines, as in the example of 2017: decoded, attributed, saved and resumed.
@Suite("Hard sigmoid") struct HardSigmoidTests {
  /// Float32 sums in other orders, after as many steps as a decode here has.
  static let probabilityTolerance: Float = 1e-5

  static let hard = [RecurrentActivation.hardSigmoid, .hardSigmoidKeras3]

  private func trained(_ activation: RecurrentActivation, _ padding: Padding = .space) throws -> Checkpoint {
    let (start, dataset) = Fixture.start {
      $0.padding = padding
      $0.latentDimension = 17
      $0.recurrentActivation = activation
      $0.epochs = 8
    }
    return try Fixture.trained(start, dataset)
  }

  @Test(arguments: KernelSet.all, hard) func decodesAgreeWithTheOracle(
    set: KernelSet, activation: RecurrentActivation
  ) throws {
    let network = try trained(activation).network
    #expect(network.configuration.recurrentActivation == activation)
    let oracle = NaiveNetwork(network)
    for text in ["Go on.", "I", "No tea? Sit on my hat. We swim."] {
      var state = oracle.encode(Sentence(text, for: network.configuration).indices)
      var previous = network.configuration.targetVocabulary.index(of: "\t")
      for step in Translator(network, kernels: set.kernels).decode(text).steps {
        let prediction = oracle.predict(state, after: previous)
        (state, previous) = (prediction.state, step.index)
        #expect(
          zip(step.probabilities, prediction.probabilities).allSatisfy {
            abs($0 - Float($1)) < Self.probabilityTolerance
          })
      }
    }
  }

  /// Where the attribution's gradient goes back through the gates.
  @Test(arguments: hard) func attributionAgreesWithDifferences(activation: RecurrentActivation) throws {
    let network = try trained(activation, .zero).network
    let (translator, oracle) = (Translator(network), NaiveNetwork(network))
    let choices = translator.decode("We swim.").steps.prefix(3).map(\.index)
    let indices = Sentence("We swim.", for: network.configuration).indices
    let found = try #require(translator.attributionByGradient(of: choices, in: "We swim."))
    for (position, change) in found.changes.enumerated() {
      let sides = [1 + AttributionTests.step, 1 - AttributionTests.step].map {
        oracle.logProbability(of: choices, in: indices, scaling: position, by: $0)
      }
      let expected = -(sides[0] - sides[1]) / (2 * AttributionTests.step)
      #expect(abs(change - expected) < AttributionTests.tolerance * max(1, abs(expected)))
    }
  }

  @Test(arguments: RecurrentActivation.allCases) func aFileKeepsIt(activation: RecurrentActivation) throws {
    let scratch = try ScratchDirectory()
    let checkpoint = try trained(activation)
    try checkpoint.write(to: scratch.path + "/run.safetensors")
    #expect(try Checkpoint(contentsOf: scratch.path + "/run.safetensors") == checkpoint)
    let config = try #require(SafetensorsFile(contentsOf: scratch.path + "/run.safetensors").metadata["config"])
    let key = "\"recurrent_activation\":\"\(activation.rawValue)\""
    #expect(config.contains(key) == (activation != .sigmoid), "a file of the original's network is as it was")
    #expect(config.contains("recurrent_activation") == (activation != .sigmoid))
  }
}
