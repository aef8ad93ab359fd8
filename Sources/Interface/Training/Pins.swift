import Model

/// The sentences whose translations are followed from epoch to epoch; they are kept as long as the program runs.
package struct Pins: Sendable {
  /// At most this many: they are translated together, as one batch.
  package static let capacity = 32
  /// How many the program pins by itself.
  private static let defaultCount = 5

  /// The sentences with their translations.
  package private(set) var history = PinnedHistory()
  /// The training run that is followed, by number: what an earlier one still sends is stale.
  package private(set) var run = 0
  /// The one under the cursor.
  package private(set) var selected = 0
  private var isChosenByHand = false
  private var hasDefaults = false

  /// None yet.
  package init() {}

  /// What is pinned, in the order it was.
  package var sentences: [PinnedSentence] { history.pins }

  /// The place of a sentence; `nil` if it is not pinned.
  package func position(of text: String) -> Int? {
    let text = PinnedSentence(text, references: []).text
    return sentences.firstIndex { $0.text == text }
  }

  /// Pins a sentence, whose translations in the data are the references.
  package mutating func pin(_ text: String, references: [String]) {
    isChosenByHand = true
    history.pin(text, references: references)
    selected = sentences.count - 1
  }

  /// Forgets a sentence and its translations.
  package mutating func unpin(at position: Int) {
    isChosenByHand = true
    history.unpin(at: position)
    if selected > position { selected -= 1 }
    moveSelection(by: 0)
  }

  /// Moves the cursor, stopping at the ends.
  mutating func moveSelection(by distance: Int) {
    selected = max(0, min(sentences.count - 1, selected + distance))
  }

  /// Takes the translations after an epoch, unless they are of a run that is not followed any more.
  package mutating func record(_ translations: [TranslatedText], epoch: Int, run: Int) {
    if run == self.run { history.record(translations, epoch: epoch) }
  }

  /// Follows another training run: that of a new network, whose translations begin anew, or that of the one at hand.
  package mutating func follow(newNetwork isNew: Bool) {
    run += 1
    if isNew { history.restart() }
  }

  /// Pins some of the data's sentences: of the first data, and of other data as long as nothing was pinned or unpinned by
  /// hand.
  ///
  /// - Parameters:
  ///   - pairs: The data.
  ///   - trained: Those of them that a network is trained on, from index 0 on.
  mutating func adopt(_ pairs: [SentencePair], trained: ArraySlice<SentencePair>) {
    if !isChosenByHand { history = PinnedHistory() }
    if !isChosenByHand || !hasDefaults {
      hasDefaults = true
      let last = trained.count - 1
      for part in 0..<Self.defaultCount where last >= 0 {
        history.pin(trained[part * last / (Self.defaultCount - 1)].english, references: [])
      }
    }
    moveSelection(by: 0)
  }

  /// Learns what the data's translations are.
  package mutating func refer(to sentences: SentenceIndex) { history.refer(to: sentences.references) }
}

/// Which sentences are to be translated after every epoch.
package struct PinRequest: Hashable, Sendable {
  /// The sentences.
  package let texts: [String]
  /// The training run they are followed in, by number.
  package let run: Int
  /// The epoch of the network at hand, if they are to be translated with that one at once.
  package let epoch: Int?

  /// A request.
  package init(texts: [String], run: Int, epoch: Int?) {
    self.texts = texts
    self.run = run
    self.epoch = epoch
  }
}

/// The pinned sentences as the network of an epoch translates them.
package struct PinUpdate: Sendable {
  /// One for each sentence, in their order.
  package let translations: [TranslatedText]
  /// After which they were made, from 1.
  package let epoch: Int
  /// The training run, by number.
  package let run: Int

  /// Translations after an epoch.
  package init(_ translations: [TranslatedText], epoch: Int, run: Int) {
    self.translations = translations
    self.epoch = epoch
    self.run = run
  }
}

extension WorkbenchState {
  mutating func perform(_ action: PinAction) -> [Effect] {
    switch action {
    case .toggle(let sentence): return togglePin(sentence)
    case .move(let distance):
      let before = training.pins.selected
      training.pins.moveSelection(by: distance)
      if training.pins.selected == before { sayItEnds(distance < 0, "pinned sentence") }
      return []
    case .unpin:
      if !training.pins.sentences.isEmpty { return unpin(at: training.pins.selected) }
      notice = Notice("No sentence is pinned")
      return []
    }
  }

  /// Pins a sentence, without one that of the decode on the screen; or unpins it.
  private mutating func togglePin(_ sentence: String?) -> [Effect] {
    guard let sentence = sentence ?? translating.current?.input else {
      notice = Notice("Nothing to pin yet: translate a sentence first")
      return []
    }
    if let position = training.pins.position(of: sentence) { return unpin(at: position) }
    guard training.pins.sentences.count < Pins.capacity else {
      notice = Notice("\(Pins.capacity) sentences are pinned already; unpin one first", isError: true)
      return []
    }
    training.pins.pin(sentence, references: data.references(of: sentence))
    notice = Notice(
      "Pinned until the program ends: it is translated after every epoch, see page \(Page.training.digit)")
    return [followPins]
  }

  private mutating func unpin(at position: Int) -> [Effect] {
    notice = Notice("Unpinned: " + training.pins.sentences[position].text)
    training.pins.unpin(at: position)
    if training.pins.sentences.isEmpty, keys.focus == .pins { keys.focus = paneAfter(.pins) }
    return [followPins]
  }

  /// The data is read: some of its sentences are pinned.
  mutating func pinSentences(of pairs: [SentencePair]) -> [Effect] {
    training.pins.adopt(pairs, trained: trainedPairs(of: pairs))
    return [followPins]
  }

  /// Tells the runtime what to translate after every epoch, and at once with a network that does not change.
  var followPins: Effect {
    let epoch = network.card == nil ? nil : training.restingEpoch
    return .followPins(PinRequest(texts: training.pins.history.texts, run: training.pins.run, epoch: epoch))
  }
}
