import Foundation

/// The corpus that comes with the program, so that a clone can train at once and offline.
///
/// `Resources/README.md` tells how it was written, checked and licensed.
package enum EmbeddedCorpus {
  /// The file of `English TAB French` lines, or nil where the program was copied without its resources.
  package static var path: String? {
    // Not `Bundle.module`, which ends the program where the resources are missing.
    let folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    let files = ["seq2seq_Model.resources", "seq2seq_Model.bundle"].compactMap {
      folder?.appendingPathComponent("\($0)/Resources/everyday.tsv").path
    }
    return files.first { FileManager.default.isReadableFile(atPath: $0) }
  }
}
