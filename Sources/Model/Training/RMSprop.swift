import Kernels

/// Keras's RMSprop: tf_keras/optimizers/legacy/rmsprop.py, or keras/src/optimizers/rmsprop.py with `.keras3`.
///
///     v ← ρ·v + (1 − ρ)·g²      w ← w − lr_t·g / (√v + ε)      lr_t = lr / (1 + decay · iterations)
///
/// With momentum μ: m ← μ·m + lr_t·g / √(v + ε) and w ← w − m. Centered: v − ḡ² in v's place in the quotient.
final class RMSprop: Sendable {
  /// v, the running mean of g².
  let meanSquare: PackedParameters
  /// m, or nil where momentum is 0.
  let momentum: PackedParameters?
  /// ḡ, the running mean of g, or nil where not centered.
  let meanGradient: PackedParameters?
  private let kernels: Kernels

  /// Slots for parameters in `layout`, continued from `slots` where there are any.
  init(_ hyperparameters: Hyperparameters, slots: OptimizerSlots, layout: PackedLayout, kernels: Kernels) {
    self.kernels = kernels
    func packed(_ slot: Parameters?) -> PackedParameters {
      slot.map { PackedParameters($0, layout: layout) } ?? PackedParameters(layout: layout)
    }
    meanSquare = packed(slots.meanSquare)
    momentum = hyperparameters.momentum > 0 ? packed(slots.momentum) : nil
    meanGradient = hyperparameters.centered ? packed(slots.meanGradient) : nil
  }

  /// lr_t.
  static func learningRate(_ hyperparameters: Hyperparameters, iterations: Int) -> Double {
    hyperparameters.learningRate / (1 + hyperparameters.decay * Double(iterations))
  }

  /// Moves some of the weights, as `PackedParameters.lines` counts them, along their gradient.
  func update(
    _ lines: Range<Int>, of weights: PackedParameters, gradient: PackedParameters, hyperparameters: Hyperparameters,
    iterations: Int
  ) {
    let step = KernelsRMSprop(
      learning_rate: Float(Self.learningRate(hyperparameters, iterations: iterations)), rho: Float(hyperparameters.rho),
      momentum: Float(hyperparameters.momentum), epsilon: Float(hyperparameters.epsilon),
      epsilon_inside_root: hyperparameters.rmsprop == .keras3)
    kernels.updateByRMSprop(
      weights.lines(lines), meanSquare: meanSquare.lines(lines), momentum: momentum?.lines(lines),
      meanGradient: meanGradient?.lines(lines), gradient: gradient.lines(lines), step)
  }

  /// The slots in Keras's shapes.
  func slots(for configuration: NetworkConfiguration) -> OptimizerSlots {
    OptimizerSlots(
      meanSquare: meanSquare.unpacked(for: configuration), momentum: momentum?.unpacked(for: configuration),
      meanGradient: meanGradient?.unpacked(for: configuration))
  }
}
