import Model
import Terminal

extension WorkbenchState {
  /// Translates what is typed; nothing for a blank line.
  mutating func translate() -> [Effect] {
    let sentence = translating.prompt.enter()
    translating.completion = nil
    guard !sentence.allSatisfy(\.isWhitespace) else {
      notice = Notice("Nothing to translate: type a sentence first")
      return []
    }
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
    if translating.speed == .manual, notice == nil { notice = Notice("One character per key: " + wordsForRevealing) }
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
    case .changeSpeed(let faster): setSpeed(translating.speed.moved(faster: faster))
    case .setSpeed(let speed): setSpeed(speed)
    case .moveStep, .moveAlternative, .revealNext, .openBranch, .closeBranch, .moveBranch, .moveSentence,
      .toggleReferences, .draw, .copy:
      return performOnDecode(action)
    case .warm(let tenths): setTemperature(translating.temperature(warmerBy: tenths))
    case .setTemperature(let temperature): setTemperature(temperature)
    }
    return []
  }

  /// What walks, branches or draws the decode on the screen, where there is one.
  private mutating func performOnDecode(_ action: TranslatingAction) -> [Effect] {
    guard translating.current != nil else {
      sayNothingIsTranslated()
      return []
    }
    switch action {
    case .moveStep(let distance): moveStep(by: distance)
    case .moveAlternative(let distance):
      let before = translating.current?.alternative
      translating.current?.moveAlternative(by: distance)
      if translating.current?.alternative == before { sayItEnds(distance < 0, "choice that is shown") }
    case .revealNext:
      if !translating.isStreaming { notice = Notice("All of it is shown; at speed “key” each key shows a character") }
      translating.current?.branch.revealNext()
      translating.current?.moveStep(by: .max)
    case .openBranch: return openBranch(choosing: nil)
    case .closeBranch:
      let count = translating.current?.branches.count
      translating.current?.closeBranch()
      if translating.current?.branches.count == count { notice = Notice("There is no branch to undo here") }
    case .moveBranch(let distance):
      let before = translating.current?.branchIndex
      translating.current?.moveBranch(by: distance)
      if translating.current?.branchIndex == before { sayItEnds(distance < 0, "branch") }
    case .moveSentence(let distance):
      let before = translating.position
      translating.move(by: distance)
      if translating.position == before { sayItEnds(distance < 0, "sentence") }
    case .toggleReferences: toggleReferences()
    case .draw(let seed): return translating.draw(seed: seed).map { [.decode($0)] } ?? []
    case .copy: return copy()
    // These need no decode.
    case .translate, .complete, .deleteOrQuit, .changeSpeed, .setSpeed, .warm, .setTemperature: break
    }
    return []
  }

  private mutating func copy() -> [Effect] {
    let text = translating.current?.branch.text ?? ""
    if !text.isEmpty { return [.copy(text)] }
    notice = Notice("Nothing is written yet that could be copied")
    return []
  }

  /// Says what became of a copy; whether the terminal obeyed, nobody can know.
  mutating func sayCopied(_ text: String, isSent: Bool) {
    guard isSent else {
      let isLong = text.utf8.count > Clipboard.mostBytes
      let reason =
        isLong ? "it is longer than \(Clipboard.mostBytes) bytes" : "this terminal has no clipboard of its own"
      notice = Notice(
        "Not copied: \(reason). Export writes it to a file (\(key(for: .screen(.export))))", isError: true)
      return
    }
    notice = Notice(
      "Copied, where the terminal allows it (OSC 52; tmux: set-clipboard on): " + appearance.glyphs.line(text))
  }

  private mutating func moveStep(by distance: Int) {
    let before = translating.current?.step
    let isRevealing = distance > 0 && distance < .max && isAtLastShown && translating.isStreaming
    if isRevealing { translating.current?.branch.revealNext() }
    translating.current?.moveStep(by: distance)
    if translating.current?.step == before, !isRevealing { sayItEnds(distance < 0, "step") }
  }

  private mutating func toggleReferences() {
    translating.showsAllReferences.toggle()
    let count = translating.current?.references.count ?? 0
    if count < 2 {
      notice = Notice(count == 0 ? "\(data.title) has no translation of this" : "This is the only reference")
    } else {
      notice = Notice(translating.showsAllReferences ? "All \(count) references" : "The closest reference only")
    }
  }

  /// Without a decode on the screen there is nothing to walk or to branch.
  mutating func sayNothingIsTranslated() {
    notice = Notice("Nothing is translated yet: type a sentence, \(key(for: .translating(.translate))) translates it")
  }

  /// A cursor that would have moved stands at an end already.
  mutating func sayItEnds(_ isFirst: Bool, _ thing: String) {
    notice = Notice("This is the \(isFirst ? "first" : "last") \(thing)")
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
    notice = Notice("Decoding speed: " + speed.title + (speed == .manual ? "; " + wordsForRevealing : ""))
  }

  /// The keys that show the next character, at one per key.
  private var wordsForRevealing: String {
    let (key, typing) = (key(for: .translating(.revealNext)), key(for: .translating(.moveStep(1))))
    return "\(key) shows the next character, \(typing) while typing"
  }

  /// Branches the decode at the step under the cursor, with the character of an index or the alternative under the cursor, unless it is another network's: that knew other characters.
  mutating func openBranch(choosing index: Int?) -> [Effect] {
    guard let step = translating.current?.shownStep else {
      notice = Notice("No step is shown yet to branch at; " + wordsForRevealing)
      return []
    }
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
