import Model

/// What the title says of the network that translates.
package struct NetworkCard: Hashable, Sendable {
  /// The checkpoint's file name, or what else the network is known by.
  package var name: String
  /// The checkpoint's file, where it has one.
  package var path: String?
  /// Vocabularies and sizes.
  package var configuration: NetworkConfiguration
  /// The epochs it was trained for.
  package var epochs: Int

  /// A card.
  package init(name: String, path: String? = nil, configuration: NetworkConfiguration, epochs: Int) {
    self.name = name
    self.path = path
    self.configuration = configuration
    self.epochs = epochs
  }

  /// The card of a checkpoint's network.
  package init(_ checkpoint: Checkpoint, path: String?) {
    self.init(
      name: path.map { String($0.split(separator: "/").last ?? "") } ?? "checkpoint", path: path,
      configuration: checkpoint.network.configuration, epochs: checkpoint.state.history.count)
  }
}
