import Essentials

/// Why the program was not installed, or not removed; the description says where, what was found, and what to do.
package enum InstallError: Error, Hashable, Sendable {
  /// Something has this name that was not installed by this program.
  case inTheWay(path: String)
  /// Something that belongs to the program is not there.
  case incomplete(String)
  /// The system refused.
  case unwritable(path: String, found: String)
  /// Nothing was installed there.
  case nothingInstalled(manifest: String)
  /// The list of what was installed is not as this program writes it.
  case damagedManifest(path: String, line: String)

  init(writing failure: FileFailure, path: String) { self = .unwritable(path: path, found: failure.found) }
}

extension InstallError: CustomStringConvertible {
  /// What happened, and what to do.
  package var description: String {
    switch self {
    case .inTheWay(let path):
      "\(path.visible): this is there already, and was not installed by this program. Move it away, or name another "
        + "folder with --prefix."
    case .incomplete(let what):
      "\(what) cannot be found beside this program, which was copied or moved by itself. Install from the folder it is "
        + "built in: .build/release/seq2seq install"
    case .unwritable(let path, let found):
      "\(path.visible): \(found). Make that possible, or name another folder with --prefix."
    case .nothingInstalled(let manifest):
      "\(manifest.visible): there is no such file; expected the list of what was installed. Name the folder that it was "
        + "installed under with --prefix."
    case .damagedManifest(let path, let line):
      "\(path.visible): \(line.quoted) is no path below the folder that was installed to. Nothing was changed; remove "
        + "what is listed there by hand."
    }
  }
}
