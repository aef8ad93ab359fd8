/// A second network, which decodes every sentence beside the one that translates.
package struct OtherNetwork: Hashable, Sendable {
  /// What is known of it; `nil` while there is none.
  package private(set) var card: NetworkCard?
  /// Grows with every network that is opened or closed, so that answers of others are told apart.
  private var number = 0
  /// The decode asked for last.
  private var request: OtherRequest?

  /// No second network yet.
  package init(_ card: NetworkCard? = nil) {
    self.card = card
  }

  /// Puts another network in its place, or none.
  package mutating func replace(with card: NetworkCard?) {
    self.card = card
    number += 1
  }

  /// The decode that a sentence needs, unless there is one or it was asked for already.
  package mutating func decode(of translation: Translation) -> OtherRequest? {
    let wanted = OtherRequest(translation: translation.id, sentence: translation.request, network: number)
    guard card != nil, translation.other == nil, wanted != request else { return nil }
    request = wanted
    return wanted
  }

  /// Whether an answer is this network's.
  package func answers(_ request: OtherRequest) -> Bool { request.network == number }
}
