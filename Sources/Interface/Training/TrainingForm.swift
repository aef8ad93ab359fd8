import Model

/// A row of the form that sets a training up.
package enum FormField: Hashable, Sendable {
  /// Something beside the hyperparameters.
  case setting(RunSetting)
  /// Whether the network at hand is trained further.
  case network
  /// A row of the table of hyperparameters.
  case hyperparameter(Hyperparameter)
  /// What opens the rows of the other hyperparameters.
  case more
}

/// What was typed into the form that sets a training up, and where its cursor is; it stays when the form is closed.
///
/// A row in which nothing was typed has what the command line asked for, or the network that is trained further, or the
/// default: `FormSheet` fills these in.
package struct TrainingForm: Hashable, Sendable {
  /// What was typed, by row.
  package private(set) var texts: [FormField: String] = [:]
  /// Whether the network at hand is to be trained further.
  package private(set) var resumes = false
  /// Whether the rows of all hyperparameters are shown.
  package private(set) var isWhole = false
  /// The row under the cursor.
  package private(set) var selected = FormField.setting(.data)
  /// The text of that row.
  package private(set) var editor = LineEditor()
  /// Whether keys change that text; before the first one they replace it, as what is marked is replaced elsewhere.
  package private(set) var isTyping = false
  /// Which of the paths that are offered is chosen, from 1; 0 for what is typed.
  package private(set) var offer = 0
  /// Why the training did not start.
  package private(set) var refusal: String?
  private var files = OfferedFiles()

  /// The most bytes of a text: no path that the system takes has more.
  private static let limit = 4096

  /// Whether the row under the cursor takes no more text.
  var isFull: Bool { isTyping && editor.text.utf8.count >= Self.limit }

  /// A form in which nothing was typed.
  package init() {}

  /// What was typed of a hyperparameter; `nil` for nothing, and where it was deleted.
  func typed(_ hyperparameter: Hyperparameter) -> String? {
    texts[.hyperparameter(hyperparameter)].map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What is typed of some data's, or another thing's, which may be nothing at all; `nil` where that was not touched.
  func typed(_ setting: RunSetting) -> String? { texts[.setting(setting)].map(\.trimmed) }

  /// Puts the cursor on a row that says `text`, all of it marked.
  mutating func select(_ field: FormField, text: String) {
    if case .hyperparameter = selected, texts[selected]?.isEmpty == true { texts[selected] = nil }
    selected = field
    editor.set(text)
    (isTyping, offer, refusal) = (false, 0, nil)
  }

  /// Types a text into a row, or takes back what was typed.
  mutating func set(_ field: FormField, _ text: String?) { texts[field] = text }

  /// Types something else into the row under the cursor, all of it marked.
  mutating func replace(with text: String) {
    texts[selected] = text
    editor.set(text)
    (isTyping, offer, refusal) = (false, 0, nil)
  }

  /// Edits the text of the row under the cursor.
  mutating func apply(_ edit: LineEdit) {
    let before = editor.text
    if !isTyping {
      isTyping = true
      switch edit {
      case .insert(let text) where !text.isEmpty: editor.set("")
      case .deleteBackward, .deleteForward: editor.set("")
      default: break
      }
    }
    editor.apply(edit)
    guard editor.text != before else { return }
    texts[selected] = editor.text
    (offer, refusal) = (0, nil)
  }

  /// Trains the network at hand further, or a new one.
  mutating func train(further: Bool) { (resumes, refusal) = (further, nil) }

  /// Shows the rows of all hyperparameters, or no longer.
  mutating func showAll(_ isWanted: Bool) { isWhole = isWanted }

  /// Says why the training did not start.
  mutating func refuse(_ reason: String) { refusal = reason }

  /// The paths that the text of the row could become, where it is one.
  func offers(words: [String], extensions: [String]) -> [String] {
    let text = editor.text
    guard isTyping || text.isEmpty else { return [] }
    let paths = files.paths(from: text, extensions: extensions)
    return (words.filter { $0.hasPrefix(text) } + paths.filter { !words.contains($0) }).filter { $0 != text }
  }

  /// Moves the choice among so many paths that are offered.
  mutating func choose(_ place: Int, of count: Int) { offer = max(0, min(count, place)) }

  /// Types the rest of a path.
  mutating func complete(_ path: String) {
    editor.set(path)
    texts[selected] = path
    (isTyping, offer, refusal) = (true, 0, nil)
  }

  /// The folder whose files could be offered, once: it is to be read then.
  mutating func folderToList() -> String? { files.request(FolderListing.folder(of: editor.text)) }

  /// Takes what is in a folder.
  mutating func receive(_ listing: FolderListing) { files.receive(listing) }

  /// Forgets what holds for one training only: a run that has begun is another one's past.
  mutating func forgetStart() {
    texts[.setting(.data)] = nil
    resumes = false
  }
}
