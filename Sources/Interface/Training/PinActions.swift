/// What can be done to the pinned sentences.
package enum PinAction: Hashable, Sendable {
  /// Pins a sentence, without one that of the decode on the screen; or unpins it.
  case toggle(String?)
  case move(Int)
  case unpin
}

extension PinAction {
  /// The keys that do it, and the commands.
  static let bindings = [
    KeyBinding(
      .character("p"), in: .commands, does: .pins(.toggle(nil)), "pin or unpin: translated after every epoch",
      hint: "pin", name: .pin, takes: .sentence),
    KeyBinding(.up, in: .pins, does: .pins(.move(-1)), "the sentence above"),
    KeyBinding(.down, in: .pins, does: .pins(.move(1)), "the sentence below", hint: "sentences"),
    KeyBinding(.character("p"), .delete, in: .pins, does: .pins(.unpin), "unpin the sentence", hint: "unpin"),
  ]
}

extension CommandParameter {
  /// A sentence, which need not have been translated.
  fileprivate static let sentence = CommandParameter(
    "SENTENCE", expected: "a sentence", text: { .pins(.toggle($0)) })
}
