import Model

/// The beam search beside the greedy decode.
package struct BeamState: Hashable, Sendable {
  /// The widths it can have.
  package static let widths = Translator.beamWidths

  /// Whether it is on the screen.
  package var isShown = false
  /// How many hypotheses are followed; it stays within `widths`.
  package var width = 5 {
    didSet { width = max(Self.widths.lowerBound, min(Self.widths.upperBound, width)) }
  }
  /// What was found, best first.
  package private(set) var hypotheses: [Hypothesis] = []
  /// The hypothesis under the cursor.
  package private(set) var selected = 0
  /// The search asked for last.
  private var request: BeamRequest?
  /// The search that `hypotheses` are from.
  private var answered: BeamRequest?

  /// A search that is not shown.
  package init() {}

  /// Whether an answer is still to come.
  package var isSearching: Bool { isShown && request != answered }

  /// Moves the cursor, stopping at the ends.
  package mutating func select(by distance: Int) {
    selected = max(0, min(hypotheses.count - 1, selected + distance))
  }

  /// The search that a sentence needs, unless it was asked for already.
  package mutating func search(for translation: Translation) -> BeamRequest? {
    let wanted = BeamRequest(translation: translation.id, sentence: translation.request, width: width)
    guard isShown, wanted != request else { return nil }
    if wanted.translation != request?.translation { (hypotheses, selected, answered) = ([], 0, nil) }
    request = wanted
    return wanted
  }

  /// Takes an answer, unless something else was asked for meanwhile.
  package mutating func receive(_ found: [Hypothesis], for answer: BeamRequest) {
    guard answer == request else { return }
    answered = answer
    hypotheses = found
    select(by: 0)
  }

  /// Takes it off the screen, and with it a search that is not done.
  package mutating func hide() {
    isShown = false
    request = answered
  }
}

/// A sentence for the beam search.
package struct BeamRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// How many hypotheses are followed.
  package let width: Int

  /// A search with a beam of some width.
  package init(translation: Int, sentence: String, width: Int) {
    self.translation = translation
    self.sentence = sentence
    self.width = width
  }
}

/// A translation that a beam search found, without the probabilities of its steps.
package struct Hypothesis: Hashable, Sendable {
  /// The classes of its characters, LF's included.
  package let indices: [Int]
  /// Its characters, LF included.
  package let scalars: [Unicode.Scalar]
  /// Σ ln p of the characters, in nats.
  package let logProbability: Double
  /// The same per character.
  package let meanLogProbability: Double

  /// The hypothesis that some steps make.
  package init(_ steps: [DecodeStep]) {
    indices = steps.map(\.index)
    scalars = steps.map(\.character)
    logProbability = steps.logProbability
    meanLogProbability = steps.meanLogProbability
  }

  /// The first step, from 0, at which it leaves another; `nil` where they are the same.
  package func firstDifference(from other: Hypothesis) -> Int? {
    let common = zip(scalars, other.scalars).prefix { $0 == $1 }.count
    return common == max(scalars.count, other.scalars.count) ? nil : common
  }
}
