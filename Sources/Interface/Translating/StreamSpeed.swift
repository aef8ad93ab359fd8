/// How fast decoded characters appear.
package enum StreamSpeed: Hashable, Sendable {
  /// One for each key.
  case manual
  /// So many in a second.
  case perSecond(Int)
  /// As soon as they are decoded.
  case immediate

  /// The speeds, slowest first.
  package static let all: [StreamSpeed] = [
    .manual, .perSecond(2), .perSecond(5), .perSecond(10), .perSecond(20), .perSecond(40), .immediate,
  ]

  /// The speed at start.
  static let `default` = StreamSpeed.perSecond(20)

  /// The time from one character to the next; `nil` when it takes a key.
  var interval: Duration? {
    switch self {
    case .manual: nil
    case .perSecond(let count): .seconds(1) / count
    case .immediate: .zero
    }
  }

  /// The words for it.
  package var title: String {
    switch self {
    case .manual: "one per key"
    case .perSecond(let count): "\(count) characters/s"
    case .immediate: "as decoded"
    }
  }

  /// What names the two speeds that are no numbers.
  package static let words = ["key", "decoded"]

  /// The speed that a word stands for: characters a second, or one of `words`.
  package init?(word: String) {
    switch word {
    case Self.words[0]: self = .manual
    case Self.words[1]: self = .immediate
    default:
      guard let count = Int(word), (1...1000).contains(count) else { return nil }
      self = .perSecond(count)
    }
  }

  /// The word that stands for it.
  package var word: String {
    switch self {
    case .manual: Self.words[0]
    case .perSecond(let count): String(count)
    case .immediate: Self.words[1]
    }
  }

  /// The next faster or slower one of `all`; itself at the ends.
  func moved(faster: Bool) -> StreamSpeed {
    (faster ? Self.all.first { $0.rate > rate } : Self.all.last { $0.rate < rate }) ?? self
  }

  /// Characters a second, as far as a speed has them.
  private var rate: Double {
    switch self {
    case .manual: 0
    case .perSecond(let count): Double(count)
    case .immediate: .infinity
    }
  }
}
