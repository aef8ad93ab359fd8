import Foundation
import Model

extension WorkbenchState {
  mutating func perform(_ action: TrainingAction) -> [Effect] {
    switch action {
    case .toggle: return toggleTraining()
    case .stop: return whileTraining(.stopTraining, Self.stopping)
    case .save: return whileTraining(.saveCheckpoint, Self.saving)
    case .changeLearningRate(let up):
      return setLearningRate(LearningRate.step(from: training.progress?.learningRate ?? 0.001, up: up))
    case .setLearningRate(let rate): return setLearningRate(rate)
    case .setEpochs(let epochs): return setEpochs(epochs)
    case .chooseData(let distance):
      chooseData(distance)
      return []
    case .startNew: return start(resumes: false)
    case .startResumed: return canResume ? start(resumes: true) : []
    case .acceptPath: return acceptPath()
    case .choosePath(let distance):
      changePathQuestion { $0.select(by: distance) }
      return []
    case .completePath:
      changePathQuestion { $0.complete() }
      return []
    }
  }

  private mutating func toggleTraining() -> [Effect] {
    if training.loading != nil {
      keys.dialog = .loading
      return []
    }
    switch training.phase {
    case .running: return [.pauseTraining]
    case .paused: return [.resumeTraining]
    case .ready, .stopped, .finished, nil: break
    }
    keys.dialog = .start(StartQuestion(inUse: data.source, fetched: data.fetched, suggested: data.suggestion))
    return []
  }

  /// Whether the network at hand can be trained further on what is chosen in the question: its own data, as far as anybody knows.
  package var canResume: Bool {
    guard training.canResume, case .start(let question) = keys.dialog else { return false }
    return question.data != nil && question.data == data.location && data.fitsNetwork != false
  }

  private mutating func chooseData(_ distance: Int) {
    guard case .start(var question) = keys.dialog else { return }
    question.move(by: distance)
    keys.dialog = .start(question)
  }

  private mutating func start(resumes: Bool) -> [Effect] {
    guard case .start(let question) = keys.dialog else { return [] }
    if let language = question.download {
      keys.dialog = nil
      return fetch(language)
    }
    guard let data = question.data else {
      keys.dialog = .dataPath(PathQuestion(resumes: resumes))
      return []
    }
    return begin(data, resumes: resumes)
  }

  private mutating func acceptPath() -> [Effect] {
    guard case .dataPath(let question) = keys.dialog else { return [] }
    if let path = changePathQuestion({ $0.accept() }) ?? nil { return begin(.named(path), resumes: question.resumes) }
    if question.selected == 0 {
      changePathQuestion { $0.error = "No file is named yet: type its path, or choose one with Tab and the arrows" }
    }
    return []
  }

  private mutating func begin(_ data: CorpusLocation, resumes: Bool) -> [Effect] {
    guard let question = keys.dialog else { return [] }
    training.loading = CorpusRequest(data: data, resumes: resumes, question: question)
    keys.dialog = .loading
    let epochs = resumes ? training.resumedEpochs : training.epochs
    return [.prepareTraining(data, resumes: resumes, epochs: epochs)]
  }

  /// A session can start, unless that was taken back: its curves replace the ones that were shown.
  mutating func takePrepared(_ card: NetworkCard, rejected: [RejectedLines], nextOutput: String?) -> [Effect] {
    guard let request = training.loading else { return [] }
    let hasOtherData = data.location != request.data
    if hasOtherData {
      data.replace(with: .here(request.data))
      followSentences()
    }
    data.suggestion = nil
    let forgetting = hasOtherData || !request.resumes ? forgetEvaluation() : []
    training.loading = nil
    let finding = drawRunBefore(card, resumes: request.resumes)
    if training.isElsewhere { (training.isElsewhere, training.progress) = (false, nil) }
    forgetWatch()
    training.batches = BatchCurves()
    training.isStarting = true
    training.outputPath = card.path
    training.nextOutputPath = nextOutput
    training.pins.follow(newNetwork: !request.resumes)
    network.card = card
    if let corpus = data.corpus { compareData(with: corpus) }
    if keys.dialog == .loading { keys.dialog = nil }
    chart.crosshair = nil
    notice = rejected.isEmpty ? nil : Notice("Left out: " + rejected.map(\.description).joined(separator: "; "))
    return forgetting + finding + [followPins, .startTraining] + (hasOtherData ? [.readCorpus(request.data)] : [])
  }

  /// The data was no good: the question is asked again, with the reason.
  mutating func refuseTraining(_ reason: String) {
    guard let request = training.loading else { return }
    training.loading = nil
    keys.dialog = request.question.refused(reason)
  }

  /// Takes what the session published, and leaves once it is what leaving waited for.
  mutating func takeProgress(_ progress: TrainingProgress, _ records: [BatchRecord]) -> [Effect] {
    // Of a session that ended before another process' training came into its place.
    guard !training.isElsewhere else { return [] }
    let before = training.progress
    training.progress = progress
    training.isStarting = false
    training.batches.append(records, batchesPerEpoch: progress.batchesPerEpoch)
    let isDone = progress.phase == .finished && before?.phase != .finished
    if let failure = progress.saveFailure, failure != before?.saveFailure {
      notice = Notice(failure, isError: true)
    } else if progress.phase == .stopped, notice?.text == Self.stopping {
      notice = Notice(
        "Stopped; " + (progress.saved == nil ? "nothing was saved" : "saved to " + (training.outputPath ?? "nowhere")))
    } else if isDone {
      notice = Notice(Self.trainingFinished)
    } else if progress.saved != before?.saved, notice?.text == Self.saving {
      notice = Notice("Saved to " + (training.outputPath ?? "nowhere"))
    }
    return exitWhenDone() + (isDone ? evaluateAfterTraining() : [])
  }

  /// The message behind the last epoch.
  static let trainingFinished = "Training finished"
  private static let stopping = "Stopping after this batch, with a save"
  private static let saving = "Saving after this batch"

  private mutating func setLearningRate(_ rate: Double) -> [Effect] {
    let effects = whileTraining(.setLearningRate(rate), "Learning rate \(Figures.short(rate)) from the next batch on")
    guard !effects.isEmpty else { return [] }
    training.progress?.learningRate = rate
    return effects
  }

  /// Sets the epoch to train to, of this run and of those to come.
  private mutating func setEpochs(_ epochs: Int) -> [Effect] {
    training.epochs = epochs
    guard training.isActive else {
      notice = Notice("The next training goes to epoch \(epochs)")
      return []
    }
    notice = Notice("Training goes to epoch \(max(epochs, training.progress?.epoch ?? 0))")
    return [.setEpochs(epochs)]
  }

  private mutating func whileTraining(_ effect: Effect, _ message: String) -> [Effect] {
    guard training.isActive else {
      notice = Notice("No training is running; \(key(for: .training(.toggle))) starts one")
      return []
    }
    notice = Notice(message)
    return [effect]
  }
}

/// The learning rates the keys step through: 1, 2 and 5 times the powers of ten.
package enum LearningRate {
  private static let steps: [Double] = (-8...0).flatMap { power in
    [1.0, 2, 5].map { mantissa in mantissa / pow(10, Double(-power)) }
  }

  /// The next rate above or below one; the same where there is none.
  package static func step(from rate: Double, up: Bool) -> Double {
    // A step within a millionth of the rate is the rate itself, rounded on its way through Float.
    let next = up ? steps.first { $0 > rate * 1.000001 } : steps.last { $0 < rate / 1.000001 }
    return next ?? rate
  }
}
