import Foundation
import Model
import Testing

/// The probabilities of all characters along a decode's steps.
@Suite("Probability map") struct ProbabilityMapTests {
  private func steps() throws -> [DecodeStep] {
    let (start, dataset) = Fixture.start()
    return Translator(try Fixture.trained(start, dataset).network).decode("We swim.").steps
  }

  @Test func everyCharacterStandsOnceTheLikeliestFirst() throws {
    let steps = try steps()
    let map = ProbabilityMap(steps)
    let size = steps[0].vocabulary.count
    #expect(Set(map.order) == Set(0..<size) && map.order.count == size)
    let hundredths = map.order.map { index in
      (steps.map { $0.probabilities[index] }.max() ?? 0) * 100
    }.map { Int($0.rounded()) }
    #expect(zip(hundredths, hundredths.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(map.likelyCount == hundredths.count { $0 >= 1 })
    for (step, found) in steps.enumerated() {
      #expect((0..<size).map { map[step, $0] } == found.probabilities)
    }
  }

  /// Characters of the same hundredth stand in the order of the steps they are likeliest at: a diagonal.
  @Test func equalCharactersStandInTheOrderOfTheirSteps() throws {
    let steps = try steps()
    let peaks = ProbabilityMap(steps).order.map { index in
      let hundredths = steps.map { Int(($0.probabilities[index] * 100).rounded()) }
      return (hundredths.max() ?? 0, hundredths.firstIndex(of: hundredths.max() ?? 0) ?? 0)
    }
    #expect(zip(peaks, peaks.dropFirst()).allSatisfy { $0.0 != $1.0 || $0.1 <= $1.1 })
    #expect(zip(peaks, peaks.dropFirst()).contains { $0.0 == $1.0 && $0.1 < $1.1 })
  }

  @Test func theDecodeOrderIsThatOfTheCharactersWritten() throws {
    let steps = try steps()
    let map = ProbabilityMap(steps)
    let written = map.decodeOrder.filter { index in steps.contains { $0.index == index } }
    let firsts = written.map { index in steps.firstIndex { $0.index == index } ?? -1 }
    #expect(firsts == firsts.sorted() && Set(written) == Set(steps.map(\.index)))
    #expect(Set(map.decodeOrder) == Set(map.order.prefix(map.likelyCount)).union(written))
    #expect(map.decodeOrder != Array(map.order.prefix(map.decodeOrder.count)))
  }

  @Test(arguments: [0, 1, 5, .max]) func shownCharactersAndTheRestAreAll(count: Int) throws {
    let steps = try steps()
    let map = ProbabilityMap(steps)
    let shown = map.order.prefix(count)
    for step in steps.indices {
      let sum = shown.reduce(0) { $0 + Double(map[step, $1]) }
      #expect(abs(sum + map.rest(at: step, besides: shown) - 1) < 1e-6)
    }
  }

  @Test func aNetworkOfNaNFindsNothingLikely() throws {
    let (start, dataset) = Fixture.start()
    var network = try Fixture.trained(start, dataset).network
    network.parameters[.outputBias] = network.parameters[.outputBias].map { _ in .nan }
    let steps = Translator(network).decode("We swim.").steps
    #expect(steps.first?.probabilities.first?.isNaN == true)
    #expect(ProbabilityMap(steps).order == Array(0..<steps[0].vocabulary.count))
    #expect(ProbabilityMap(steps).likelyCount == 0)
    #expect(Set(ProbabilityMap(steps).decodeOrder) == Set(steps.map(\.index)))
  }

  @Test func withoutStepsItIsEmpty() {
    #expect(ProbabilityMap([]).order.isEmpty && ProbabilityMap([]).likelyCount == 0)
  }

  @Test func theEndHasAProbability() throws {
    let steps = try steps()
    for step in steps {
      let end = try #require(step.vocabulary.index(of: "\n"))
      #expect(step.endProbability == Double(step.probabilities[end]))
      #expect(step.logProbability(of: step.index) == step.logProbability)
      #expect(step.logProbability(of: end) == log(step.endProbability))
    }
  }
}
