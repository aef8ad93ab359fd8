/// A question in front of everything else.
package enum Dialog: Hashable, Sendable {
  /// A new network, or the one at hand trained further, and on what?
  case start(StartQuestion)
  /// Which file to train on, and what was wrong with the last answer.
  case dataPath(PathQuestion)
  /// What training waits for; no question, but a start to take back.
  case loading
  /// What is to become of the training?
  case quit
  /// Which command?
  case palette(CommandPalette)

  /// The keys that answer it.
  package var keyContext: KeyContext {
    switch self {
    case .start: .startDialog
    case .dataPath: .pathDialog
    case .loading: .loadingDialog
    case .quit: .quitDialog
    case .palette: .palette
    }
  }

  /// The same question with the reason why its answer was refused.
  package func refused(_ reason: String) -> Dialog {
    switch self {
    case .start(var question):
      question.error = reason
      return .start(question)
    case .dataPath(var question):
      question.error = reason
      return .dataPath(question)
    case .loading, .quit, .palette: return self
    }
  }
}
