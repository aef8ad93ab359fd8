import Model

/// The sentences translated in this session, oldest first, and the one on the screen.
package struct Translations: Sendable {
  /// At most this many are kept; each holds the probabilities of all its steps.
  package static let capacity = 200

  /// The sentences, oldest first.
  package private(set) var entries: [Translation] = []
  /// The one on the screen.
  package private(set) var position = 0
  /// Pasted sentences that wait for their turn.
  package var waiting: [String] = []
  /// How fast characters appear.
  package var speed: StreamSpeed = .default
  private var lastID = 0

  /// None yet.
  package init() {}

  /// The sentence on the screen.
  package var current: Translation? {
    get { entries.indices.contains(position) ? entries[position] : nil }
    set { if let newValue, entries.indices.contains(position) { entries[position] = newValue } }
  }

  /// Whether characters of the sentence on the screen are still to come.
  package var isStreaming: Bool { current?.branch.isStreaming ?? false }

  /// The time from one character to the next; `nil` while none is due.
  package var animationInterval: Duration? {
    guard let branch = current?.branch, branch.revealed < branch.steps.count else { return nil }
    return speed.interval
  }

  /// Adds a sentence, shows it, and returns the decode it needs.
  package mutating func begin(_ sentence: String) -> DecodeRequest {
    current?.branch.revealAll()
    lastID += 1
    entries.append(Translation(id: lastID, request: sentence))
    if entries.count > Self.capacity { entries.removeFirst() }
    position = entries.count - 1
    return DecodeRequest(translation: lastID, branch: 0, sentence: sentence, prefix: [])
  }

  /// Takes what the decoder found.
  package mutating func receive(_ update: DecodeUpdate) {
    guard let index = entries.firstIndex(where: { $0.id == update.translation }) else { return }
    entries[index].receive(update)
    if index != position || speed.interval == .zero { entries[index].branches[update.branch].revealAll() }
    entries[index].followStream()
  }

  /// Shows one more character.
  package mutating func revealNext() {
    current?.branch.revealNext()
    current?.followStream()
  }

  /// Shows an older (negative) or newer sentence.
  package mutating func move(by distance: Int) {
    current?.branch.revealAll()
    position = max(0, min(entries.count - 1, position + distance))
  }

  /// Ends the stream where it stands and forgets the sentences that wait.
  package mutating func cancel() {
    waiting = []
    current?.branch.cancel()
  }
}
