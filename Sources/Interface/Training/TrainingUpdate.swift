import Essentials
import Model

extension WorkbenchState {
  mutating func perform(_ action: TrainingAction) -> [Effect] {
    switch action {
    case .toggle: return toggleTraining()
    case .stop: return whileTraining(.stopTraining, Self.stopping)
    case .save: return whileTraining(.saveCheckpoint, Self.saving)
    case .changeLearningRate(let up):
      return steerLearningRate(LearningRate.step(from: training.progress?.learningRate ?? 0.001, up: up))
    case .setLearningRate(let rate): return setLearningRate(rate)
    case .setEpochs(let epochs): return setEpochs(epochs)
    case .form(let action): return perform(action)
    }
  }

  private mutating func toggleTraining() -> [Effect] {
    if training.loading != nil {
      keys.dialog = .loading
      return []
    }
    switch training.progress?.phase {
    case .running: return [.pauseTraining]
    case .paused: return [.resumeTraining]
    case .ready, .stopped, .finished, nil: break
    }
    if keys.dialog == nil { openForm() }
    return []
  }

  /// A session can start, unless that was taken back: its curves replace the ones that were shown.
  mutating func takePrepared(
    _ card: NetworkCard, rejected: [RejectedLines], nextOutput: String?, load: RunLoad?
  ) -> [Effect] {
    guard let request = training.loading else { return [] }
    let hasOtherData = data.location != request.data
    if hasOtherData {
      data.replace(with: .here(request.data))
      followSentences()
    }
    data.suggestion = nil
    let forgetting = hasOtherData || !request.resumes ? forgetEvaluation() : []
    training.loading = nil
    training.form.forgetStart()
    training.load = load
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
    return forgetting + [followPins, .startTraining] + (hasOtherData ? [.readCorpus(request.data)] : [])
  }

  /// The data was no good: the form is shown again, with the reason.
  mutating func refuseTraining(_ reason: String) {
    guard training.loading != nil else { return }
    training.loading = nil
    openForm()
    training.form.refuse(reason)
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
    } else if progress.phase == .stopped, notice?.text == Self.stopping {
      notice = Notice(
        "Stopped; " + (progress.saved == nil ? "nothing was saved" : "saved to " + (training.outputPath ?? "nowhere")))
    } else if isDone {
      notice = Notice(Self.trainingFinished)
    } else if progress.saved != before?.saved, notice?.text == Self.saving {
      notice = Notice("Saved to " + (training.outputPath ?? "nowhere"))
    }
    return measurePace(since: before) + exitWhenDone() + (isDone ? evaluateAfterTraining() : [])
  }

  /// The message behind the last epoch.
  static let trainingFinished = "Training finished"
  private static let stopping = "Stopping after this batch, with a save"
  private static let saving = "Saving after this batch"

  /// Learns from an epoch how fast this machine trains, and remembers it once the training ends.
  private mutating func measurePace(since before: TrainingProgress?) -> [Effect] {
    guard let load = training.load, let progress = training.progress else { return [] }
    // The records of a checkpoint may be another machine's.
    if let last = progress.history.last, last != before?.history.last, progress.batchCount >= progress.batchesPerEpoch,
      let pace = MachinePace(seconds: last.seconds, for: load)
    {
      training.pace = pace
    }
    let hasEnded = !training.isActive && (before?.phase == .running || before?.phase == .paused)
    return hasEnded ? training.pace.map { [.keepPace($0)] } ?? [] : []
  }

  /// Sets the learning rate of the training that runs, or of the next one.
  private mutating func setLearningRate(_ rate: Double) -> [Effect] {
    guard training.isActive else {
      let text = Hyperparameter.plain(rate.description)
      training.form.set(.hyperparameter(.learningRate), text)
      notice = Notice("The next training has the learning rate \(text)")
      return []
    }
    return steerLearningRate(rate)
  }

  private mutating func steerLearningRate(_ rate: Double) -> [Effect] {
    let effects = whileTraining(.setLearningRate(rate), "Learning rate \(Figures.short(rate)) from the next batch on")
    guard !effects.isEmpty else { return [] }
    training.progress?.learningRate = rate
    network.card?.hyperparameters.learningRate = rate
    return effects
  }

  /// Sets the epoch to train to, of this run and of those to come.
  private mutating func setEpochs(_ epochs: Int) -> [Effect] {
    training.epochs = epochs
    training.form.set(.hyperparameter(.epochs), nil)
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
