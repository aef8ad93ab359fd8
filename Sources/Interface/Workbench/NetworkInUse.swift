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

extension WorkbenchState {
  /// Reads another checkpoint; while a network is trained, it is the one that translates.
  mutating func load(_ path: String) -> [Effect] {
    guard !training.isActive, training.loading == nil else {
      refuseNetwork(path, "a network is being trained, and that one translates; stop the training (x) first")
      return []
    }
    networkPath = path
    return [.readNetwork(path: path)]
  }

  /// A checkpoint takes the place of the network at hand, and the sentence on the screen is translated anew, the cursor
  /// where it was; nothing happens if something else was loaded or training has begun meanwhile.
  mutating func takeNetwork(_ checkpoint: Checkpoint, from path: String) -> [Effect] {
    guard path == networkPath, !training.isActive, training.loading == nil else { return [] }
    networkPath = nil
    network = NetworkCard(checkpoint, path: path)
    let forgetting = forgetEvaluation()
    training = RunState(checkpoint.state, like: training)
    pins.follow(newNetwork: true)
    chart.crosshair = nil
    notice = Notice("Translating with \(path)")
    guard let shown = translations.current else { return forgetting + [.useNetwork(checkpoint), followPins] }
    let request = translations.begin(shown.request, references: references(of: shown.request))
    translations.current?.step = shown.step
    translations.current?.followsStream = false
    return forgetting + [.useNetwork(checkpoint), followPins, .decode(request)]
  }

  /// The checkpoint was no good: the command is shown again, with the reason.
  mutating func refuseNetwork(_ path: String, _ reason: String) {
    networkPath = nil
    refuse("load " + path, reason)
  }

  /// Shows a command again with the reason why it was refused; the reason alone where a question is in front.
  mutating func refuse(_ command: String, _ reason: String) {
    if dialog == nil {
      dialog = .palette(CommandPalette(command, error: reason))
    } else {
      notice = Notice(reason, isError: true)
    }
  }
}
