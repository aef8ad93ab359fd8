import Essentials

/// A file of the program, and where it goes below the prefix.
package struct InstalledFile: Sendable {
  /// What stands in it.
  package enum Contents: Sendable {
    /// The same as in this file.
    case copy(of: String)
    /// This text.
    case text(String)
  }

  /// The path below the prefix, such as `share/man/man1/seq2seq.1`.
  package let path: String
  /// What stands in it.
  package let contents: Contents
  /// Whether it is the program itself.
  package var isProgram: Bool { path == Self.program }

  /// A file with these contents.
  package init(_ path: String, _ contents: Contents) {
    self.path = path
    self.contents = contents
  }

  /// The program's own path.
  package static let program = "bin/seq2seq"
  /// The folder of what the program reads, as `ProgramFiles.installed` finds it.
  static let share = "share/seq2seq"

  /// The program, its networks, and its sentences with what is to be said of them.
  ///
  /// - Throws: `InstallError` if one of them is missing.
  package static func ofProgram() throws(InstallError) -> [InstalledFile] {
    guard let executable = ProgramFiles.executable else { throw .incomplete("the program's own file") }
    guard let sentences = EmbeddedCorpus.path else { throw .incomplete(EmbeddedCorpus.name) }
    let networks = ShippedNetworks.names.compactMap { ShippedNetworks.path(named: $0) }
    guard ShippedNetworks.path(named: ShippedNetworks.first) != nil else {
      throw .incomplete("Checkpoints/\(ShippedNetworks.first).safetensors")
    }
    let resources = URL(fileURLWithPath: sentences).deletingLastPathComponent().path
    let texts = (try? FileManager.default.contentsOfDirectory(atPath: resources)) ?? []
    let checkpoints = networks.map { path in
      InstalledFile("\(share)/Checkpoints/\(URL(fileURLWithPath: path).lastPathComponent)", .copy(of: path))
    }
    return [InstalledFile(program, .copy(of: executable.path))] + checkpoints
      + texts.sorted().map { InstalledFile("\(share)/Resources/\($0)", .copy(of: "\(resources)/\($0)")) }
  }

  /// The bytes to be written.
  func bytes() throws(InstallError) -> [UInt8] {
    switch contents {
    case .text(let text): return Array(text.utf8)
    case .copy(let source):
      do throws(FileFailure) { return try FileBytes.read(source, limit: 1 << 30) } catch {
        throw InstallError(writing: error, path: source)
      }
    }
  }
}
