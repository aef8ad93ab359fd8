/// A file to be written, which gets a number so that it replaces no other.
package struct ExportDocument: Hashable, Sendable {
  /// What it shows, as a part of the file's name.
  package let name: String
  /// What kind of file it is.
  package let fileExtension: String
  /// All of it.
  package let text: String

  /// A file to be written.
  package init(name: String, fileExtension: String, text: String) {
    self.name = name
    self.fileExtension = fileExtension
    self.text = text
  }

  /// `seq2seq-decode-3.json`.
  package func fileName(_ number: Int) -> String { "seq2seq-\(name)-\(number).\(fileExtension)" }
}
