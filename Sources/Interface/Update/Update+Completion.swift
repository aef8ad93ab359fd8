import Model

extension WorkbenchState {
  /// The sentences to look up and to complete come from other data now, or are not read yet.
  mutating func replaceSentences(with index: SentenceIndex?) {
    sentences = index
    translations.lookUpReferences(in: index)
    suggest()
  }

  /// The translations that the data in use has of a sentence.
  func references(of sentence: String) -> [String] { sentences?.references(for: sentence) ?? [] }

  /// Looks up how what is typed could go on; nothing while the cursor is inside it.
  mutating func suggest() {
    completion = prompt.isAtEnd ? sentences.flatMap { Completion(of: prompt.text, from: $0) } : nil
  }

  /// Edits the sentence being typed; to go right at its end takes the suggestion that stands there.
  mutating func editPrompt(_ edit: LineEdit) {
    if edit == .right || edit == .end, prompt.isAtEnd, completion?.taken == nil, let sentence = completion?.takeNext() {
      prompt.set(sentence)
    } else {
      prompt.apply(edit)
    }
    suggest()
  }

  /// Puts the next sentence that begins like the line into it; without one, goes on to the next pane.
  mutating func complete() {
    guard let sentence = completion?.takeNext() else { return focus = paneAfter(focus) }
    prompt.set(sentence)
  }
}
