import Model

/// How a line being typed could go on: sentences that begin like it.
package struct Completion: Hashable, Sendable {
  /// At most this many are offered.
  package static let capacity = 100

  /// What was typed.
  package let typed: String
  /// The sentences, the best first; never empty.
  package let candidates: [String]
  /// The one that stands in the line; `nil` while only the typed text does.
  package private(set) var taken: Int?

  /// The sentences of an index that begin with what was typed; `nil` where none does.
  package init?(of typed: String, from index: SentenceIndex) {
    let candidates = index.completions(of: typed, limit: Self.capacity).filter { $0 != typed }
    guard !candidates.isEmpty else { return nil }
    self.typed = typed
    self.candidates = candidates
  }

  /// The rest of the sentence that would be taken next.
  package var rest: String { taken == nil ? String(candidates[0].dropFirst(typed.count)) : "" }

  /// Takes the next sentence, behind the last one what was typed, and returns it.
  package mutating func takeNext() -> String {
    let next = taken.map { $0 + 1 } ?? 0
    taken = next < candidates.count ? next : nil
    return taken.map { candidates[$0] } ?? typed
  }
}
