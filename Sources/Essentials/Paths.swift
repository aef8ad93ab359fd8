#if canImport(FoundationEssentials)
  import Glibc
#else
  import Foundation
#endif

extension String {
  /// The last part of a path: the name of the file that it leads to.
  package var nameInPath: String {
    split(separator: "/").last.map { String($0) } ?? (isEmpty ? "" : "/")
  }

  /// The folder that a path names a file in, as a path; `.` for a bare name.
  package var folderInPath: String {
    guard let slash = lastIndex(of: "/") else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }

  /// Whether this is the path of a folder, or of a link to one.
  package var isFolderPath: Bool {
    var information = stat()
    return stat(self, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }

  /// A path with the home directory in the place of a `~` or `~user` that it begins with; HOME counts where it is absolute.
  package var tildeExpanded: String {
    guard first == "~" else { return self }
    let user = dropFirst().prefix { $0 != "/" }
    let rest = dropFirst(1 + user.count)
    if user.isEmpty, let home = getenv("HOME").map({ String(cString: $0) }), home.hasPrefix("/") { return home + rest }
    guard let entry = user.isEmpty ? getpwuid(getuid()) : getpwnam(String(user)) else { return self }
    return String(cString: entry.pointee.pw_dir) + rest
  }
}

/// The file that the running program is in.
package enum RunningExecutable {
  /// Its path with every symbolic link followed; nil where the system does not tell.
  package static let path: String? = {
    #if canImport(FoundationEssentials)
      let resolved = realpath("/proc/self/exe", nil)
    #else
      let resolved = Bundle.main.executablePath.flatMap { realpath($0, nil) }
    #endif
    guard let resolved else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }()
}
