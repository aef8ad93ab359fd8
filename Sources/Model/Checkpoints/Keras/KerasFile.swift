/// What a file of Keras or TensorFlow holds of our network, whichever of their formats it is.
package struct KerasFile: Hashable, Sendable {
  /// The file's or the folder's name, or a checkpoint's without its ending.
  package let path: String
  /// What it is and who wrote it: `.keras of Keras 3.15.1`.
  package let title: String
  /// How many characters and units there are.
  package let sizes: KerasSizes
  /// The weights in `ParameterTensor`'s order, each row-major in Keras's shape.
  package let tensors: [[Float]]
  /// What squashes the LSTMs' gates.
  package let activation: RecurrentActivation
  /// Whether the file tells the activation; otherwise it is its writer's default.
  package let isActivationKnown: Bool
  /// What may squash them: the one that is known, or first the likelier.
  package var activations: [RecurrentActivation] {
    guard !isActivationKnown, enclosure == nil else { return [activation] }
    let others: [RecurrentActivation] =
      title.hasSuffix("Keras 3") ? [.sigmoid, .hardSigmoidKeras3] : [.sigmoid, .hardSigmoid]
    return [activation] + others.filter { $0 != activation }
  }
  /// Whether its inputs' zeros are masked; nil where the file does not tell.
  package let isMasked: Bool?
  /// Whether Keras is known to have computed it in float32, as this program does.
  let isExact: Bool
  /// How it was trained.
  package let optimizer: KerasOptimizer
  /// What it scored on its last validation, where that is kept.
  package let validation: KerasValidation?
  /// The characters, lengths and history, where this program's export put them there.
  package let enclosure: KerasEnclosure?
  /// What the user should know: what was converted, left out or lost.
  ///
  /// One sentence each, without a full stop.
  package let notes: [String]

  /// Whether `path` leads to a file or folder of Keras's or TensorFlow's, by its content.
  package static func isRecognized(_ path: String) -> Bool { KerasSource(path) != nil }

  /// Opens any of the formats, trusting nothing of the file.
  ///
  /// - Throws: `CheckpointError` naming the file, what was found, what was expected and what to do.
  package init(contentsOf path: String) throws(CheckpointError) {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let source = KerasSource(path) else { throw KerasSource.refusal(path) }
    let parts =
      switch source {
      case .archive: try KerasParts(archive: path)
      case .folder: try KerasParts(folder: path)
      case .hdf5: try KerasParts(hdf5: path)
      case .savedModel(let folder): try KerasParts(savedModel: folder)
      case .checkpoint(let prefix): try KerasParts(checkpoint: prefix)
      }
    try self.init(parts, path: path)
  }

  private init(_ parts: KerasParts, path: String) throws(CheckpointError) {
    let architecture = parts.architecture
    var notes = architecture.notes
    let sizes = try KerasSizes(parts.contents.weights, path: path)
    if let units = architecture.units, units != sizes.latentDimension {
      throw .broken(
        path: path, found: "weights of \(sizes.latentDimension) units where the config says \(units)",
        expected: "as many")
    }
    var tensors: [[Float]] = []
    var converted: Set<String> = []
    for part in KerasArchitecture.Part.allCases {
      for (tensor, array) in zip(part.tensors, parts.contents.weights[part] ?? []) {
        guard array.values.allSatisfy(\.isFinite) else {
          throw .broken(path: path, found: "numbers of \(tensor.name) that are not finite", expected: "finite weights")
        }
        if array.type != .float32 { converted.insert(array.type.title) }
        tensors.append(array.values)
      }
    }
    for type in converted.sorted() { notes.append("its weights are \(type) and were converted to float32") }
    let enclosure = parts.enclosure.flatMap { KerasEnclosure($0) }
    let isActivationKnown = architecture.units != nil
    let fits =
      enclosure.map { enclosure in
        sizes.fit(enclosure.configuration)
          && (!isActivationKnown || enclosure.configuration.recurrentActivation == architecture.activation)
          && architecture.isMasked ?? (enclosure.configuration.padding == .mask)
            == (enclosure.configuration.padding == .mask)
      } ?? false
    if parts.enclosure != nil, !fits {
      notes.append("what this program once wrote beside the weights does not fit them and was left out")
    }
    // What is said in the place of a config counts for no less.
    if fits, !isActivationKnown { notes.removeAll { architecture.notes.contains($0) } }
    self.enclosure = fits ? enclosure : nil
    let settings =
      parts.optimizer.settings.isNull
      ? self.enclosure.map { KerasOptimizerConfig($0.hyperparameters) } ?? parts.optimizer : parts.optimizer
    optimizer = KerasOptimizer(
      settings, parts.contents.optimizer, rule: parts.rule, order: architecture.order, sizes: sizes,
      notes: &notes)
    validation = parts.contents.validation
    self.path = path
    self.sizes = sizes
    self.tensors = tensors
    title = parts.title.shown
    activation = self.enclosure?.configuration.recurrentActivation ?? architecture.activation
    self.isActivationKnown = isActivationKnown
    isMasked = architecture.isMasked
    isExact = architecture.isExact && converted.isEmpty
    self.notes = notes.map(\.shown)
  }
}

