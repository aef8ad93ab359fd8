import Foundation

/// Chooses characters by chance, with a probability proportional to p^(1/T).
///
/// Below T = 1 the likely ones come more often than p says, above it the unlikely ones.
struct Sampler {
  private let temperature: Double
  private var generator: RandomGenerator

  /// A sampler of temperature T, at least 0; at 0 it chooses the likeliest.
  init(temperature: Double, seed: UInt64) {
    precondition(temperature >= 0, "a temperature of \(temperature)")
    self.temperature = temperature
    generator = RandomGenerator(seed: seed)
  }

  /// The step with a character chosen, given with its likeliest.
  mutating func choose(_ likeliest: DecodeStep) -> DecodeStep {
    guard temperature > 0 else { return likeliest }
    // Relative to the greatest p, no temperature brings all weights to 0.
    let greatest = Double(likeliest.probability)
    let weights = likeliest.probabilities.map { pow(Double($0) / greatest, 1 / temperature) }
    var rest = generator.uniform() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return likeliest.choosing(index) }
    }
    return likeliest
  }
}
