import Foundation
import Model

extension WorkbenchState {
  mutating func performOnTraining(_ action: Action) -> [Effect] {
    switch action {
    case .toggleTraining: return toggleTraining()
    case .chooseData(let distance):
      chooseData(distance)
      return []
    case .startNew: return start(resumes: false)
    case .startResumed: return training.canResume ? start(resumes: true) : []
    case .acceptPath: return acceptPath()
    case .stopTraining: return whileTraining(.stopTraining, "Stopping after this batch, with a save")
    case .saveCheckpoint: return whileTraining(.saveCheckpoint, Self.saving)
    case .changeLearningRate(let up):
      return setLearningRate(LearningRate.step(from: training.progress?.learningRate ?? 0.001, up: up))
    case .setLearningRate(let rate): return setLearningRate(rate)
    case .setEpochs(let epochs): return setEpochs(epochs)
    default: return []
    }
  }

  private mutating func toggleTraining() -> [Effect] {
    if training.loading != nil {
      dialog = .loading
      return []
    }
    switch training.progress?.phase {
    case .running: return [.pauseTraining]
    case .paused: return [.resumeTraining]
    default: break
    }
    dialog = .start(StartQuestion(inUse: training.data, fetched: fetched, suggested: suggestedData))
    return []
  }

  private mutating func chooseData(_ distance: Int) {
    guard case .start(var question) = dialog else { return }
    question.move(by: distance)
    dialog = .start(question)
  }

  private mutating func start(resumes: Bool) -> [Effect] {
    guard case .start(let question) = dialog else { return [] }
    if let language = question.download {
      dialog = nil
      return fetch(language)
    }
    guard let data = question.data else {
      dialog = .dataPath(PathQuestion(resumes: resumes))
      return []
    }
    return begin(data, resumes: resumes)
  }

  private mutating func acceptPath() -> [Effect] {
    guard case .dataPath(let question) = dialog else { return [] }
    let path = question.editor.text.trimmingCharacters(in: .whitespaces)
    return path.isEmpty ? [] : begin(.named(path), resumes: question.resumes)
  }

  private mutating func begin(_ data: CorpusLocation, resumes: Bool) -> [Effect] {
    guard let question = dialog else { return [] }
    training.loading = CorpusRequest(data: data, resumes: resumes, question: question)
    dialog = .loading
    let epochs = resumes ? training.resumedEpochs : training.epochs
    return [.prepareTraining(data, resumes: resumes, epochs: epochs)]
  }

  /// The pairs of the data in use are known, unless other data came into use meanwhile.
  mutating func takeCorpus(_ corpus: Corpus, from data: CorpusLocation) -> [Effect] {
    guard data == training.data else { return [] }
    self.corpus = corpus
    return pinSentences(of: corpus) + evaluateIfAwaited()
  }

  /// The data in use cannot be read, unless other data came into use meanwhile.
  mutating func refuseCorpus(_ data: CorpusLocation, _ reason: String) {
    guard data == training.data else { return }
    evaluation.stopWaiting()
    notice = Notice(reason, isError: true)
  }

  /// A session can start, unless that was taken back: its curves replace the ones that were shown.
  mutating func takePrepared(_ card: NetworkCard, rejected: [RejectedLines]) -> [Effect] {
    guard let request = training.loading else { return [] }
    let hasOtherData = training.data != request.data
    if hasOtherData {
      corpus = nil
      replaceSentences(with: nil)
    }
    training.data = request.data
    suggestedData = nil
    let forgetting = hasOtherData || !request.resumes ? forgetEvaluation() : []
    training.loading = nil
    training.batches = BatchCurves()
    training.isStarting = true
    pins.follow(newNetwork: !request.resumes)
    network = card
    if dialog == .loading { dialog = nil }
    chart.crosshair = nil
    notice = rejected.isEmpty ? nil : Notice("Left out: " + rejected.map(\.description).joined(separator: "; "))
    return forgetting + [followPins, .startTraining] + (hasOtherData ? [.readCorpus(request.data)] : [])
  }

  /// The data was no good: the question is asked again, with the reason.
  mutating func refuseTraining(_ reason: String) {
    guard let request = training.loading else { return }
    training.loading = nil
    dialog = request.question.refused(reason)
  }

  /// Takes what the session published, and leaves once it is what leaving waited for.
  mutating func takeProgress(_ progress: TrainingProgress, _ records: [BatchRecord]) -> [Effect] {
    let before = training.progress
    training.progress = progress
    training.isStarting = false
    training.batches.append(records, batchesPerEpoch: progress.batchesPerEpoch)
    let isDone = progress.phase == .finished && before?.phase != .finished
    if let failure = progress.saveFailure, failure != before?.saveFailure {
      notice = Notice(failure, isError: true)
    } else if isDone {
      notice = Notice(Self.trainingFinished)
    } else if progress.saved != before?.saved, notice?.text == Self.saving {
      notice = Notice("Saved to " + (training.outputPath ?? "nowhere"))
    }
    return exitWhenDone() + (isDone ? evaluateAfterTraining() : [])
  }

  /// The message behind the last epoch.
  static let trainingFinished = "Training finished"
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
      notice = Notice("No training is running; t starts one")
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
