/// A whole translation with its steps.
package struct Decode: Hashable, Sendable {
  /// Why a decode ended.
  package enum StopReason: String, Codable, Hashable, Sendable {
    /// The network chose LF.
    case end
    /// Td + 1 characters were out.
    case limit
  }

  /// The sentence as it was given, composed (NFC).
  package let input: String
  /// The distinct characters the network has never seen, in order; they were left out.
  package let unknown: [Unicode.Scalar]
  /// One step per character, LF's included.
  package let steps: [DecodeStep]
  /// Why it ended.
  package let stopped: StopReason

  /// The translation, without LF.
  package var output: String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: steps.lazy.filter { !$0.isEnd }.map(\.character))
    return String(scalars)
  }
}
