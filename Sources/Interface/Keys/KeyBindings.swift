extension KeyBinding {
  /// Every key and command of the workbench, those of one context together and in the order of the help.
  package static let all = KeyContext.allCases.flatMap { context in
    features.joined().filter { $0.context == context }
  }

  /// What each feature has; the rows of a context keep this order.
  private static let features = [
    TranslatingAction.promptBindings, TrainingAction.bindings, TranslatingAction.speedBindings, NetworkAction.bindings,
    DataAction.bindings, PinAction.bindings, OtherAction.bindings, TranslatingAction.stepBindings,
    BeamAction.bindings, TranslatingAction.drawBindings, InspectingAction.bindings, ChartAction.bindings,
    EvaluatingAction.bindings, RunsAction.bindings, frame, ScreenAction.pageBindings, LeavingAction.answers,
    KeysAction.paletteBindings,
    KeysAction.helpBindings, KeysAction.searchBindings,
  ]

  /// The keys that edit a line, wherever one is typed.
  static func editing(in context: KeyContext) -> [KeyBinding] {
    [
      KeyBinding(.left, .control("b"), in: context, does: .edit(.left), "one character back"),
      KeyBinding(.right, .control("f"), in: context, does: .edit(.right), "one character on; at the end, complete"),
      KeyBinding(.alt("b"), in: context, does: .edit(.wordLeft), "one word back"),
      KeyBinding(.alt("f"), in: context, does: .edit(.wordRight), "one word on"),
      KeyBinding(.home, .control("a"), in: context, does: .edit(.home), "to the beginning"),
      KeyBinding(.end, .control("e"), in: context, does: .edit(.end), "to the end"),
      KeyBinding(.backspace, in: context, does: .edit(.deleteBackward), "delete the character before"),
      KeyBinding(.delete, in: context, does: .edit(.deleteForward), "delete the character behind"),
      KeyBinding(.control("w"), in: context, does: .edit(.deleteWordBackward), "delete the word before"),
      KeyBinding(.alt("d"), in: context, does: .edit(.deleteWordForward), "delete the word behind"),
      KeyBinding(.control("u"), in: context, does: .edit(.deleteToStart), "delete to the beginning"),
      KeyBinding(.control("k"), in: context, does: .edit(.deleteToEnd), "delete to the end"),
      KeyBinding(.control("y"), in: context, does: .edit(.yank), "put the last deletion back"),
    ]
  }
}
