import Model

extension WorkbenchState {
  mutating func performOnTraining(_ action: Action) -> [Effect] {
    switch action {
    case .toggleTraining: return toggleTraining()
    case .startNew: return start(resumes: false)
    case .startResumed: return start(resumes: true)
    case .acceptPath: return acceptPath()
    case .stopTraining: return whileTraining(.stopTraining, "Stopping after this batch, with a save")
    case .saveCheckpoint: return whileTraining(.saveCheckpoint, Self.saving)
    case .changeLearningRate(let up): return changeLearningRate(up: up)
    default: return []
    }
  }

  private mutating func toggleTraining() -> [Effect] {
    guard training.loading == nil else { return [] }
    switch training.progress?.phase {
    case .running: return [.pauseTraining]
    case .paused: return [.resumeTraining]
    default: break
    }
    guard training.canResume else { return start(resumes: false) }
    dialog = .start
    return []
  }

  private mutating func start(resumes: Bool) -> [Effect] {
    guard let path = training.dataPath else {
      dialog = .dataPath(PathQuestion(resumes: resumes))
      return []
    }
    return begin(path: path, resumes: resumes)
  }

  private mutating func acceptPath() -> [Effect] {
    guard case .dataPath(let question) = dialog, !question.editor.isEmpty else { return [] }
    return begin(path: question.editor.text, resumes: question.resumes)
  }

  private mutating func begin(path: String, resumes: Bool) -> [Effect] {
    if case .dataPath = dialog {} else { dialog = nil }
    training.loading = CorpusRequest(path: path, resumes: resumes)
    let epochs = resumes ? training.resumedEpochs : training.epochs
    return [.prepareTraining(path: path, resumes: resumes, epochs: epochs)]
  }

  /// A session can start, unless that was taken back: its curves replace the ones that were shown.
  mutating func takePrepared(_ card: NetworkCard, rejected: [RejectedLines]) -> [Effect] {
    guard let request = training.loading else { return [] }
    training.dataPath = request.path
    training.loading = nil
    training.batches = BatchCurves()
    network = card
    dialog = nil
    chart.crosshair = nil
    notice = rejected.isEmpty ? nil : Notice("Left out: " + rejected.map(\.description).joined(separator: "; "))
    return [.startTraining]
  }

  /// The file was no good: the question stays, with the reason.
  mutating func refuseTraining(_ reason: String) {
    guard let request = training.loading else { return }
    training.loading = nil
    if case .dataPath(var question) = dialog {
      question.error = reason
      dialog = .dataPath(question)
    } else {
      dialog = .dataPath(PathQuestion(path: request.path, error: reason, resumes: request.resumes))
    }
  }

  /// Takes what the session published, and leaves once it is what leaving waited for.
  mutating func takeProgress(_ progress: TrainingProgress, _ records: [BatchRecord]) -> [Effect] {
    let before = training.progress
    training.progress = progress
    training.batches.append(records, batchesPerEpoch: progress.batchesPerEpoch)
    if let failure = progress.saveFailure, failure != before?.saveFailure {
      notice = Notice(failure, isError: true)
    } else if progress.phase == .finished, before?.phase != .finished {
      notice = Notice("Training finished")
    } else if progress.saved != before?.saved, notice?.text == Self.saving {
      notice = Notice("Saved to " + (training.outputPath ?? "nowhere"))
    }
    return exitWhenDone()
  }

  private static let saving = "Saving after this batch"

  private mutating func changeLearningRate(up: Bool) -> [Effect] {
    let changed = LearningRate.step(from: training.progress?.learningRate ?? 0.001, up: up)
    let effects = whileTraining(
      .setLearningRate(changed), "Learning rate \(Figures.short(changed)) from the next batch on")
    guard !effects.isEmpty else { return [] }
    training.progress?.learningRate = changed
    return effects
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
