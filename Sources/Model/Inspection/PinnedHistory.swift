/// The pinned sentences and how their translations change from epoch to epoch.
///
/// After every epoch a snapshot of the network translates `texts`, and `record` takes what came out:
/// `Translator(network).translate(history.texts)`.
package struct PinnedHistory: Hashable, Sendable {
  /// The sentences, in the order in which they were pinned.
  package private(set) var pins: [PinnedSentence] = []

  /// Nothing pinned.
  package init() {}

  /// What to translate after an epoch.
  package var texts: [String] { pins.map(\.text) }

  /// The epochs of which any sentence has a translation, ascending.
  package var epochs: [Int] { Set(pins.flatMap { $0.entries.map(\.epoch) }).sorted() }

  /// Pins a sentence, unless it is pinned already; its history begins at the next epoch.
  package mutating func pin(_ text: String, references: [String]) {
    let pin = PinnedSentence(text, references: references)
    if !texts.contains(pin.text) { pins.append(pin) }
  }

  /// Forgets the pin at `position`, and its history.
  package mutating func unpin(at position: Int) { pins.remove(at: position) }

  /// Forgets every translation, for the training of another network.
  package mutating func restart() { pins = pins.map { PinnedSentence($0.text, references: $0.references) } }

  /// Compares the translations with other references, those of other data.
  package mutating func refer(to references: (String) -> [String]) {
    pins = pins.map { pin in
      var updated = PinnedSentence(pin.text, references: references(pin.text))
      for entry in pin.entries { updated.record(entry.output, epoch: entry.epoch) }
      return updated
    }
  }

  /// Adds the translations after an epoch; a sentence that is not pinned any more is ignored, one not translated goes without.
  package mutating func record(_ translations: [TranslatedText], epoch: Int) {
    for translation in translations {
      if let position = texts.firstIndex(of: translation.sentence.text) {
        pins[position].record(translation.output, epoch: epoch)
      }
    }
  }
}
