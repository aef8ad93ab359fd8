/// What is in a folder.
package struct FolderListing: Hashable, Sendable {
  /// The folder as it was typed, up to its last slash; empty for the one the program was started in.
  package let folder: String
  /// The names in it, sorted; folders end with a slash.
  package let names: [String]

  /// What is in a folder.
  package init(folder: String, names: [String]) {
    self.folder = folder
    self.names = names
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
