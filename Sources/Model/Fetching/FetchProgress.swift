import Essentials

/// How much of an archive is here.
package struct FetchProgress: Hashable, Sendable {
  /// The bytes that are here, with those of an earlier attempt.
  package let received: Int
  /// The bytes of the whole, as far as the server tells.
  package let expected: Int?

  /// So many bytes of so many.
  package init(received: Int, expected: Int?) {
    self.received = received
    self.expected = expected
  }

  /// The share that is here, 0 to 1; `nil` where the server does not tell how much it will be.
  package var share: Double? {
    expected.map { $0 > 0 ? min(1, Double(received) / Double($0)) : 1 }
  }

  /// Such as `1.3 of 3.0 MB`, or in kB where that is little.
  package var size: String {
    let (unit, name, decimals) = max(received, expected ?? 0) < 1_000_000 ? (1e3, "kB", 0) : (1e6, "MB", 1)
    let numbers = ([received] + (expected.map { [$0] } ?? [])).map {
      String(printf: "%.\(decimals)f", Double($0) / unit)
    }
    return numbers.joined(separator: " of ") + " " + name
  }

  /// Such as `43 %`; empty where the whole is unknown.
  package var percent: String { share.map { "\(Int($0 * 100)) %" } ?? "" }
}
