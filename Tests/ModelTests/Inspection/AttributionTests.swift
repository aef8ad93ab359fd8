import Foundation
import Model
import Testing

/// What the source's characters did, against the naive network.
@Suite("Source attribution") struct AttributionTests {
  /// Float32 through some sixty steps, in nats.
  static let tolerance = 1e-5
  /// Of a central difference in double precision.
  static let step = 1e-5

  private func network(_ kind: NetworkKind, units: Int = 17) throws -> Network {
    let (start, dataset) = Fixture.start {
      $0.latentDimension = units
      $0.epochs = 60
      kind.apply(to: &$0)
    }
    return try Fixture.trained(start, dataset).network
  }

  @Test(arguments: NetworkKind.allCases, ["We swim.", "I", "It rains. It rains. No tea?"]) func omission(
    kind: NetworkKind, text: String
  ) throws {
    let network = try network(kind)
    let (translator, oracle) = (Translator(network), NaiveNetwork(network))
    let choices = translator.decode(text).steps.map(\.index)
    let indices = Sentence(text, for: network.configuration).indices
    for length in [1, 2, choices.count] {
      let prefix = Array(choices.prefix(length))
      let found = try #require(translator.attributionByOmission(of: prefix, in: text))
      let whole = oracle.logProbability(of: prefix, in: indices)
      #expect(found.characters == Array(text.unicodeScalars) && found.changes.count == indices.count)
      #expect(abs(found.logProbability - whole) < Self.tolerance)
      for (position, change) in found.changes.enumerated() {
        var rest = indices
        rest.remove(at: position)
        #expect(abs(change - (oracle.logProbability(of: prefix, in: rest) - whole)) < Self.tolerance)
      }
    }
  }

  /// Against central differences of ln p as one character's input row is scaled, for likely and unlikely choices.
  @Test(arguments: KernelSet.all, NetworkKind.allCases) func gradient(set: KernelSet, kind: NetworkKind) throws {
    let network = try network(kind)
    let (translator, oracle) = (Translator(network, kernels: set.kernels), NaiveNetwork(network))
    var greatest = 0.0
    for text in ["We swim.", "I", "It rains. It rains. No tea?"] {
      let steps = translator.decode(text).steps
      let indices = Sentence(text, for: network.configuration).indices
      for last in [0, 1, steps.count - 1] {
        for choice in steps[last].top(2).map(\.index) {
          let prefix = steps[..<last].map(\.index) + [choice]
          let found = try #require(translator.attributionByGradient(of: prefix, in: text))
          #expect(abs(found.logProbability - oracle.logProbability(of: prefix, in: indices)) < Self.tolerance)
          let expected = indices.indices.map { position in
            let sides = [1 + Self.step, 1 - Self.step].map {
              oracle.logProbability(of: prefix, in: indices, scaling: position, by: $0)
            }
            return -(sides[0] - sides[1]) / (2 * Self.step)
          }
          greatest = max(greatest, expected.map(abs).max() ?? 0)
          for (change, difference) in zip(found.changes, expected) {
            #expect(abs(change - difference) < Self.tolerance * max(1, abs(difference)))
          }
        }
      }
    }
    #expect(greatest > 0.1, "there was something to see")
  }

  @Test func unknownCharactersAndNothing() throws {
    let translator = Translator(try network(.zero))
    let choices = translator.decode("We swim.").steps.prefix(2).map(\.index)
    #expect(
      translator.attributionByOmission(of: choices, in: "€We日 swim.€")
        == translator.attributionByOmission(of: choices, in: "We swim."))
    #expect(
      translator.attributionByGradient(of: choices, in: "€We日 swim.€")
        == translator.attributionByGradient(of: choices, in: "We swim."))
    for (choices, text) in [([], "We swim."), (choices, ""), (choices, "€")] {
      #expect(translator.attributionByOmission(of: choices, in: text) == nil)
      #expect(translator.attributionByGradient(of: choices, in: text) == nil)
    }
    let raised = Interruption()
    raised.raise()
    #expect(translator.attributionByOmission(of: choices, in: "We swim.", interruption: raised) == nil)
  }

  /// More characters than a batch of shortened sentences has rows.
  @Test func longSentences() throws {
    let translator = Translator(try network(.space, units: 5))
    let text = String(repeating: "It rains. ", count: 15)
    let choices = translator.decode(text).steps.prefix(3).map(\.index)
    let found = try #require(translator.attributionByOmission(of: choices, in: text))
    #expect(found.changes.count == 150)
    for position in [0, 63, 64, 149] {
      var rest = Array(text.unicodeScalars)
      rest.remove(at: position)
      let shortened = translator.decode(String(String.UnicodeScalarView(rest)), choosing: choices)
      #expect(abs(shortened.steps[2].logProbability - found.logProbability - found.changes[position]) < 1e-5)
    }
    #expect(translator.attributionByGradient(of: choices, in: text)?.changes.count == 150)
  }
}
