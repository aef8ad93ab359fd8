extension KerasFile {
  /// The checkpoint that was exported into this file, with its characters and history; nil if it is Keras's own file.
  package func enclosedCheckpoint() -> Checkpoint? {
    guard let enclosure else { return nil }
    var checkpoint = checkpoint(enclosure.configuration)
    checkpoint.hyperparameters = enclosure.hyperparameters
    checkpoint.state = enclosure.state
    checkpoint.metadata = enclosure.metadata
    return checkpoint
  }

  /// The file as a checkpoint that reads and writes the characters found.
  ///
  /// Training goes on as Keras's would: with its slots, iterations and rule. Where the file is from, and how the
  /// characters were found, is recorded in the metadata.
  package func checkpoint(_ characters: KerasCharacters) -> Checkpoint {
    var checkpoint = checkpoint(characters.configuration)
    checkpoint.hyperparameters.sampleCount = characters.sampleCount
    if let split = characters.validationSplit { checkpoint.hyperparameters.validationSplit = split }
    checkpoint.metadata["characters_from"] = characters.line
    return checkpoint
  }

  /// The file as a checkpoint for these characters and lengths, which must have the file's sizes and its gates.
  package func checkpoint(_ configuration: NetworkConfiguration) -> Checkpoint {
    precondition(sizes.fit(configuration), "\(sizes) for \(KerasSizes(configuration))")
    precondition(
      configuration.recurrentActivation == activation || !isActivationKnown,
      "\(activation) for \(configuration.recurrentActivation)")
    func parameters(_ tensors: [[Float]]) -> Parameters {
      var parameters = Parameters(zerosFor: configuration)
      for (tensor, values) in zip(ParameterTensor.all(in: configuration), tensors) { parameters[tensor] = values }
      return parameters
    }
    var hyperparameters = Hyperparameters()
    hyperparameters.learningRate = optimizer.learningRate
    hyperparameters.rho = optimizer.rho
    hyperparameters.momentum = optimizer.momentum
    hyperparameters.epsilon = optimizer.epsilon
    hyperparameters.centered = optimizer.centered
    hyperparameters.decay = optimizer.decay
    hyperparameters.rmsprop = optimizer.rule
    hyperparameters.latentDimension = configuration.latentDimension
    hyperparameters.padding = configuration.padding
    hyperparameters.recurrentActivation = configuration.recurrentActivation
    var state = TrainingState()
    state.iterations = optimizer.iterations
    return Checkpoint(
      network: Network(configuration: configuration, parameters: parameters(tensors)), hyperparameters: hyperparameters,
      slots: OptimizerSlots(
        meanSquare: optimizer.meanSquare.map(parameters), momentum: optimizer.movement.map(parameters),
        meanGradient: optimizer.meanGradient.map(parameters)),
      state: state, metadata: ["imported_from": "\(path.split(separator: "/").last ?? ""), \(title)"])
  }
}
