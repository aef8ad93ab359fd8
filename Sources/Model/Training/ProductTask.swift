/// Some panels of a gradient that is a product over all time steps: a piece of work that any thread can take.
struct ProductTask: Sendable {
  /// The gradient.
  let tensor: ParameterTensor
  /// Its panels.
  let panels: Range<Int>

  /// So few that none keeps the others waiting long, and that they stay in the second cache meanwhile.
  private static let panelsAtOnce = 4

  /// All pieces of the gradients, those that take longest first.
  static func all(in layout: PackedLayout) -> [ProductTask] {
    ParameterTensor.allCases.reversed().filter(\.role.isFactor).flatMap { tensor in
      let panels = 0..<layout[tensor].panels
      return stride(from: 0, to: panels.count, by: panelsAtOnce).map { first in
        ProductTask(tensor: tensor, panels: panels.clamped(to: first..<first + panelsAtOnce))
      }
    }
  }
}
