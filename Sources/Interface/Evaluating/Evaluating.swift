import Model

extension WorkbenchState {
  mutating func perform(_ action: EvaluatingAction) -> [Effect] {
    switch action {
    case .toggle: return toggleEvaluation()
    case .movePart(let distance):
      let before = evaluation.part
      evaluation.movePart(by: distance)
      if evaluation.latest == nil {
        sayNothingIsEvaluated()
      } else if evaluation.part == before {
        sayItEnds(distance < 0, "part")
      }
    case .scroll(let distance): scrollEvaluation(by: distance)
    }
    return []
  }

  private mutating func toggleEvaluation() -> [Effect] {
    guard evaluation.isPending else { return evaluate() }
    notice = Notice("Evaluation cancelled")
    return cancelEvaluation()
  }

  /// Evaluates the network at hand on the data in use, once that is read.
  private mutating func evaluate() -> [Effect] {
    guard let network = network.card else {
      sayThereIsNoNetwork()
      return []
    }
    guard let location = data.location else {
      notice = data.absence.map { Notice("\(network.name): \($0)", isError: true) }
      return []
    }
    guard let corpus = data.corpus else {
      evaluation.awaitPairs()
      return [.readCorpus(location)]
    }
    return ask(evaluation.next(checkpoint: network.path ?? network.name, data: location, corpus: corpus))
  }

  /// The pairs of the data in use are known: an evaluation that waited for them begins.
  mutating func evaluateIfAwaited() -> [Effect] { evaluation.awaitsPairs ? evaluate() : [] }

  /// The last epoch is done: the network is evaluated, unless the program is about to end.
  mutating func evaluateAfterTraining() -> [Effect] { leaving == nil ? evaluate() : [] }

  /// Takes what was found, and says where it is to be seen.
  mutating func takeEvaluation(_ found: NetworkEvaluation) {
    let isWanted = evaluation.receive(found)
    if isWanted { runs.evaluated = found.record }
    guard isWanted, page != .evaluating, notice?.isError != true else { return }
    let part = found.evaluation.mostTelling
    let figures = found.evaluation[part]
    notice = Notice(
      (notice?.text == Self.trainingFinished ? "Training finished, network evaluated: " : "Evaluated: ")
        + "of the \(part.title) pairs \(Figures.fixed(100 * figures.exactMatch, 1)) % exact, "
        + "chrF \(Figures.fixed(figures.chrF, 1)); all of it is on page \(Page.evaluating.digit)")
  }

  /// Forgets the evaluation of a network, or on data, that is no longer at hand.
  mutating func forgetEvaluation() -> [Effect] {
    let cancelling = cancelEvaluation()
    evaluation.forget()
    return cancelling
  }

  /// Gives up the evaluation that is being made or waits for its pairs.
  mutating func cancelEvaluation() -> [Effect] {
    evaluation.stopWaiting()
    return withdraw(EvaluationRequest.self)
  }

  private mutating func scrollEvaluation(by distance: Int) {
    guard let latest = evaluation.latest else { return sayNothingIsEvaluated() }
    let before = (evaluation.sentence, evaluation.hiddenRows)
    let layout = EvaluatingLayout(in: ScreenLayout(size).body)
    let count = latest.evaluation[evaluation.part].sentences.count
    evaluation.scroll(
      by: distance, rows: layout.isTablePinned ? 0 : EvaluationTable.rowCount,
      lastSentence: max(0, layout.listCount == 1 ? count : (count + 1) / 2) - 1)
    if (evaluation.sentence, evaluation.hiddenRows) == before { sayItEnds(distance < 0, "sentence") }
  }

  private mutating func sayNothingIsEvaluated() {
    notice = Notice("Nothing is evaluated yet; \(key(for: .evaluating(.toggle))) does that")
  }
}
