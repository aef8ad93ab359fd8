import Model
/// What can be done to the beam search beside a decode.
package enum BeamAction: Hashable, Sendable {
  case toggle
  /// By so many hypotheses.
  case widen(Int)
  case setWidth(Int)
  case move(Int)
  /// Opens the hypothesis under the cursor as a branch.
  case open
  case leave
}

extension BeamAction {
  /// The keys that do it, and the commands.
  static let bindings = [
    KeyBinding(
      .character("B"), in: .steps, does: .beam(.toggle), "beam search beside the greedy decode", hint: "beam",
      name: .beam, takes: .beamWidth),
    KeyBinding(.up, in: .beam, does: .beam(.move(-1)), "a likelier hypothesis"),
    KeyBinding(.down, in: .beam, does: .beam(.move(1)), "a less likely hypothesis", hint: "choose"),
    KeyBinding(.enter, .character("b"), in: .beam, does: .beam(.open), "open it as a branch", hint: "open"),
    KeyBinding(.character("+"), .character("="), in: .beam, does: .beam(.widen(1)), "a wider beam", hint: "wider"),
    KeyBinding(.character("-"), in: .beam, does: .beam(.widen(-1)), "a narrower beam", hint: "narrower"),
    KeyBinding(.shiftRight, in: .beam, does: .beam(.widen(10)), "ten wider"),
    KeyBinding(.shiftLeft, in: .beam, does: .beam(.widen(-10)), "ten narrower"),
    KeyBinding(.character("B"), in: .beam, does: .beam(.toggle), "no beam search", hint: "close"),
    KeyBinding(.escape, in: .beam, does: .beam(.leave), "back to the steps"),
  ]
}

/// What can be done to the second network.
package enum OtherAction: Hashable, Sendable {
  case open(path: String)
  /// Compares it with the branch that is walked, or with the greedy decode again.
  case match
  case close
}

extension OtherAction {
  /// The keys that do it, and the commands.
  static let bindings = [
    KeyBinding(
      .character("o"), in: .commands, does: .keys(.openPalette(.against)), "compare with a second checkpoint",
      name: .against, takes: .secondCheckpoint),
    KeyBinding(.character("m"), in: .steps, does: .other(.match), "compare the second network with this branch"),
    KeyBinding(.character("O"), in: .commands, does: .other(.close), "close the second checkpoint", name: .alone),
  ]
}

extension CommandParameter {
  /// How many hypotheses a beam search follows.
  fileprivate static let beamWidth = CommandParameter(
    "WIDTH", expected: "a whole number from \(BeamState.widths.lowerBound) to \(BeamState.widths.upperBound)",
    inForce: { $0.translating.beam.isShown ? String($0.translating.beam.width) : "no beam search" }
  ) { text in
    Int(text).flatMap { BeamState.widths.contains($0) ? .beam(.setWidth($0)) : nil }
  }

  /// The path of a checkpoint to compare with.
  fileprivate static let secondCheckpoint = CommandParameter(
    "FILE", expected: "the path of a checkpoint", files: Checkpoint.endings,
    inForce: { $0.translating.other.card?.name ?? "none" }, text: { .other(.open(path: $0)) })
}
