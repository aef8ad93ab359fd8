/// The path of a corpus being typed.
package struct PathQuestion: Hashable, Sendable {
  /// The path so far.
  package var editor: LineEditor
  /// Why the last answer was refused.
  package var error: String?
  /// Whether the network at hand is to be trained further.
  package var resumes: Bool

  /// A question for a training run.
  package init(path: String = "", error: String? = nil, resumes: Bool) {
    editor = LineEditor()
    editor.set(path)
    self.error = error
    self.resumes = resumes
  }
}
