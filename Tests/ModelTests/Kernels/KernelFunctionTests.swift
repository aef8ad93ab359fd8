import Foundation
import Kernels
import Testing

/// exp, sigmoid and tanh over dense grids: the bounds are those that functions.h states.
@Suite("Kernels, elementary functions") struct KernelFunctionTests {
  static let exponentialTolerance = 1.5e-7
  static let sigmoidTolerance = 2e-7
  static let tangentTolerance = 2e-7
  /// Where e^x and e^−x are neither too great nor too small for a normal float32.
  static let range: Float = 87.3
  /// Beyond that range the functions may be off by what is next to nothing.
  static let tiny = 1.2e-38
  /// About 1e-40.
  static let denormal = Float(bitPattern: 71_362)

  /// −100 … 100 in steps of 1/4096, and one of every 4,099 bit patterns within ±87.3.
  private static let grid: [Float] = {
    let even = (-409_600...409_600).map { Float($0) / 4096 }
    let patterns = stride(from: UInt32(0), through: range.bitPattern, by: 4099).map(Float.init(bitPattern:))
    return even + patterns + patterns.map { -$0 }
  }()

  private func apply(_ function: (UnsafeMutablePointer<Float>, Int) -> Void, to values: [Float]) -> [Float] {
    let floats = Floats(values + [Float](repeating: 0, count: (16 - values.count % 16) % 16))
    function(floats.base, floats.count)
    #expect(floats.hasWholeMargins)
    return Array(floats.values.prefix(values.count))
  }

  /// The greatest relative error where x is within ±87.3, and the greatest absolute one elsewhere in the grid.
  private func errors(
    _ function: (UnsafeMutablePointer<Float>, Int) -> Void, _ exact: (Double) -> Double
  ) -> (relative: Double, outside: Double, at: Float) {
    var worst = (relative: 0.0, outside: 0.0, at: Float(0))
    for (x, y) in zip(Self.grid, apply(function, to: Self.grid)) {
      let expected = exact(Double(x))
      if abs(x) > Self.range {
        worst.outside = max(worst.outside, abs(Double(y) - expected))
      } else if expected != 0 {
        let error = abs(Double(y) / expected - 1)
        if !(error <= worst.relative) { (worst.relative, worst.at) = (error, x) }
      } else {
        #expect(y == 0)
      }
    }
    return worst
  }

  @Test(arguments: KernelSet.all) func exponential(set: KernelSet) {
    let within = Self.grid.filter { abs($0) <= Self.range }
    var worst = 0.0
    for (x, y) in zip(within, apply(set.kernels.exponential, to: within)) {
      worst = max(worst, abs(Double(y) / exp(Double(x)) - 1))
    }
    #expect(worst < Self.exponentialTolerance)
    let edges: [Float] = [-87.34, -88, -100, -1e4, -.infinity, -.greatestFiniteMagnitude]
    #expect(apply(set.kernels.exponential, to: edges).allSatisfy { $0 == 0 }, "0 far below")
    let greatest = apply(set.kernels.exponential, to: [88.37, 89, 100, 1e30, .infinity])
    #expect(
      Set(greatest).count == 1 && greatest[0].isFinite && greatest[0] > 2.3e38, "clamped, not infinite, far above")
    let special = apply(set.kernels.exponential, to: [0, -0.0, .leastNonzeroMagnitude, -Self.denormal, .nan])
    #expect(special[..<4].allSatisfy { $0 == 1 } && special[4].isNaN)
  }

  @Test(arguments: KernelSet.all) func sigmoid(set: KernelSet) {
    let worst = errors(set.kernels.sigmoid) { 1 / (1 + exp(-$0)) }
    #expect(worst.relative < Self.sigmoidTolerance, "at \(worst.at)")
    #expect(worst.outside < Self.tiny)
    let special = apply(
      set.kernels.sigmoid, to: [0, -0.0, .leastNonzeroMagnitude, -Self.denormal, .infinity, 100, 1e30, .nan])
    #expect(special[..<4].allSatisfy { $0 == 0.5 } && special[4...6].allSatisfy { $0 == 1 } && special[7].isNaN)
    let low = apply(set.kernels.sigmoid, to: [-88, -100, -1e30, -.infinity])
    #expect(low.allSatisfy { $0 >= 0 && Double($0) < Self.tiny })
  }

  @Test(arguments: KernelSet.all) func hyperbolicTangent(set: KernelSet) {
    let worst = errors(set.kernels.hyperbolic_tangent, tanh)
    #expect(worst.relative < Self.tangentTolerance, "at \(worst.at)")
    #expect(worst.outside == 0)
    let special = apply(set.kernels.hyperbolic_tangent, to: [0, -0.0, .infinity, 100, -100, -.infinity, .nan])
    #expect(special[..<6] == [0, 0, 1, 1, -1, -1] && special[6].isNaN)
    let denormals: [Float] = [.leastNonzeroMagnitude, -.leastNonzeroMagnitude, Self.denormal, -Self.denormal]
    #expect(apply(set.kernels.hyperbolic_tangent, to: denormals) == denormals)
    let odd = zip(Self.grid, apply(set.kernels.hyperbolic_tangent, to: Self.grid))
    let negated = apply(set.kernels.hyperbolic_tangent, to: Self.grid.map { -$0 })
    #expect(zip(odd, negated).allSatisfy { $0.1 == -$1 }, "tanh(−x) = −tanh(x)")
  }
}
