import Model

/// The network that translates.
package struct NetworkInUse: Hashable, Sendable {
  /// What is known of it; `nil` while there is none.
  package var card: NetworkCard?
  /// The checkpoint that is being read to take its place.
  package var reading: String?

  /// A network, or none yet.
  package init(_ card: NetworkCard? = nil) { self.card = card }
}

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
  /// How it was trained, or is.
  package var hyperparameters: Hyperparameters
  /// The pairs it was trained on, or is; `nil` where it does not say.
  package var data: TrainingData?

  /// The card of a checkpoint's network, called by its file, or `name` where it has none.
  package init(_ checkpoint: Checkpoint, path: String?, name: String = "checkpoint") {
    self.name = path.map { String($0.split(separator: "/").last ?? "") } ?? name
    self.path = path
    configuration = checkpoint.network.configuration
    epochs = checkpoint.state.history.count
    hyperparameters = checkpoint.hyperparameters
    data = checkpoint.data
  }
}

/// What can be done to the network in use.
package enum NetworkAction: Hashable, Sendable {
  case load(path: String)
}

extension NetworkAction {
  /// The commands that do it.
  static let bindings = [
    KeyBinding(named: .load, in: .commands, takes: .checkpoint, "translate with another checkpoint")
  ]
}

extension CommandParameter {
  /// The path of a checkpoint.
  fileprivate static let checkpoint = CommandParameter(
    "FILE", expected: "the path of a checkpoint, or the name of a network that comes with the program",
    choices: ShippedNetworks.names, files: Checkpoint.endings, inForce: { $0.network.card?.name ?? "none" },
    text: { .network(.load(path: $0)) })
}

extension WorkbenchState {
  mutating func perform(_ action: NetworkAction) -> [Effect] {
    switch action {
    case .load(let path): load(path)
    }
  }

  /// Reads another checkpoint; while a network is trained, it is the one that translates.
  mutating func load(_ path: String) -> [Effect] {
    guard !training.isActive, training.loading == nil else {
      let key = key(for: .training(.stop))
      refuseNetwork(path, "a network is being trained, and that one translates; stop the training (\(key)) first")
      return []
    }
    forgetWatch()
    network.reading = path
    return [.readNetwork(path: path)]
  }

  /// A checkpoint takes the place of the network at hand, and the sentence on the screen is translated anew, the cursor
  /// where it was; nothing happens if something else was loaded or training has begun meanwhile.
  mutating func takeNetwork(
    _ checkpoint: Checkpoint, from path: String, data source: NetworkData, finding: String?
  ) -> [Effect] {
    guard path == network.reading, !training.isActive, training.loading == nil else { return [] }
    network.reading = nil
    network.card = NetworkCard(checkpoint, path: path)
    let forgetting = forgetEvaluation()
    training = RunState(checkpoint.state, like: training)
    chart.overlays.removeAll { $0.run.path == path.listed }
    training.pins.follow(newNetwork: true)
    chart.crosshair = nil
    notice = Notice(finding ?? "Translating with \(path)")
    let following = followData(of: checkpoint, at: source)
    let resuming = resumeIfAwaited(path)
    guard let shown = translating.current else { return forgetting + [.useNetwork(checkpoint)] + following + resuming }
    let request = translating.begin(shown.request, references: data.references(of: shown.request))
    translating.current?.step = shown.step
    translating.current?.followsStream = false
    return forgetting + [.useNetwork(checkpoint)] + following + resuming + [.decode(request)]
  }

  /// The data in use follows the network, unless it is what that was trained on already.
  mutating func followData(of checkpoint: Checkpoint, at source: NetworkData) -> [Effect] {
    if let corpus = data.corpus {
      let sample = Array(checkpoint.hyperparameters.sample(of: corpus.pairs))
      if checkpoint.data?.describes(sample) == true || source == data.source {
        compareData(with: corpus)
        return [followPins]
      }
    }
    return source == data.source ? [followPins] : replaceData(with: source)
  }

  /// The checkpoint was no good: the command is shown again, with the reason.
  mutating func refuseNetwork(_ path: String, _ reason: String) {
    network.reading = nil
    runs.resuming = nil
    refuse(.load, path, reason)
  }
}
