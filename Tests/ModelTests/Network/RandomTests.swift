import Model
import Testing

/// Random numbers, and the initial values made of them.
@Suite("Random numbers and initial values") struct RandomTests {
  /// SplitMix64's own reference output.
  @Test func referenceSequence() {
    var generator = RandomGenerator(state: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    #expect(expected.allSatisfy { $0 == generator.next() })
    var continued = RandomGenerator(state: generator.state)
    #expect(continued.next() == generator.next(), "the state is all there is")
  }

  @Test(arguments: [0, 1, 2, 3, 10, 1000]) func permutation(count: Int) {
    var generator = RandomGenerator(state: 70)
    for _ in 0..<20 { #expect(generator.permutation(count).sorted() == Array(0..<count)) }
    if count >= 10 { #expect(generator.permutation(count) != generator.permutation(count)) }
  }

  /// χ² over where each of six elements goes in 12,000 shuffles: 25 degrees of freedom, exceeded once in a thousand at 52.6.
  @Test func permutationsAreUniform() {
    var generator = RandomGenerator(state: 71)
    var counts = [Double](repeating: 0, count: 36)
    for _ in 0..<12_000 {
      for (place, element) in generator.permutation(6).enumerated() { counts[6 * place + element] += 1 }
    }
    let chiSquare = counts.reduce(0) { $0 + ($1 - 2000) * ($1 - 2000) / 2000 }
    #expect(chiSquare < 52.6 && chiSquare > 0)
    let orders = Dictionary(grouping: (0..<6000).map { _ in generator.permutation(3) }) { $0 }
    #expect(orders.count == 6 && orders.values.allSatisfy { abs($0.count - 1000) < 150 }, "five deviations of 29")
  }

  @Test func distributions() {
    var generator = RandomGenerator(state: 72)
    let count = 100_000
    let uniform = (0..<count).map { _ in generator.uniform() }
    #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(uniform.reduce(0, +) / Double(count) - 0.5) < 0.005)
    let gaussian = (0..<count).map { _ in generator.gaussian() }
    #expect(gaussian.allSatisfy { $0.isFinite && abs($0) < 9 })
    #expect(abs(gaussian.reduce(0, +) / Double(count)) < 0.02)
    #expect(abs(gaussian.reduce(0) { $0 + $1 * $1 } / Double(count) - 1) < 0.03)
    #expect(abs(Double(gaussian.count { abs($0) < 1 }) / Double(count) - 0.6827) < 0.01)
  }

  private func network(units: Int, seed: UInt64) -> Network {
    var generator = RandomGenerator(state: seed)
    return Network(configuration: Fixture.dataset().configuration(latentDimension: units), generator: &generator)
  }

  @Test(arguments: [1, 12, 64]) func kernelsAreGlorotUniform(units: Int) {
    let network = network(units: units, seed: 1)
    for tensor in [ParameterTensor.encoderKernel, .decoderKernel, .outputKernel] {
      let shape = tensor.shape(in: network.configuration)
      // The fan of a kernel is all its columns: four gates' for an LSTM.
      let limit = (6 / Double(shape[0] + shape[1])).squareRoot()
      let values = network.parameters[tensor].map(Double.init)
      #expect(values.allSatisfy { abs($0) <= limit * (1 + 1e-7) })
      guard values.count > 500 else { continue }
      #expect((values.map(abs).max() ?? 0) > 0.98 * limit, "the bound is reached")
      let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
      #expect(abs(variance / (limit * limit / 3) - 1) < 0.15, "uniform")
    }
  }

  @Test(arguments: [1, 2, 12, 64]) func recurrentRowsAreOrthonormal(units: Int) {
    let network = network(units: units, seed: 2)
    for tensor in [ParameterTensor.encoderRecurrentKernel, .decoderRecurrentKernel] {
      let values = network.parameters[tensor].map(Double.init)
      let rows = (0..<units).map { Array(values[$0 * 4 * units..<($0 + 1) * 4 * units]) }
      for i in 0..<units {
        for j in 0...i {
          let product = zip(rows[i], rows[j]).reduce(0) { $0 + $1.0 * $1.1 }
          #expect(abs(product - (i == j ? 1 : 0)) < 1e-5, "rows \(i) and \(j)")
        }
      }
      // Over the whole width, not per gate: a gate's own square is no orthogonal matrix.
      guard units > 1 else { continue }
      let firstGate = rows[0][..<units].reduce(0) { $0 + $1 * $1 }
      #expect(firstGate < 0.9)
    }
  }

  @Test func biases() {
    let network = network(units: 12, seed: 3)
    for tensor in [ParameterTensor.encoderBias, .decoderBias] {
      let zeros = [Float](repeating: 0, count: 12)
      #expect(network.parameters[tensor] == zeros + [Float](repeating: 1, count: 12) + zeros + zeros, "i f c̃ o")
    }
    #expect(network.parameters[.outputBias].allSatisfy { $0 == 0 })
  }

  @Test func seedsDecide() {
    #expect(network(units: 5, seed: 4) == network(units: 5, seed: 4))
    #expect(network(units: 5, seed: 4) != network(units: 5, seed: 5))
    let one = network(units: 12, seed: 4).parameters
    #expect(one[.encoderRecurrentKernel] != one[.decoderRecurrentKernel])
  }
}
