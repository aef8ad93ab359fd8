import Model

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
    pins.pin(sentence, references: corpus?.pairs.references(for: [sentence])[sentence] ?? [])
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
