import Essentials

/// How a beam searches for a translation.
package struct BeamSearch: Hashable, Sendable, Encodable {
  /// The widths a beam can have.
  package static let widths = 1...256
  /// The length penalties it can have.
  package static let lengthPenalties = 0.0...2

  /// How many hypotheses are followed, within `widths`.
  package let width: Int
  /// The power of its number of characters by which a translation's log-probability is divided before they are ranked,
  /// within `lengthPenalties`: 0 ranks by the translation's own probability, which favours short ones, 1 by that of its
  /// average character.
  package let lengthPenalty: Double

  /// A search; the parameters must be within their ranges.
  package init(width: Int, lengthPenalty: Double = 0) {
    precondition(Self.widths.contains(width), "a beam of \(width), expected \(Self.widths)")
    precondition(Self.lengthPenalties.contains(lengthPenalty), "a length penalty of \(lengthPenalty)")
    self.width = width
    self.lengthPenalty = lengthPenalty
  }

  private enum CodingKeys: String, CodingKey {
    case width
    case lengthPenalty = "length_penalty"
  }

  /// What hypotheses are ranked by, the greatest first.
  fileprivate func score(_ hypothesis: BeamHypothesis) -> Double {
    lengthPenalty == 0
      ? hypothesis.logProbability
      : hypothesis.logProbability / pow(Double(max(1, hypothesis.steps.count)), lengthPenalty)
  }
}

extension Translator {
  /// The likeliest translations that a beam search finds, likeliest first; a beam of 1 is the greedy decode.
  ///
  /// In every step each hypothesis is continued by every character, and those of the greatest `logProbability` are kept, as
  /// many as the beam has room for. One that chose LF is complete: it is kept, and takes its room from the others. The search
  /// ends when all are complete, or after Td + 1 characters; those not complete by then stopped at the `limit`.
  ///
  /// What is found is ranked by `logProbability`, over a power of the length where the search has a penalty. Of equals the
  /// one comes first whose hypothesis ranked higher in the step before, then the one whose character comes first in the
  /// vocabulary.
  ///
  /// - Parameters:
  ///   - text: What to translate, as `sequence` takes it.
  ///   - search: How wide the beam is, and how its translations are ranked.
  /// - Returns: As many decodes as the beam is wide, fewer only where fewer exist; one without steps where no character of the
  ///   text is known.
  package func beam(for text: String, _ search: BeamSearch) -> [Decode] {
    let width = search.width
    let sentence = Sentence(text, for: configuration)
    guard !sentence.indices.isEmpty else { return [Decode(sentence, steps: [])] }
    let decode = stepper(for: [sentence], capacity: width)
    var live = [BeamHypothesis()]
    var complete: [BeamHypothesis] = []
    for _ in 0...configuration.maxDecoderLength where !live.isEmpty {
      let probabilities = decode.step()
      let predictions = live.indices.map { decode.likeliest(probabilities, row: $0) }
      let best = continuations(of: live, predictions).prefix(width - complete.count)
      let continued = best.map { ($0.parent, live[$0.parent].continued(predictions[$0.parent], by: $0)) }
      complete += continued.map(\.1).filter(\.isComplete)
      let going = continued.filter { !$0.1.isComplete }
      live = going.map(\.1)
      decode.select(going.map(\.0))
      for (row, hypothesis) in live.enumerated() { decode.setCharacter(hypothesis.lastIndex, row: row) }
    }
    // The sort is stable, so that equals stay in the order in which the search ranked them.
    return (complete + live).sorted { search.score($0) > search.score($1) }
      .map { Decode(sentence, steps: $0.steps) }
  }

  /// Every hypothesis continued by every character, best first.
  private func continuations(of live: [BeamHypothesis], _ predictions: [DecodeStep]) -> [Continuation] {
    var continuations: [Continuation] = []
    continuations.reserveCapacity(live.count * configuration.targetVocabulary.count)
    for (parent, hypothesis) in live.enumerated() {
      for (index, p) in predictions[parent].probabilities.enumerated() {
        // A network of NaN has no order of its own: its hypotheses come last, in the vocabulary's.
        let sum = hypothesis.logProbability + log(Double(p))
        continuations.append(
          Continuation(parent: parent, index: index, logProbability: sum.isNaN ? -.infinity : sum))
      }
    }
    return continuations.sorted { $0.logProbability > $1.logProbability }
  }
}

/// A translation that a beam search follows.
private struct BeamHypothesis {
  var steps: [DecodeStep] = []
  var logProbability = 0.0

  var isComplete: Bool { steps.last?.isEnd ?? false }
  var lastIndex: Int { steps.last?.index ?? 0 }

  func continued(_ prediction: DecodeStep, by continuation: Continuation) -> BeamHypothesis {
    BeamHypothesis(
      steps: steps + [prediction.choosing(continuation.index)], logProbability: continuation.logProbability)
  }
}

/// One character more for one of the hypotheses.
private struct Continuation {
  let parent: Int
  let index: Int
  let logProbability: Double
}
