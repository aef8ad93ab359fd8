/// A network with everything that continuing its training needs: what a checkpoint file holds.
package struct Checkpoint: Hashable, Sendable {
  /// The network.
  package var network: Network
  /// How it is trained.
  package var hyperparameters: Hyperparameters
  /// What the optimizer remembers.
  package var slots: OptimizerSlots
  /// How far training has come.
  package var state: TrainingState
  /// The file's other metadata, such as `attribution` and `license`; kept as found.
  package var metadata: [String: String]

  /// Puts the parts together.
  package init(
    network: Network, hyperparameters: Hyperparameters, slots: OptimizerSlots = OptimizerSlots(),
    state: TrainingState = TrainingState(), metadata: [String: String] = [:]
  ) {
    self.network = network
    self.hyperparameters = hyperparameters
    self.slots = slots
    self.state = state
    self.metadata = metadata
  }

  /// An untrained network for `dataset`, from the hyperparameters' seed.
  package init(untrainedFor dataset: Dataset, hyperparameters: Hyperparameters) {
    var generator = RandomGenerator(seed: hyperparameters.seed)
    network = Network(
      configuration: dataset.configuration(
        latentDimension: hyperparameters.latentDimension, recurrentActivation: hyperparameters.recurrentActivation,
        hasAttention: hyperparameters.attention, isBidirectional: hyperparameters.bidirectional),
      generator: &generator)
    self.hyperparameters = hyperparameters
    slots = OptimizerSlots()
    state = TrainingState()
    state.generator = generator
    metadata = [:]
  }
}
