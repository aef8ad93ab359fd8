import Essentials

/// A checkpoint as a file that Keras opens.
package struct KerasExport: Sendable {
  /// The kinds of files that can be written.
  package enum Format: Hashable, Sendable, CaseIterable {
    /// `.keras`, for Keras 3 on any backend.
    case archive
    /// `.h5`, for TF-Keras, tf.keras 2 and Keras 2.3.
    case hdf5
    /// `.weights.h5` for Keras 3, after the model is built.
    case weights
    /// `.weights.h5` for TF-Keras, which must not find a learning rate in it.
    case weightsOfTFKeras

    /// Who opens it.
    package var title: String {
      switch self {
      case .archive: "a model for Keras 3"
      case .hdf5: "a model for TF-Keras, tf.keras 2 and Keras 2.3"
      case .weights: "weights for Keras 3"
      case .weightsOfTFKeras: "weights for TF-Keras"
      }
    }

    /// Which definition of `hard_sigmoid` those have that open it.
    package var hardSigmoid: RecurrentActivation {
      switch self {
      case .archive, .weights: .hardSigmoidKeras3
      case .hdf5, .weightsOfTFKeras: .hardSigmoid
      }
    }

    /// The format that a file's name asks for by its ending, or nil if it is none of Keras's.
    package init?(endingOf path: String) {
      let name = path.lowercased()
      if name.hasSuffix(".weights.h5") {
        self = .weights
      } else if name.hasSuffix(".h5") || name.hasSuffix(".hdf5") {
        self = .hdf5
      } else if name.hasSuffix(".keras") {
        self = .archive
      } else {
        return nil
      }
    }
  }

  /// What the user should know of the file: what Keras does otherwise.
  ///
  /// One sentence each, without a full stop.
  package let notes: [String]
  private let bytes: [UInt8]
  /// More weights than this are not exported.
  private static let parameterLimit = 250_000_000

  /// Lays the file out; `path` is for errors.
  ///
  /// - Throws: `CheckpointError.unwritable` if no such file can hold the network.
  package init(_ checkpoint: Checkpoint, as format: Format, named path: String = "the export", date: Date = Date())
    throws(CheckpointError)
  {
    let activation = checkpoint.network.configuration.recurrentActivation
    guard [.sigmoid, format.hardSigmoid].contains(activation) else { throw Self.otherGates(activation, format, path) }
    let model = KerasModelWriter(checkpoint)
    // With three slots, and well below the 4 GiB that a zip archive can address.
    guard checkpoint.network.parameters.count < Self.parameterLimit else {
      throw .unwritable(
        path: path, found: "\(checkpoint.network.parameters.count) weights, more than \(Self.parameterLimit)")
    }
    // Nothing else in it can be what JSON has no word for.
    if let defect = checkpoint.hyperparameters.defect { throw .unwritable(path: path, found: defect.found) }
    let enclosure = KerasEnclosure(checkpoint).tree
    bytes =
      switch format {
      case .archive: model.archive(enclosure, date: date)
      case .hdf5: model.hdf5(enclosure)
      case .weights: model.weights(enclosure, hasLearningRate: true)
      case .weightsOfTFKeras: model.weights(enclosure, hasLearningRate: false)
      }
    notes = Self.notes(checkpoint, format)
  }

  /// Writes the file in the place of `path`, at once or not at all.
  ///
  /// - Throws: `CheckpointError.unwritable`; then what was there is as it was.
  package func write(to path: String) throws(CheckpointError) {
    do {
      try AtomicFile.replace(path) { (file) throws(FileFailure) in try file.append(bytes) }
    } catch {
      throw .unwritable(path: path, found: error.found)
    }
  }

  /// Both libraries call it `hard_sigmoid`, and mean different things.
  private static func otherGates(_ activation: RecurrentActivation, _ format: Format, _ path: String) -> CheckpointError
  {
    let isOld = activation == .hardSigmoid
    return .refused(
      path: path, found: "gates of the kind \(activation.rawValue), \(isOld ? "0.2·x" : "x/6") + 0.5",
      expected: "sigmoid or \(format.hardSigmoid.rawValue), \(isOld ? "x/6" : "0.2·x") + 0.5, which is what "
        + "\(isOld ? "Keras 3" : "Keras 2 and TF-Keras") would compute",
      remedy: isOld
        ? "Export it for TF-Keras: as .h5, or with --tf-keras as .weights.h5." : "Export it for Keras 3: as .keras.")
  }

  private static func notes(_ checkpoint: Checkpoint, _ format: Format) -> [String] {
    let hyperparameters = checkpoint.hyperparameters
    var notes: [String] = []
    if format == .archive || format == .weights, hyperparameters.rmsprop == .optimizerV2 {
      notes.append("Keras 3 trains on with its own RMSprop (keras-3), this network's rule was optimizer-v2")
    }
    if hyperparameters.decay > 0, format != .hdf5 || hyperparameters.rmsprop == .keras3 {
      notes.append("Keras has no decay in this optimizer: the learning rate stays at \(hyperparameters.learningRate)")
    }
    if format == .hdf5, hyperparameters.momentum > 0 || hyperparameters.centered {
      notes.append("Keras 2.3 knows neither momentum nor centered; TF-Keras and tf.keras do")
    }
    if checkpoint.state.batch > 0 {
      notes.append("the epoch begun is not finished: Keras counts epochs from what it is told")
    }
    if hyperparameters.padding == .mask {
      let hasLayers = format == .archive || format == .hdf5
      notes.append(
        (hasLayers ? "padding is masked: " : "build the model with Masking before both LSTMs: ")
          + "the decoder's inputs are TAB and the text alone, since Keras would count a loss behind LF")
    }
    if hyperparameters.dropout > 0 {
      notes.append("Keras will train on without this program's dropout of characters")
    }
    return notes
  }
}
