/// What RMSprop remembers of the gradients; an absent slot is zero.
package struct OptimizerSlots: Hashable, Sendable {
  /// The running mean of g²: `rms/` in a checkpoint.
  package var meanSquare: Parameters?
  /// The last movement: `momentum/`.
  package var momentum: Parameters?
  /// The running mean of g: `mean_gradient/`.
  package var meanGradient: Parameters?

  /// Slots as they are, by default all absent.
  package init(meanSquare: Parameters? = nil, momentum: Parameters? = nil, meanGradient: Parameters? = nil) {
    self.meanSquare = meanSquare
    self.momentum = momentum
    self.meanGradient = meanGradient
  }
}
