// What a file of Keras or TensorFlow is refused with.
extension CheckpointError {
  private static let kerasFile = "a file or folder that Keras saved"

  /// There is no such file to read.
  static func missing(path: String, found: String) -> CheckpointError {
    .noInput(path: path, found: found, expected: kerasFile)
  }

  /// The bytes are not what Keras's formats demand.
  static func broken(path: String, found: String, expected: String) -> CheckpointError {
    .refused(
      path: path, found: found, expected: expected, remedy: "Save it again with Keras, or restore it from a copy.")
  }

  /// What the system says of a file that cannot be read.
  init(readingKeras failure: FileFailure, path: String) {
    self.init(reading: failure, path: path, expected: Self.kerasFile)
  }
}

extension String {
  /// The text as a message can show it, since a file may name its layers as it likes: short, and all of it visible.
  var shown: String {
    let short = String(String.UnicodeScalarView(unicodeScalars.prefix(400)))
    return short.visible + (unicodeScalars.count > 400 ? "…" : "")
  }
}
