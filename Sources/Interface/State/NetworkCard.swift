import Model

/// What the title says of the network that translates.
package struct NetworkCard: Hashable, Sendable {
  /// The checkpoint's file name, or what else the network is known by.
  package var name: String
  /// Vocabularies and sizes.
  package var configuration: NetworkConfiguration
  /// The epochs it was trained for.
  package var epochs: Int

  /// A card.
  package init(name: String, configuration: NetworkConfiguration, epochs: Int) {
    self.name = name
    self.configuration = configuration
    self.epochs = epochs
  }
}