/// The widths of a network.
package struct KerasSizes: Hashable, Sendable {
  /// V_in.
  package let inputCount: Int
  /// V_out.
  package let targetCount: Int
  /// H.
  package let latentDimension: Int

  /// The widths of a network that exists.
  package init(_ configuration: NetworkConfiguration) {
    inputCount = configuration.inputVocabulary.count
    targetCount = configuration.targetVocabulary.count
    latentDimension = configuration.latentDimension
  }

  /// Takes the widths from the weights' shapes, all of which must agree.
  init(_ weights: [KerasArchitecture.Part: [KerasArray]], path: String) throws(CheckpointError) {
    let arrays = KerasArchitecture.Part.allCases.flatMap { weights[$0] ?? [] }
    let tensors = KerasArchitecture.Part.allCases.flatMap(\.tensors)
    guard arrays.count == tensors.count, arrays[0].shape.count == 2, arrays[3].shape.count == 2,
      arrays[1].shape.count == 2
    else { throw .broken(path: path, found: "weights of other ranks", expected: "kernels of two dimensions") }
    inputCount = arrays[0].shape[0]
    targetCount = arrays[3].shape[0]
    latentDimension = arrays[1].shape[0]
    guard (1...NetworkConfiguration.maximumLatentDimension).contains(latentDimension), inputCount > 0, targetCount > 0
    else {
      throw .broken(
        path: path, found: "\(inputCount) and \(targetCount) characters and \(latentDimension) units",
        expected: "some of each, and at most \(NetworkConfiguration.maximumLatentDimension) units")
    }
    for (tensor, array) in zip(tensors, arrays) where array.shape != shape(of: tensor) {
      throw .broken(
        path: path, found: "\(array.name) of the shape \(array.shape)",
        expected: "\(shape(of: tensor)) for \(tensor.name)")
    }
  }

  /// Keras's shape of a tensor.
  func shape(of tensor: ParameterTensor) -> [Int] {
    switch tensor {
    case .encoderKernel: [inputCount, 4 * latentDimension]
    case .decoderKernel: [targetCount, 4 * latentDimension]
    case .encoderRecurrentKernel, .decoderRecurrentKernel: [latentDimension, 4 * latentDimension]
    case .encoderBias, .decoderBias: [4 * latentDimension]
    case .backwardKernel, .backwardRecurrentKernel, .backwardBias: [0]
    case .outputKernel: [latentDimension, targetCount]
    case .outputBias: [targetCount]
    }
  }

  /// Whether a network of this configuration has these widths.
  package func fit(_ configuration: NetworkConfiguration) -> Bool { self == KerasSizes(configuration) }
}
