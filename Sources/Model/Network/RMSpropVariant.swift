/// Where RMSprop's epsilon stands.
package enum RMSpropVariant: String, Codable, Hashable, Sendable, CaseIterable {
  /// lr·g / (√v + ε), as Keras's OptimizerV2 did and so the original example; with momentum, √(v + ε).
  case optimizerV2 = "optimizer-v2"
  /// lr·g / √(v + ε), as Keras 3 does.
  case keras3 = "keras-3"
}
