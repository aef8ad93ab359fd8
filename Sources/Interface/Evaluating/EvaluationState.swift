import Dispatch
import Model

/// The network at hand is to be evaluated on the data in use.
package struct EvaluationRequest: Hashable, Sendable {
  /// Tells it from earlier ones.
  package let number: Int
  /// The file of the network, or what it is called where it has none.
  package let checkpoint: String
  /// The data in use.
  package let data: CorpusLocation
  /// The file that holds it.
  package let dataPath: String
  /// Its pairs.
  package let pairs: [SentencePair]
  /// How its sentences are translated; nil for greedily.
  package let beam: BeamSearch?

  /// A request.
  package init(
    number: Int, checkpoint: String, data: CorpusLocation, dataPath: String, pairs: [SentencePair],
    beam: BeamSearch? = nil
  ) {
    self.number = number
    self.checkpoint = checkpoint
    self.data = data
    self.dataPath = dataPath
    self.pairs = pairs
    self.beam = beam
  }
}

extension EvaluationRequest: InquiryRequest {
  /// The share that is done, 0 to 1.
  package typealias Progress = Double

  package static var slot: WritableKeyPath<WorkbenchState, Inquiry<EvaluationRequest>> { \.evaluation.inquiry }
  package static var quality: DispatchQoS { .background }

  package var network: NetworkChoice<NetworkSnapshot> { .snapshot }

  /// Evaluates the network on as many of the pairs as it was trained with, split as they were then, telling every hundredth of
  /// the way.
  package func answer(by network: NetworkSnapshot, _ attempt: inout Attempt<EvaluationRequest>) -> NetworkEvaluation? {
    let (checkpoint, interruption, tell) = (network.checkpoint, attempt.interruption, attempt.tell)
    let sample = Array(checkpoint.hyperparameters.sample(of: pairs))
    var told = 0
    tell(0)
    let evaluation = Evaluation(checkpoint, pairs: sample, by: beam, threads: network.threads) { share in
      if Int(share * 100) > told {
        told = Int(share * 100)
        tell(share)
      }
      return !interruption.isRaised
    }
    return evaluation.map { NetworkEvaluation($0, of: checkpoint, for: self) }
  }

  package func take(_ found: NetworkEvaluation, in state: inout WorkbenchState) { state.takeEvaluation(found) }
}

/// What an evaluation found, and of which network.
package struct NetworkEvaluation: Sendable {
  /// What was asked for.
  package let request: EvaluationRequest
  /// What was found.
  package let evaluation: Evaluation
  /// How far the network was trained.
  package let point: TrainingPoint
  /// The loss of the held-out pairs that training recorded for these weights; nil where it recorded none.
  package let recordedLoss: Double?
  /// For every part, how many of its sentences have a chrF below 10, from 10 to below 20, and so on.
  private let spreads: [[Int]]

  /// The evaluation of a checkpoint's network.
  package init(_ evaluation: Evaluation, of checkpoint: Checkpoint, for request: EvaluationRequest) {
    self.request = request
    self.evaluation = evaluation
    point = checkpoint.state.point
    recordedLoss = checkpoint.recordedValidationLoss
    spreads = EvaluatedPart.allCases.map { part in
      evaluation[part].sentences.reduce(into: [Int](repeating: 0, count: 10)) { $0[min(9, Int($1.chrF / 10))] += 1 }
    }
  }

  /// How many sentences of a part have a chrF below 10, from 10 to below 20, and so on up to 100.
  package func spread(of part: EvaluatedPart) -> [Int] { spreads[part.rawValue] }

  /// The report that is exported.
  package var report: EvaluationReport {
    EvaluationReport(evaluation, checkpoint: request.checkpoint, point: point, data: request.dataPath)
  }

  /// How much further the network has been trained, in words; nil where it stands where it stood.
  package func age(at now: TrainingPoint) -> String? {
    guard now != point else { return nil }
    let epochs = now.epoch - point.epoch - (now.batch < point.batch ? 1 : 0)
    return epochs < 1 ? "less than an epoch" : epochs == 1 ? "1 epoch" : "\(epochs) epochs"
  }
}

/// The evaluation of the network at hand: the one that is being made, and the last one that came to its end.
package struct EvaluationState: Sendable {
  /// What was asked for, and the last one that came to its end.
  package internal(set) var inquiry = Inquiry<EvaluationRequest>()
  /// Whether one is wanted as soon as the pairs of the data in use are read.
  package private(set) var awaitsPairs = false
  /// The part whose sentences are shown.
  package private(set) var part: EvaluatedPart = .unseen
  /// The rows of the table that are scrolled away, where it has no room beside the sentences.
  package private(set) var hiddenRows = 0
  /// The first sentence shown, from the best one, and from the worst one.
  package private(set) var sentence = 0
  /// How sentences are translated; nil for greedily.
  package var beam: BeamSearch?
  private var lastNumber = 0

  /// Nothing evaluated.
  package init() {}

  /// The last one.
  package var latest: NetworkEvaluation? { inquiry.latest?.answer }

  /// Whether there is something to wait for.
  package var isPending: Bool { inquiry.isPending || awaitsPairs }

  // MARK: - Evaluating

  /// Waits for the pairs.
  package mutating func awaitPairs() { awaitsPairs = true }

  /// The next evaluation, of some network on some data.
  package mutating func next(checkpoint: String, data: CorpusLocation, corpus: Corpus) -> EvaluationRequest {
    lastNumber += 1
    awaitsPairs = false
    return EvaluationRequest(
      number: lastNumber, checkpoint: checkpoint, data: data, dataPath: corpus.path, pairs: corpus.pairs,
      beam: beam)
  }

  /// Takes what was found, unless something else was asked for meanwhile; whether that was so.
  package mutating func receive(_ found: NetworkEvaluation) -> Bool {
    let isFirst = latest == nil
    guard inquiry.receive(found, for: found.request) else { return false }
    // Who looks at a part goes on looking at it.
    if isFirst || found.evaluation[part].pairCount == 0 { part = found.evaluation.mostTelling }
    (hiddenRows, sentence) = (0, 0)
    return true
  }

  /// Waits for the pairs no longer.
  package mutating func stopWaiting() { awaitsPairs = false }

  /// Forgets everything: it was about another network, or about other data.
  package mutating func forget() {
    let kept = (lastNumber, beam)
    self = EvaluationState()
    (lastNumber, beam) = kept
  }

  // MARK: - Looking

  /// Shows another part; the first is the one behind the last.
  package mutating func movePart(by distance: Int) {
    let parts = EvaluatedPart.allCases
    part = parts[(part.rawValue + distance + parts.count) % parts.count]
    sentence = 0
  }

  /// Scrolls, stopping at the ends: through the sentences, and before them through the rows of the table unless these are
  /// pinned.
  package mutating func scroll(by distance: Int, rows: Int, lastSentence: Int) {
    let above = rows > 0 ? min(hiddenRows, rows) : 0
    let (sum, isOver) = (above + (above == rows ? sentence : 0)).addingReportingOverflow(distance)
    let position = isOver ? (distance < 0 ? 0 : .max) : max(0, sum)
    if rows > 0 { hiddenRows = min(position, rows) }
    sentence = max(0, min(lastSentence, position - (rows > 0 ? hiddenRows : 0)))
  }
}
