import Essentials
import Model

/// Whether to train a new network or the one at hand, and on which sentence pairs.
package struct StartQuestion: Hashable, Sendable {
  /// The pairs to choose from; nil stands for a file that is asked for next.
  package let choices: [CorpusLocation?]
  /// The index of the choice.
  package private(set) var selected: Int
  /// Why the last answer was refused.
  package var error: String?

  /// The language whose corpus is among the choices without being here: to choose it is to download it.
  package let offered: LanguageCode?

  /// A question whose first answer is the data in use, or what is suggested.
  package init(inUse source: NetworkData, fetched: [LanguageCode] = [], suggested: CorpusLocation? = nil) {
    var known = [CorpusLocation.embedded] + fetched.map { .named($0.letters) }
    if let data = source.location, !known.contains(data) { known.append(data) }
    let language = if case .fetchable(let language) = source { language } else { LanguageCode.french }
    let missing = CorpusLocation.named(language.letters)
    // Who has data of their own is not asked whether they want more.
    let hasOwn = source.location.map { $0 != .embedded } ?? false
    offered = hasOwn || known.contains(missing) ? nil : language
    choices = known + (offered == nil ? [] : [missing]) + [nil]
    selected = choices.firstIndex(of: suggested ?? source.location ?? missing) ?? 0
  }

  /// The language to download if that is the choice.
  package var download: LanguageCode? {
    offered.flatMap { data == .named($0.letters) ? $0 : nil }
  }

  /// The pairs chosen; nil for a file that is asked for next.
  package var data: CorpusLocation? { choices[selected] }

  /// Moves the choice down, or up, as far as there are any.
  mutating func move(by distance: Int) {
    selected = min(max(selected + distance, 0), choices.count - 1)
  }
}

/// The path of a corpus being typed.
package struct PathQuestion: Hashable, Sendable {
  /// The path so far.
  package private(set) var editor: LineEditor
  /// Why the last answer was refused.
  package var error: String?
  /// Whether the network at hand is to be trained further.
  package var resumes: Bool
  /// The row under the cursor: the path as it is typed, and below it what it could become.
  package private(set) var selected = 0
  private var files = OfferedFiles()

  /// A question for a training run.
  package init(path: String = "", error: String? = nil, resumes: Bool) {
    editor = LineEditor()
    editor.set(path)
    self.error = error
    self.resumes = resumes
  }

  /// What the path could become: files with pairs, and folders.
  package var offers: [String] {
    files.paths(from: editor.text, extensions: CommandParameter.corpusFiles).filter { $0 != editor.text }
  }

  /// Changes what is typed.
  mutating func apply(_ edit: LineEdit) {
    let before = editor.text
    editor.apply(edit)
    if editor.text != before { (selected, error) = (0, nil) }
  }

  /// Moves the cursor over the offers, stopping at the ends.
  mutating func select(by distance: Int) { selected = max(0, min(offers.count, selected + distance)) }

  /// Types the rest of the offer under the cursor, or of the first.
  mutating func complete() {
    guard let path = offers.dropFirst(max(0, selected - 1)).first else { return }
    editor.set(path)
    (selected, error) = (0, nil)
  }

  /// The path that was chosen; `nil` for none, and for a folder among the offers, which is opened.
  mutating func accept() -> String? {
    if selected > 0 { complete() }
    let path = editor.text.trimmed
    return path.isEmpty || path.hasSuffix("/") ? nil : path
  }

  /// The folder whose files could be offered, once: it is to be read then.
  mutating func folderToList() -> String? { files.request(FolderListing.folder(of: editor.text)) }

  /// Takes what is in a folder.
  mutating func receive(_ listing: FolderListing) { files.receive(listing) }
}

extension WorkbenchState {
  /// Changes the question for a file, where it is asked.
  @discardableResult
  mutating func changePathQuestion<Result>(_ change: (inout PathQuestion) -> Result) -> Result? {
    guard case .dataPath(var question) = keys.dialog else { return nil }
    // Held only here while it changes: its line is not copied for every key.
    keys.dialog = nil
    let result = change(&question)
    keys.dialog = .dataPath(question)
    return result
  }
}
