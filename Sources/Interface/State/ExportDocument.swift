/// A file to be written, which gets a number so that it replaces no other.
package struct ExportDocument: Hashable, Sendable {
  /// What is written; long texts are put together only then.
  package enum Content: Hashable, Sendable {
    /// A text.
    case text(String)
    /// The numbers of some curves.
    case table(CurveFigure)
    /// A picture of some curves.
    case picture(CurveFigure)
  }

  /// What it shows, as a part of the file's name.
  package let name: String
  /// What kind of file it is.
  package let fileExtension: String
  /// What is in it.
  package let content: Content

  /// A file to be written.
  package init(name: String, fileExtension: String, content: Content) {
    self.name = name
    self.fileExtension = fileExtension
    self.content = content
  }

  /// All of it; this may take a while.
  package var text: String {
    switch content {
    case .text(let text): text
    case .table(let figure): CurveTable.text(from: figure)
    case .picture(let figure): CurvePicture.text(from: figure)
    }
  }

  /// `seq2seq-decode-3.json`.
  package func fileName(_ number: Int) -> String { "seq2seq-\(name)-\(number).\(fileExtension)" }
}
