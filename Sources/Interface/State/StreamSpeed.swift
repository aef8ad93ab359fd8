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
  package static let `default` = StreamSpeed.perSecond(20)

  /// The time from one character to the next; `nil` when it takes a key.
  package var interval: Duration? {
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

  /// The next slower (negative) or faster one, the last at the ends.
  package func moved(by distance: Int) -> StreamSpeed {
    let index = Self.all.firstIndex(of: self) ?? 0
    return Self.all[max(0, min(Self.all.count - 1, index + distance))]
  }
}
