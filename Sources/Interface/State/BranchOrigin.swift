/// Where a branch of a decode comes from.
package enum BranchOrigin: Hashable, Sendable {
  /// The likeliest character at every step.
  case greedy
  /// A character chosen by hand at a step, from 0, and the likeliest ones after it.
  case choice(step: Int)
  /// Characters drawn by chance; the same seed draws the same.
  case draw(temperature: Double, seed: UInt64)
  /// A hypothesis of a beam search: its rank, from 1.
  case beam(width: Int, rank: Int)

  /// What is said of it; nothing of the greedy decode.
  package var title: String {
    switch self {
    case .greedy: ""
    case .choice(let step): "step \(step + 1) by hand"
    case .draw(let temperature, let seed): "T \(Figures.short(temperature)) seed \(seed)"
    case .beam(let width, let rank): "beam of \(width), rank \(rank)"
    }
  }
}
