/// What can be done to the evaluation.
package enum EvaluatingAction: Hashable, Sendable {
  /// Evaluates, or cancels that.
  case toggle
  case movePart(Int)
  case scroll(Int)
}

extension EvaluatingAction {
  /// The keys that do it, and the commands.
  static let bindings = [
    KeyBinding(
      .character("v"), in: .evaluation, does: .evaluating(.toggle), "evaluate the network, or cancel that",
      hint: "evaluate", name: .evaluate),
    KeyBinding(.left, in: .evaluation, does: .evaluating(.movePart(-1)), "the part of the data before"),
    KeyBinding(
      .right, in: .evaluation, does: .evaluating(.movePart(1)), "the next part of the data: its sentences",
      hint: "part"),
    KeyBinding(.up, in: .evaluation, does: .evaluating(.scroll(-1)), "scroll back"),
    KeyBinding(.down, in: .evaluation, does: .evaluating(.scroll(1)), "scroll on", hint: "sentences"),
    KeyBinding(.pageUp, in: .evaluation, does: .evaluating(.scroll(-10)), "ten back"),
    KeyBinding(.pageDown, .character(" "), in: .evaluation, does: .evaluating(.scroll(10)), "ten on"),
    KeyBinding(.home, in: .evaluation, does: .evaluating(.scroll(.min)), "back to the start"),
    KeyBinding(.end, in: .evaluation, does: .evaluating(.scroll(.max)), "to the end"),
  ]
}
