import Model

/// How a line being typed could go on: sentences that begin like it.
package struct Completion: Hashable, Sendable {
  /// At most this many are offered.
  package static let capacity = 100

  /// What was typed.
  package let typed: String
  /// The sentences, the best first; never empty.
  package let candidates: [String]
  /// The one that stands in the line; `nil` while only the typed text does.
  package private(set) var taken: Int?

  /// The sentences of an index that begin with what was typed; `nil` where none does.
  package init?(of typed: String, from index: SentenceIndex) {
    let candidates = index.completions(of: typed, limit: Self.capacity).filter { $0 != typed }
    guard !candidates.isEmpty else { return nil }
    self.typed = typed
    self.candidates = candidates
  }

  /// The rest of the sentence that would be taken next.
  package var rest: String { taken == nil ? String(candidates[0].dropFirst(typed.count)) : "" }

  /// Takes the next sentence, behind the last one what was typed, and returns it.
  mutating func takeNext() -> String {
    let next = taken.map { $0 + 1 } ?? 0
    taken = next < candidates.count ? next : nil
    return taken.map { candidates[$0] } ?? typed
  }
}

extension WorkbenchState {
  /// The sentences to look up and to complete come from other data now, or are not read yet.
  mutating func followSentences() {
    translating.lookUpReferences(in: data.sentences)
    if let index = data.sentences { training.pins.refer(to: index) }
    suggest()
  }

  /// Looks up how what is typed could go on; nothing while the cursor is inside it.
  mutating func suggest() {
    let prompt = translating.prompt
    translating.completion = data.sentences.flatMap { index in
      // A line that is longer than any sentence begins none, and is not looked through for each key.
      prompt.isAtEnd && prompt.count <= index.longest ? Completion(of: prompt.text, from: index) : nil
    }
  }

  /// Edits the sentence being typed; to go right at its end takes the suggestion that stands there.
  mutating func editPrompt(_ edit: LineEdit) {
    if edit == .right || edit == .end, translating.prompt.isAtEnd, translating.completion?.taken == nil,
      let sentence = translating.completion?.takeNext()
    {
      translating.prompt.set(sentence)
    } else {
      translating.prompt.apply(edit)
    }
    suggest()
  }

  /// Puts the next sentence that begins like the line into it; without one, goes on to the next pane.
  mutating func complete() {
    guard let sentence = translating.completion?.takeNext() else { return keys.focus = paneAfter(keys.focus) }
    translating.prompt.set(sentence)
  }
}
