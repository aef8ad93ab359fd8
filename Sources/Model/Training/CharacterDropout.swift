/// Which characters a weight update does not see: their steps read the zero vector, as padding of zeros does.
///
/// Nothing is scaled: a character that is read is read as in a decode. A choice is a function of the seed, the update and
/// the place, so that it needs no state of its own and is the same for every number of threads.
package struct CharacterDropout: Sendable {
  /// Which text a character belongs to.
  package enum Side: UInt64 {
    /// The encoder's input.
    case input = 1
    /// The decoder's input.
    case target = 2
  }

  private let rate: Double
  private let key: UInt64

  /// The choices of the update after `iterations` others, or nil if nothing is to be left out.
  package init?(_ hyperparameters: Hyperparameters, iterations: Int) {
    guard hyperparameters.dropout > 0 else { return nil }
    rate = hyperparameters.dropout
    var generator = RandomGenerator(
      state: RandomGenerator(seed: hyperparameters.seed).state ^ UInt64(truncatingIfNeeded: iterations))
    key = generator.next()
  }

  /// Whether the character at `step` of the pair at position `pair` is left out.
  package func drops(pair: Int, side: Side, step: Int) -> Bool {
    let place = UInt64(truncatingIfNeeded: pair) << 24 ^ side.rawValue << 20 ^ UInt64(truncatingIfNeeded: step)
    var generator = RandomGenerator(state: key ^ place)
    return generator.uniform() < rate
  }
}
