import Model

/// A sentence for the decoder.
package struct DecodeRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The branch of that translation.
  package let branch: Int
  /// The sentence.
  package let sentence: String
  /// Whether characters are chosen or drawn, and how.
  package let origin: BranchOrigin
  /// The classes the first steps are made to choose.
  package let prefix: [Int]

  /// Decodes it and tells every step as it is found; what is interrupted has no end.
  package func decode(
    by translator: Translator, interruption: Interruption = Interruption(), tell: (DecodeUpdate) -> Void
  ) {
    let sequence = sequence(by: translator)
    for step in sequence {
      guard !interruption.isRaised else { return }
      tell(DecodeUpdate(for: self, of: sequence.sentence, steps: [step], isComplete: false))
    }
    tell(DecodeUpdate(for: self, of: sequence.sentence, steps: [], isComplete: true))
  }

  private func sequence(by translator: Translator) -> DecodeSequence {
    guard case .draw(let temperature, let seed) = origin else {
      return translator.sequence(for: sentence, choosing: prefix)
    }
    return translator.sequence(for: sentence, choosing: prefix, temperature: temperature, seed: seed)
  }
}

/// What the decoder found since it last told.
package struct DecodeUpdate: Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The branch of that translation.
  package let branch: Int
  /// The sentence as the network reads it.
  package let sentence: Sentence
  /// The new steps.
  package let steps: [DecodeStep]
  /// Whether these are the last.
  package let isComplete: Bool

  /// A piece of a decode.
  package init(for request: DecodeRequest, of sentence: Sentence, steps: [DecodeStep], isComplete: Bool) {
    translation = request.translation
    branch = request.branch
    self.sentence = sentence
    self.steps = steps
    self.isComplete = isComplete
  }
}

extension WorkbenchState {
  /// Translates what is typed; nothing for a blank line.
  mutating func translate() -> [Effect] {
    let sentence = prompt.enter()
    completion = nil
    guard !sentence.allSatisfy(\.isWhitespace) else { return [] }
    return begin(sentence)
  }

  /// Pasted text: one line is typed, several are translated one after the other.
  mutating func paste(_ text: String) -> [Effect] {
    notice = nil
    let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline).map(String.init)
    guard let first = lines.first else { return [] }
    guard lines.count > 1, dialog == nil, helpOffset == nil, focus == .prompt else {
      insert(first)
      return []
    }
    edit(.insert(first))
    translations.waiting += lines.dropFirst()
    return translate()
  }

  /// Translates the next pasted line once the one before is written.
  mutating func translateNextWaiting() -> [Effect] {
    guard !translations.waiting.isEmpty, !translations.isStreaming || translations.speed.interval == nil else {
      return []
    }
    let sentence = translations.waiting.removeFirst()
    prompt.remember(sentence)
    return begin(sentence)
  }

  private mutating func begin(_ sentence: String) -> [Effect] {
    guard network != nil else {
      notice = Notice("No network yet: t starts training one", isError: true)
      translations.waiting = []
      return []
    }
    if !page.panes.contains(.steps) { page = .translating }
    return [.decode(translations.begin(sentence, references: references(of: sentence))), .remember(sentence)]
  }

  mutating func performOnSteps(_ action: Action) -> [Effect] {
    switch action {
    case .moveStep(let distance):
      if distance > 0, distance < .max, isAtLastShown { translations.revealNext() }
      translations.current?.moveStep(by: distance)
    case .moveAlternative(let distance): translations.current?.moveAlternative(by: distance)
    case .revealNext:
      translations.revealNext()
      translations.current?.moveStep(by: .max)
    case .openBranch: return openBranch(choosing: nil)
    case .closeBranch: translations.current?.closeBranch()
    case .moveBranch(let distance): translations.current?.moveBranch(by: distance)
    case .moveSentence(let distance): translations.move(by: distance)
    case .changeSpeed(let faster):
      setSpeed(translations.speed.moved(faster: faster))
    case .setSpeed(let speed): setSpeed(speed)
    default: break
    }
    return []
  }

  private mutating func setSpeed(_ speed: StreamSpeed) {
    translations.speed = speed
    notice = Notice("Decoding speed: " + speed.title)
  }

  /// Branches the decode at the step under the cursor, with the character of an index or the alternative under the cursor, unless it is another network's: that knew other characters.
  mutating func openBranch(choosing index: Int?) -> [Effect] {
    guard let step = translations.current?.shownStep else { return [] }
    guard step.vocabulary == network?.configuration.targetVocabulary else {
      notice = Notice("Another network wrote this; translate the sentence again to branch it", isError: true)
      return []
    }
    return translations.current?.openBranch(choosing: index).map { [.decode($0)] } ?? []
  }

  private var isAtLastShown: Bool {
    translations.current.map { $0.step >= $0.branch.revealed - 1 } ?? false
  }
}
