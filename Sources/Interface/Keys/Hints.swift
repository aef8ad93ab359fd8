import Terminal

/// A key and the few words the foot of the screen has for it.
package struct Hint: Hashable, Sendable {
  /// How it is written: `^T`, `Esc`.
  package let key: String
  /// What it does.
  package let words: String
  /// How long it stays as the line gets shorter: those of the lowest rank go first.
  package let rank: Int
}

extension WorkbenchState {
  /// The keys worth mentioning now, taken from the one table; keys that would do nothing are left out.
  package var hints: [Hint] {
    let contexts = keys.contexts(on: page)
    var seen: Set<Action> = []
    return contexts.flatMap { context in
      KeyBinding.all.filter { $0.context == context && $0.hint != nil }
    }.compactMap { binding in
      guard let key = binding.keys.first, KeyBinding.action(for: key, in: contexts) == binding.action,
        let words = words(for: binding), seen.insert(binding.action).inserted
      else { return nil }
      return Hint(key: key.label(isUnicode: appearance.isUnicode), words: words, rank: rank(of: binding.action))
    }
  }

  /// The ways out come first, that out of a download before all; beside the curves the keys that steer the training come before all others.
  private func rank(of action: Action) -> Int {
    switch action {
    case .leaving(.interrupt) where data.download != nil: 3
    case .training(.toggle) where keys.focus == .evaluation || keys.focus == .runs: 1
    case .runs(.draw), .runs(.open): 1
    case .keys(.help), .training(.toggle), .leaving(.quit), .leaving(.interrupt), .evaluating(.toggle): 2
    case .training(.stop), .training(.save), .training(.changeLearningRate):
      keys.focus == .chart || keys.focus == .pins ? 1 : 0
    default: 0
    }
  }

  /// The words for a key in this state; `nil` where the key has nothing to do.
  private func words(for binding: KeyBinding) -> String? {
    switch binding.action {
    case .training(.toggle): keys.isPageCovered ? nil : wordsForTraining
    case .evaluating(.toggle) where evaluation.isPending: network.card == nil ? nil : "cancel"
    case .runs(.watch) where runs.watch.path != nil && runs.watch.path == runs.selected: "watch no more"
    case .leaving(.interrupt): wordsForInterruption
    default: hasUse(for: binding.action) ? binding.hint : nil
    }
  }

  private var wordsForTraining: String {
    switch training.phase {
    case .running: "pause"
    case .paused: "resume"
    default: "start training"
    }
  }

  private var wordsForInterruption: String? {
    if translating.isStreaming || data.download?.isCancelled == false { return "cancel" }
    return keys.dialog == nil && keys.focus == .prompt ? "quit" : nil
  }

  /// Whether something can be done to the run under the cursor.
  private func hasUse(for action: RunsAction) -> Bool {
    guard let run = listedRun(at: runs.row) else { return keys.focus == .runsFilter }
    let isHere = run.path == runs.here
    return switch action {
    case .draw: run.failure == nil && !isHere && run.path != runAtHand
    case .open: run.failure == nil && run.checkpoint != nil && !isHere
    case .watch: run.standing.isUnderWay && !training.isActive
    case .resume: run.checkpoint != nil && !isHere && !run.standing.isUnderWay
    case .compare: run.checkpoint != nil && !isHere && network.card != nil && run.path != runAtHand
    default: true
    }
  }

  private func hasUse(for action: Action) -> Bool {
    let isTranslated = translating.current != nil
    return switch action {
    case .edit(.older): !translating.prompt.history.lines.isEmpty
    case .keys(.help): !keys.isPageCovered
    case .keys(.openPalette(.compare)): page == .training
    case .chart(.pan): chart.span != nil
    case .keys(.openPalette(.force)): isTranslated
    case .training(.stop), .training(.save), .training(.changeLearningRate): training.isActive
    case .training(.startResumed): canResume
    case .pins(.toggle): keys.focus == .steps && isTranslated
    case .translating(.complete): translating.completion != nil
    case .translating(.revealNext): translating.speed == .manual && translating.isStreaming
    case .translating(.moveStep(1)):
      keys.focus == .prompt && page.panes.contains(.steps) && translating.speed == .manual && translating.isStreaming
    case .translating(.moveStep), .translating(.moveAlternative), .translating(.openBranch): isTranslated
    case .translating(.draw), .beam(.toggle): isTranslated && page == .translating
    case .inspecting(.move), .inspecting(.nextPanel), .inspecting(.openBranch): isTranslated
    case .evaluating(.toggle): network.card != nil
    case .evaluating(.movePart), .evaluating(.scroll): evaluation.latest != nil
    case .runs(let action): hasUse(for: action)
    default: true
    }
  }
}
