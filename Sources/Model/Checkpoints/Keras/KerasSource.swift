import Essentials

/// What kind of file or folder of Keras's world lies at a path, by its content.
enum KerasSource: Hashable {
  /// A zip: `.keras`.
  case archive
  /// An HDF5 file, of which there are three kinds.
  case hdf5
  /// A folder with the members of a `.keras`.
  case folder
  /// A SavedModel with Keras's own metadata, by its folder.
  case savedModel(folder: String)
  /// A TensorFlow checkpoint, by its name without `.index`.
  case checkpoint(prefix: String)

  /// Bytes read from one file, at most.
  static let byteLimit = 4 << 30
  /// Entries of a folder that are looked at, at most.
  private static let entryLimit = 10_000

  /// Looks at what lies at `path`; nil if it is nothing of Keras's.
  init?(_ path: String) {
    switch Self.kind(of: path) {
    case S_IFDIR: self.init(folder: path)
    case S_IFREG: self.init(file: path)
    default:
      guard Self.kind(of: path + ".index") == S_IFREG else { return nil }
      self.init(prefix: path)
    }
  }

  private init?(file path: String) {
    guard let start = FileBytes.beginning(of: path, count: 8) else { return nil }
    if start == HDF5File.signature {
      self = .hdf5
    } else if start.starts(with: ZipArchive.signature) || start.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      self = .archive
    } else {
      guard path.hasSuffix(".index"), let footer = FileBytes.end(of: path, count: SortedTable.footerSize),
        Array(footer.suffix(8)) == SortedTable.magic
      else { return nil }
      self.init(prefix: String(path.dropLast(6)))
    }
  }

  /// A checkpoint; the one inside a SavedModel stands for the whole, which has the config.
  private init(prefix: String) {
    let inner = "/variables/variables"
    let folder = prefix.hasSuffix(inner) ? String(prefix.dropLast(inner.count)) : nil
    if let folder, Self.kind(of: folder + "/keras_metadata.pb") == S_IFREG {
      self = .savedModel(folder: folder)
    } else {
      self = .checkpoint(prefix: prefix)
    }
  }

  private init?(folder path: String) {
    func holds(_ name: String, _ kind: mode_t = S_IFREG) -> Bool { Self.kind(of: "\(path)/\(name)") == kind }
    if holds("keras_metadata.pb"), holds("variables", S_IFDIR) {
      self = .savedModel(folder: path)
    } else if holds("config.json"), holds("model.weights.h5") {
      self = .folder
    } else {
      let indices = Self.indices(in: path)
      guard indices.count == 1 else { return nil }
      self.init(prefix: "\(path)/\(indices[0].dropLast(6))")
    }
  }

  /// Whether what lies there, though it is none of these, is made by Keras or TensorFlow, so that it is theirs to be refused.
  static func isRelated(_ content: PathContent) -> Bool {
    content.path.contains(".data-00") || content.names.contains("saved_model.pb")
      || content.names.contains { $0.hasSuffix(".index") }
      || String(decoding: content.beginning, as: UTF8.self).contains("\"weight_map\"")
  }

  /// The names of the checkpoints' indices in a folder.
  static func indices(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.prefix(entryLimit).filter { $0.hasSuffix(".index") }.sorted()
  }

  /// S_IFREG, S_IFDIR, … or nil where there is nothing.
  private static func kind(of path: String) -> mode_t? {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_mode & S_IFMT : nil
  }

  /// Why nothing of Keras's was recognised.
  static func refusal(_ path: String) -> CheckpointError {
    func foreign(_ found: String, _ remedy: String) -> CheckpointError {
      .refused(
        path: path, found: found,
        expected: "a .keras or .h5 file, a SavedModel folder or a checkpoint of Keras or TensorFlow", remedy: remedy)
    }
    guard let kind = kind(of: path) else { return .missing(path: path, found: FileFailure.missing.found) }
    if kind == S_IFDIR {
      let indices = indices(in: path)
      if indices.count > 1 {
        return foreign(
          "\(indices.count) checkpoints: \(indices.prefix(5).joined(separator: ", "))", "Name one of them.")
      }
      if self.kind(of: path + "/saved_model.pb") == S_IFREG {
        return foreign(
          "a SavedModel without keras_metadata.pb", "It holds graphs alone; save the model itself with Keras.")
      }
      return foreign("a folder that holds none of them", "Name the file or folder that was saved.")
    }
    guard kind == S_IFREG else { return .missing(path: path, found: FileFailure.special.found) }
    do {
      let bytes = try FileBytes.read(path, limit: TensorBundle.indexLimit)
      if bytes.isEmpty { return .broken(path: path, found: "an empty file", expected: "a model") }
      let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
      if text.hasPrefix("{"), text.contains("\"weight_map\"") {
        return foreign("weights split over several files", "Save them again without max_shard_size.")
      }
      if path.hasSuffix(".index") {
        return .broken(
          path: path, found: "an index without the mark at its end", expected: "the index of a TensorFlow checkpoint")
      }
      if path.contains(".data-") { return foreign("a checkpoint's numbers", "Name its .index, which lies beside it.") }
    } catch {
      return CheckpointError(readingKeras: error, path: path)
    }
    return foreign("none of the beginnings of such a file", "Name the file that was saved.")
  }

  /// The bytes of a file.
  static func bytes(_ path: String, limit: Int) throws(CheckpointError) -> [UInt8] {
    guard let kind = kind(of: path) else { throw .missing(path: path, found: FileFailure.missing.found) }
    guard kind == S_IFREG else {
      throw .missing(path: path, found: (kind == S_IFDIR ? FileFailure.directory : .special).found)
    }
    do {
      return try FileBytes.read(path, limit: limit)
    } catch {
      throw CheckpointError(readingKeras: error, path: path)
    }
  }
}
