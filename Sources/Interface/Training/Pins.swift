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

  /// The sentences.
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
  package mutating func moveSelection(by distance: Int) {
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

  /// Learns what the data's translations are, and pins some of its sentences: of the first data, and of other data as
  /// long as nothing was pinned or unpinned by hand.
  ///
  /// - Parameters:
  ///   - pairs: The data.
  ///   - trained: How many of them, from the start, a network is trained on.
  package mutating func adopt(_ pairs: [SentencePair], trained: Int) {
    if !isChosenByHand { history = PinnedHistory() }
    if !isChosenByHand || !hasDefaults {
      hasDefaults = true
      let last = min(trained, pairs.count) - 1
      for part in 0..<Self.defaultCount where last >= 0 {
        history.pin(pairs[part * last / (Self.defaultCount - 1)].english, references: [])
      }
    }
    let index = pairs.index(of: history.texts)
    history.refer { index.references(for: $0) }
    moveSelection(by: 0)
  }
}

extension [SentencePair] {
  /// The index of these English sentences alone, which is made at once.
  fileprivate func index(of texts: [String]) -> SentenceIndex {
    let wanted = Set(texts.map(\.composed))
    return SentenceIndex(filter { wanted.contains($0.english) })
  }
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
  /// The translations.
  package let translations: [TranslatedText]
  /// The epoch.
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
  mutating func performOnPins(_ action: Action) -> [Effect] {
    switch action {
    case .togglePin(let sentence): return togglePin(sentence)
    case .movePin(let distance): pins.moveSelection(by: distance)
    case .unpin: return pins.sentences.isEmpty ? [] : unpin(at: pins.selected)
    default: break
    }
    return []
  }

  /// Pins a sentence, without one that of the decode on the screen; or unpins it.
  private mutating func togglePin(_ sentence: String?) -> [Effect] {
    guard let sentence = sentence ?? translations.current?.input else {
      notice = Notice("Nothing to pin yet: translate a sentence first")
      return []
    }
    if let position = pins.position(of: sentence) { return unpin(at: position) }
    guard pins.sentences.count < Pins.capacity else {
      notice = Notice("\(Pins.capacity) sentences are pinned already; unpin one first", isError: true)
      return []
    }
    pins.pin(sentence, references: corpus?.pairs.index(of: [sentence]).references(for: sentence) ?? [])
    notice = Notice(
      "Pinned until the program ends: it is translated after every epoch, see page \(Page.training.digit)")
    return [followPins]
  }

  private mutating func unpin(at position: Int) -> [Effect] {
    notice = Notice("Unpinned: " + pins.sentences[position].text)
    pins.unpin(at: position)
    if pins.sentences.isEmpty, focus == .pins { focus = paneAfter(.pins) }
    return [followPins]
  }

  /// The data's translations are known: the pinned sentences are compared with them.
  mutating func pinSentences(of corpus: Corpus) -> [Effect] {
    pins.adopt(corpus.pairs, trained: training.trainedPairs(of: corpus.pairs.count))
    return [followPins]
  }

  /// Tells the runtime what to translate after every epoch, and at once with a network that stands right behind one.
  var followPins: Effect {
    .followPins(PinRequest(texts: pins.history.texts, run: pins.run, epoch: training.restingEpoch))
  }
}
