/// A question in front of everything else.
package enum Dialog: Hashable, Sendable {
  /// A new network, or the one at hand trained further?
  case start
  /// Which file to train on, and what was wrong with the last answer.
  case dataPath(PathQuestion)
  /// What is to become of the training?
  case quit

  /// The keys that answer it.
  package var keyContext: KeyContext {
    switch self {
    case .start: .startDialog
    case .dataPath: .pathDialog
    case .quit: .quitDialog
    }
  }
}

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
