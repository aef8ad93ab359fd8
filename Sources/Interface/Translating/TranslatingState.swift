import Model

/// The sentence being typed, the sentences translated in this session, and what stands beside the one on the screen.
package struct TranslatingState: Sendable {
  /// At most this many are kept; each holds the probabilities of all its steps.
  package static let capacity = 200

  /// The sentence being typed.
  package var prompt = LineEditor()
  /// How what is typed could go on.
  package var completion: Completion?
  /// The sentences translated, oldest first.
  package private(set) var entries: [Translation] = []
  /// The one on the screen.
  package private(set) var position = 0
  /// Pasted sentences that wait for their turn.
  package var waiting: [String] = []
  /// How fast characters appear.
  package var speed: StreamSpeed = .default
  /// The temperature of the next draw.
  package var temperature = 0.8
  /// Whether every reference is shown, or only the closest.
  var showsAllReferences = false
  /// The beam search beside the greedy decode.
  package var beam = BeamState()
  /// The network that is compared with the one that translates.
  package var other = OtherNetwork()
  private var lastID = 0

  /// Nothing typed, nothing translated.
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

  /// Adds a sentence with the references that there are for it, shows it, and returns the decode it needs.
  package mutating func begin(_ sentence: String, references: [String] = []) -> DecodeRequest {
    revealAll()
    lastID += 1
    entries.append(Translation(id: lastID, request: sentence))
    entries[entries.count - 1].references = references
    if entries.count > Self.capacity { entries.removeFirst() }
    position = entries.count - 1
    return DecodeRequest(translation: lastID, branch: 0, sentence: sentence, origin: .greedy, prefix: [])
  }

  /// The temperatures of draws: at 1 characters come as often as the network says, below the likely ones more often.
  package static let temperatures = 0.1...3.0

  /// A temperature that is so many tenths warmer, or cooler, within the bounds.
  package func temperature(warmerBy tenths: Int) -> Double {
    let changed = ((temperature * 10).rounded() + Double(tenths)) / 10
    return max(Self.temperatures.lowerBound, min(Self.temperatures.upperBound, changed))
  }

  /// Looks the references of all sentences up in other data, or forgets them.
  mutating func lookUpReferences(in sentences: SentenceIndex?) {
    for index in entries.indices { entries[index].references = sentences?.references(for: entries[index].input) ?? [] }
  }

  /// Opens a branch of the sentence on the screen whose characters are drawn by chance, with a seed or the next one.
  package mutating func draw(seed: UInt64?) -> DecodeRequest? {
    let temperature = temperature
    return current?.draw(temperature: temperature, seed: seed)
  }

  /// Takes what the second network makes of a sentence.
  package mutating func takeOther(_ decode: Decode, of translation: Int) {
    guard let index = entries.firstIndex(where: { $0.id == translation }) else { return }
    entries[index].other = decode
  }

  /// Forgets what a second network made of the sentences.
  mutating func forgetOther() {
    for index in entries.indices { entries[index].other = nil }
  }

  /// Takes what the decoder found.
  mutating func receive(_ update: DecodeUpdate) {
    guard let index = entries.firstIndex(where: { $0.id == update.translation }) else { return }
    let isWatched = index == position && update.branch == entries[index].branchIndex
    entries[index].receive(update, isStreamed: isWatched && speed.interval != .zero)
    entries[index].followStream()
  }

  /// Shows one more character.
  mutating func revealNext() {
    current?.branch.revealNext()
    current?.followStream()
  }

  /// Shows every character that is there, which is what becomes of a stream that nobody watches any more.
  private mutating func revealAll() {
    current?.branch.revealAll()
    current?.followStream()
  }

  /// Shows an older (negative) or newer sentence.
  mutating func move(by distance: Int) {
    revealAll()
    position = max(0, min(entries.count - 1, position + distance))
  }

  /// Ends the stream where it stands and forgets the sentences that wait.
  package mutating func cancel() {
    waiting = []
    current?.branch.cancel()
    current?.followStream()
  }
}
