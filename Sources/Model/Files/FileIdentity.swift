import Essentials

/// Which file a path leads to, whatever way it takes there: two paths with the same identity are one file.
struct FileIdentity: Hashable {
  /// The device and the number of the file, or of the folder in which it would be made.
  private let device: UInt64
  private let number: UInt64
  /// The name that the file would get there; nil for a file that exists.
  private let name: String?

  /// The file at `path`, which need not exist; nil where not even its folder does, and for a device or a pipe, which may be
  /// written to by many.
  init?(_ path: String) {
    var information = stat()
    let target = Self.target(of: path)
    if stat(target, &information) == 0 {
      guard information.st_mode & S_IFMT == S_IFREG else { return nil }
      name = nil
    } else {
      guard stat(target.folderInPath, &information) == 0 else { return nil }
      name = String(target.split(separator: "/").last ?? "")
    }
    (device, number) = (UInt64(truncatingIfNeeded: information.st_dev), UInt64(information.st_ino))
  }

  /// Where `path` leads in the end: symbolic links are followed even if nothing is there yet.
  static func target(of path: String) -> String {
    var target = path
    // As many links as Linux itself follows.
    for _ in 0..<40 {
      if let resolved = realpath(target, nil) {
        defer { free(resolved) }
        return String(cString: resolved)
      }
      guard let link = try? FileManager.default.destinationOfSymbolicLink(atPath: target) else { return target }
      target = link.hasPrefix("/") ? link : target.folderInPath + "/" + link
    }
    return target
  }
}
