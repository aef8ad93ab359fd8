import Model

extension WorkbenchState {
  /// Translates what is typed; nothing for a blank line.
  mutating func translate() -> [Effect] {
    let sentence = translating.prompt.enter()
    translating.completion = nil
    guard !sentence.allSatisfy(\.isWhitespace) else { return [] }
    return begin(sentence)
  }

  /// Pasted text: one line is typed, several are translated one after the other.
  mutating func paste(_ text: String) -> [Effect] {
    notice = nil
    let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline).map(String.init)
    guard let first = lines.first else { return [] }
    guard lines.count > 1, !keys.isPageCovered, keys.focus == .prompt else {
      insert(first)
      return []
    }
    edit(.insert(first))
    translating.waiting += lines.dropFirst()
    return translate()
  }

  /// Translates the next pasted line once the one before is written.
  mutating func translateNextWaiting() -> [Effect] {
    guard !translating.waiting.isEmpty, !translating.isStreaming || translating.speed.interval == nil else {
      return []
    }
    let sentence = translating.waiting.removeFirst()
    translating.prompt.remember(sentence)
    return begin(sentence)
  }

  private mutating func begin(_ sentence: String) -> [Effect] {
    guard network.card != nil else {
      sayThereIsNoNetwork()
      translating.waiting = []
      return []
    }
    if !page.panes.contains(.steps) { page = .translating }
    return [.decode(translating.begin(sentence, references: data.references(of: sentence))), .remember(sentence)]
  }

  /// Without a network nothing is translated or evaluated.
  mutating func sayThereIsNoNetwork() {
    notice = Notice("No network yet: \(key(for: .training(.toggle))) starts training one", isError: true)
  }

  mutating func perform(_ action: TranslatingAction) -> [Effect] {
    switch action {
    case .translate: return translate()
    case .complete: complete()
    case .deleteOrQuit: return deleteOrQuit()
    case .moveStep(let distance):
      if distance > 0, distance < .max, isAtLastShown { translating.current?.branch.revealNext() }
      translating.current?.moveStep(by: distance)
    case .moveAlternative(let distance): translating.current?.moveAlternative(by: distance)
    case .revealNext:
      translating.current?.branch.revealNext()
      translating.current?.moveStep(by: .max)
    case .openBranch: return openBranch(choosing: nil)
    case .closeBranch: translating.current?.closeBranch()
    case .moveBranch(let distance): translating.current?.moveBranch(by: distance)
    case .moveSentence(let distance): translating.move(by: distance)
    case .changeSpeed(let faster): setSpeed(translating.speed.moved(faster: faster))
    case .setSpeed(let speed): setSpeed(speed)
    case .toggleReferences: translating.showsAllReferences.toggle()
    case .draw(let seed): return translating.draw(seed: seed).map { [.decode($0)] } ?? []
    case .warm(let tenths): setTemperature(translating.temperature(warmerBy: tenths))
    case .setTemperature(let temperature): setTemperature(temperature)
    }
    return []
  }

  private mutating func deleteOrQuit() -> [Effect] {
    if translating.prompt.isEmpty { return quit() }
    edit(.deleteForward)
    return []
  }

  private mutating func setTemperature(_ temperature: Double) {
    translating.temperature = temperature
    notice = Notice("Draws at T \(Figures.short(temperature))")
  }

  private mutating func setSpeed(_ speed: StreamSpeed) {
    translating.speed = speed
    notice = Notice("Decoding speed: " + speed.title)
  }

  /// Branches the decode at the step under the cursor, with the character of an index or the alternative under the cursor, unless it is another network's: that knew other characters.
  mutating func openBranch(choosing index: Int?) -> [Effect] {
    guard let step = translating.current?.shownStep else { return [] }
    guard step.vocabulary == network.card?.configuration.targetVocabulary else {
      notice = Notice("Another network wrote this; translate the sentence again to branch it", isError: true)
      return []
    }
    return translating.current?.openBranch(choosing: index).map { [.decode($0)] } ?? []
  }

  private var isAtLastShown: Bool {
    translating.current.map { $0.step >= $0.branch.revealed - 1 } ?? false
  }
}
