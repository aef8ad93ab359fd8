import Model

/// How the program is about to end.
package struct Leaving: Hashable, Sendable {
  /// What it waits for.
  package enum Moment: Hashable, Sendable {
    /// The batch in hand and the save behind it.
    case saved
    /// The last epoch.
    case trained
  }

  /// The exit status.
  package var status: Int32
  /// What it waits for.
  var moment: Moment

  /// A way to end.
  package init(status: Int32, after moment: Moment) {
    self.status = status
    self.moment = moment
  }
}

extension WorkbenchState {
  mutating func perform(_ action: LeavingAction) -> [Effect] {
    switch action {
    case .interrupt: return interrupt()
    case .suspend: return [.suspend]
    case .quit: return quit()
    case .stopAndQuit: return leave(status: 0)
    case .quitWhenTrained:
      leaving = Leaving(status: 0, after: .trained)
      keys.dialog = nil
      notice = Notice("Training goes on; the program quits when it is done")
      return []
    }
  }

  /// `^C` and SIGINT: cancels a decode or a download and only that; else ends the training and the program, the second time at once.
  mutating func interrupt() -> [Effect] {
    if leaving?.moment == .saved { return [.exit(status: 130)] }
    if translating.isStreaming || !translating.waiting.isEmpty {
      translating.cancel()
      notice = Notice("Decode cancelled")
      return [.cancelDecode]
    }
    if let effects = cancelFetch() { return effects }
    return training.isActive ? leave(status: 130) : [.exit(status: 130)]
  }

  /// Quits, asking first while the network trains.
  mutating func quit() -> [Effect] {
    guard training.isActive else { return [.exit(status: 0)] }
    keys.dialog = .quit
    return []
  }

  /// Ends the batch in hand, saves, and then ends the program.
  mutating func leave(status: Int32) -> [Effect] {
    guard training.isActive else { return [.exit(status: status)] }
    keys.dialog = nil
    leaving = Leaving(status: status, after: .saved)
    notice = Notice("Saving, then leaving; \(key(for: .leaving(.interrupt))) again leaves at once")
    return [.stopTraining]
  }

  /// The exit that was waiting for the training, once that has come to its end.
  ///
  /// Quitting stays when the last save failed, so that the training is not lost unseen; `^C` leaves all the same.
  mutating func exitWhenDone() -> [Effect] {
    guard let leaving, !training.isActive else { return [] }
    if training.progress?.saveFailure != nil, leaving.status == 0 {
      self.leaving = nil
      return []
    }
    return [.exit(status: leaving.status)]
  }
}
