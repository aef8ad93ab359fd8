import Foundation
import Kernels
import Model
import Testing

/// RMSprop in all its variants against Keras's formulas in double precision.
@Suite("Kernels, RMSprop") struct KernelOptimizerTests {
  /// A handful of float32 roundings per step, six steps; v − ḡ² loses up to four bits more.
  static let tolerance = 1e-5

  struct Variant: Sendable, CustomTestStringConvertible {
    let momentum: Double
    let centered: Bool
    let insideRoot: Bool
    var epsilon = 1e-7

    var testDescription: String { "μ \(momentum), centered \(centered), inside \(insideRoot), ε \(epsilon)" }

    static let all: [Variant] = [0, 0.9].flatMap { momentum in
      [false, true].flatMap { centered in
        [false, true].flatMap { inside in
          [1e-7, 1e-2].map { Variant(momentum: momentum, centered: centered, insideRoot: inside, epsilon: $0) }
        }
      }
    }
  }

  /// One weight in double precision.
  struct Weight {
    var w: Double
    var v = 0.0
    var m = 0.0
    var mean = 0.0

    mutating func step(_ g: Double, _ variant: Variant, learningRate: Double, rho: Double) {
      v = rho * v + (1 - rho) * g * g
      var spread = v
      if variant.centered {
        mean = rho * mean + (1 - rho) * g
        spread -= mean * mean
      }
      let isInside = variant.insideRoot || variant.momentum > 0
      let denominator = isInside ? (spread + variant.epsilon).squareRoot() : spread.squareRoot() + variant.epsilon
      let movement = learningRate * g / denominator
      m = variant.momentum * m + movement
      w -= variant.momentum > 0 ? m : movement
    }
  }

  @Test(arguments: KernelSet.all, Variant.all) func steps(set: KernelSet, variant: Variant) {
    var generator = RandomGenerator(state: 30)
    for count in [1, 15, 16, 1000, 1024, 1025, 3000] {
      let (learningRate, rho) = (0.01, 0.9)
      let start = (0..<count).map { _ in generator.float() }
      let (w, v) = (Floats(start), Floats(count: count))
      let (m, mean) = (Floats(count: count), Floats(count: count))
      var oracle = start.map { Weight(w: Double($0)) }
      for _ in 0..<6 {
        // Gradients of all magnitudes, zeros among them.
        let g = (0..<count).map { _ in
          generator.integer(below: 9) == 0 ? 0 : generator.float() * Float(pow(10, -6 * generator.uniform()))
        }
        set.kernels.rmsprop(
          w.base, v.base, variant.momentum > 0 ? m.base : nil, variant.centered ? mean.base : nil, Floats(g).base,
          count,
          KernelsRMSprop(
            learning_rate: Float(learningRate), rho: Float(rho), momentum: Float(variant.momentum),
            epsilon: Float(variant.epsilon), epsilon_inside_root: variant.insideRoot))
        for index in oracle.indices {
          oracle[index].step(Double(g[index]), variant, learningRate: learningRate, rho: Double(Float(rho)))
        }
      }
      #expect(relativeDistance(w.values, oracle.map { Float($0.w) }) < Self.tolerance)
      #expect(relativeDistance(v.values, oracle.map { Float($0.v) }) < Self.tolerance)
      if variant.momentum > 0 { #expect(relativeDistance(m.values, oracle.map { Float($0.m) }) < Self.tolerance) }
      if variant.centered { #expect(relativeDistance(mean.values, oracle.map { Float($0.mean) }) < Self.tolerance) }
      #expect([w, v, m, mean].allSatisfy { $0.hasWholeMargins }, "wrote elsewhere")
    }
  }

  /// v − ḡ² is 0 in the end, and rounding must not make it negative.
  @Test(arguments: KernelSet.all, [false, true]) func constantGradient(set: KernelSet, insideRoot: Bool) {
    let values: [Float] = [1e-3, 0.1, 1 / 3, 0.7, 1, 3, 1e-20, 0]
    let (w, v, mean) = (Floats(count: 8), Floats(count: 8), Floats(count: 8))
    let g = Floats(values)
    for _ in 0..<500 {
      set.kernels.rmsprop(
        w.base, v.base, nil, mean.base, g.base, 8,
        KernelsRMSprop(learning_rate: 1e-6, rho: 0.9, momentum: 0, epsilon: 1e-7, epsilon_inside_root: insideRoot))
    }
    #expect(w.values.allSatisfy { $0.isFinite })
    #expect(w.values.last == 0, "no gradient, no movement")
  }

  @Test(arguments: KernelSet.all) func notANumberStays(set: KernelSet) {
    let (w, v) = (Floats([1, 1]), Floats(count: 2))
    set.kernels.rmsprop(
      w.base, v.base, nil, nil, Floats([.nan, 1]).base, 2,
      KernelsRMSprop(learning_rate: 0.1, rho: 0.9, momentum: 0, epsilon: 1e-7, epsilon_inside_root: false))
    #expect(w.values[0].isNaN && w.values[1].isFinite)
  }
}
