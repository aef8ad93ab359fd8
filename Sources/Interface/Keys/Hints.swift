import Terminal

/// A key and the few words the foot of the screen has for it.
package struct Hint: Hashable, Sendable {
  /// The key.
  package let key: String
  /// What it does.
  package let words: String
  /// How long it stays as the line gets shorter: those of the lowest rank go first.
  package let rank: Int
}

extension WorkbenchState {
  /// The keys worth mentioning now, taken from the one table; keys that would do nothing are left out.
  package var hints: [Hint] {
    var seen: Set<Action> = []
    return keyContexts.flatMap { context in
      KeyBinding.all.filter { $0.context == context && $0.hint != nil }
    }.compactMap { binding in
      guard let key = binding.keys.first, KeyBinding.action(for: key, in: keyContexts) == binding.action,
        let words = words(for: binding), seen.insert(binding.action).inserted
      else { return nil }
      return Hint(key: key.label(isUnicode: appearance.isUnicode), words: words, rank: rank(of: binding.action))
    }
  }

  /// The ways out come first, that out of a download before all; beside the curves the keys that steer the training come before all others.
  private func rank(of action: Action) -> Int {
    switch action {
    case .interrupt where download != nil: 3
    case .toggleTraining where focus == .evaluation: 1
    case .help, .toggleTraining, .quit, .interrupt, .evaluate: 2
    case .stopTraining, .saveCheckpoint, .changeLearningRate: focus == .chart || focus == .pins ? 1 : 0
    default: 0
    }
  }

  /// The words for a key in this state; `nil` where the key has nothing to do.
  private func words(for binding: KeyBinding) -> String? {
    switch binding.action {
    case .toggleTraining where dialog != nil || helpOffset != nil: return nil
    case .help where helpOffset != nil || dialog != nil: return nil
    case .toggleTraining:
      switch training.progress?.phase {
      case .running: return "pause"
      case .paused: return "resume"
      default: return "start training"
      }
    case .stopTraining, .saveCheckpoint, .changeLearningRate: return training.isActive ? binding.hint : nil
    case .openPalette("compare "): return page == .training ? binding.hint : nil
    case .togglePin: return focus == .steps && translations.current != nil ? binding.hint : nil
    case .startResumed: return training.canResume ? binding.hint : nil
    case .interrupt:
      if translations.isStreaming || download?.isCancelled == false { return "cancel" }
      return dialog == nil && focus == .prompt ? "quit" : nil
    case .moveStep, .moveAlternative, .openBranch, .moveInPanel, .nextPanel, .openInspectedBranch,
      .openPalette("force "):
      return translations.current == nil ? nil : binding.hint
    case .draw, .toggleBeam: return translations.current == nil || page != .translating ? nil : binding.hint
    case .complete: return completion == nil ? nil : binding.hint
    case .evaluate: return network == nil ? nil : evaluation.isPending ? "cancel" : binding.hint
    case .movePart, .scrollEvaluation: return evaluation.latest == nil ? nil : binding.hint
    case .edit(.older): return prompt.history.lines.isEmpty ? nil : binding.hint
    default: return binding.hint
    }
  }
}
