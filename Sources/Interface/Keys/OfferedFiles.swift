/// The names that are offered where a file is to be named.
package struct FolderListing: Hashable, Sendable {
  /// The folder as it was typed, up to its last slash; empty for the one the program was started in.
  package let folder: String
  /// The names in it, sorted; folders end with a slash.
  package let names: [String]

  /// The names found in a folder, sorted.
  package init(folder: String, names: [String]) {
    self.folder = folder
    self.names = names
  }

  /// The folder that a path leads to, as it is typed, up to its last slash.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The paths that begin with a text and are folders or end with one of some extensions; hidden ones only if the text
  /// names them.
  package func paths(from text: String, extensions: [String]) -> [String] {
    names.filter { name in
      (name.hasSuffix("/") || extensions.contains { name.hasSuffix("." + $0) })
        && (!name.hasPrefix(".") || text.dropFirst(folder.count).hasPrefix("."))
    }.map { folder + $0 }.filter { $0.hasPrefix(text) }
  }
}

/// The files that can be chosen where a path is being typed, of the folder that is typed so far.
package struct OfferedFiles: Hashable, Sendable {
  /// What is in the folder, once that is read.
  private(set) var listing: FolderListing?
  /// The folder that was asked for last.
  private var requested: String?

  /// Nothing asked for.
  init() {}

  /// The folder, if it was not asked for yet: it is to be read then.
  mutating func request(_ folder: String?) -> String? {
    guard let folder, folder != requested else { return nil }
    requested = folder
    return folder
  }

  /// Takes what is in a folder, unless another one was asked for since.
  mutating func receive(_ listing: FolderListing) {
    if listing.folder == requested { self.listing = listing }
  }

  /// The paths a text could become, folders among them.
  func paths(from text: String, extensions: [String]) -> [String] {
    guard let listing, listing.folder == FolderListing.folder(of: text) else { return [] }
    return listing.paths(from: text, extensions: extensions)
  }
}
