extension KerasFile {
  /// The checkpoint that was exported into this file, with its characters and history; nil if it is Keras's own file.
  ///
  /// - Throws: `KerasFileError.foreign` where nothing here computes the activation.
  package func enclosedCheckpoint() throws(KerasFileError) -> Checkpoint? {
    guard let enclosure else { return nil }
    var checkpoint = try checkpoint(enclosure.configuration)
    checkpoint.hyperparameters = enclosure.hyperparameters
    checkpoint.state = enclosure.state
    checkpoint.metadata = enclosure.metadata
    return checkpoint
  }

  /// The file as a checkpoint that reads and writes the characters found.
  ///
  /// Training goes on as Keras's would: with its slots, iterations and rule. Where the file is from, and how the
  /// characters were found, is recorded in the metadata.
  /// - Throws: `KerasFileError.foreign` where nothing here computes the activation.
  package func checkpoint(_ characters: KerasCharacters) throws(KerasFileError) -> Checkpoint {
    var checkpoint = try checkpoint(characters.configuration)
    checkpoint.hyperparameters.sampleCount = characters.sampleCount
    if let split = characters.validationSplit { checkpoint.hyperparameters.validationSplit = split }
    checkpoint.metadata["characters_from"] = characters.line
    return checkpoint
  }

  /// The file as a checkpoint for these characters and lengths, which must have the file's sizes.
  ///
  /// - Throws: `KerasFileError.foreign` where nothing here computes the activation.
  package func checkpoint(_ configuration: NetworkConfiguration) throws(KerasFileError) -> Checkpoint {
    precondition(sizes.fit(configuration), "\(sizes) for \(KerasSizes(configuration))")
    guard activation == .sigmoid else {
      throw .foreign(
        path: path, found: "LSTMs with \(activation.rawValue)", expected: "sigmoid",
        remedy: "Train it again with recurrent_activation=\"sigmoid\".")
    }
    func parameters(_ tensors: [[Float]]) -> Parameters {
      var parameters = Parameters(zerosFor: configuration)
      for (tensor, values) in zip(ParameterTensor.allCases, tensors) { parameters[tensor] = values }
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
