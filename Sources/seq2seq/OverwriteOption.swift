import ArgumentParser
import Essentials
import Model

/// `--overwrite`: without it no file takes the place of another.
struct OverwriteOption: ParsableArguments {
  @Flag(help: "Replace the file if it is there already.")
  var overwrite = false

  /// Finds out, before anything is computed, whether a file may be written.
  ///
  /// - Throws: `UsageError` for a shipped network, `ExistingFileError` where there is something.
  func check(_ path: String) throws {
    if ShippedNetworks.wouldOverwrite(path) {
      throw UsageError(
        description: "\(path) is where the shipped networks are, which are never overwritten. Give another name.")
    }
    var information = stat()
    if !overwrite, lstat(path, &information) == 0 { throw ExistingFileError(path: path) }
  }
}

/// A file to be written is there already.
struct ExistingFileError: FailureWithStatus {
  let path: String
  var description: String {
    "\(path): exists already; expected a name that is free. Give another name, or --overwrite to replace it."
  }
  var exitStatus: Int32 { EX_CANTCREAT }
}
