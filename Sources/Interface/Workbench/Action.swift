/// What a key or a command stands for: something that a feature does.
package enum Action: Hashable, Sendable {
  /// To the line being typed, whichever that is.
  case edit(LineEdit)
  /// To where the keys go.
  case keys(KeysAction)
  /// To the screen as a whole.
  case screen(ScreenAction)
  /// To the program.
  case leaving(LeavingAction)
  /// To the data in use.
  case data(DataAction)
  /// To the network in use.
  case network(NetworkAction)
  /// To the training.
  case training(TrainingAction)
  /// To the pinned sentences.
  case pins(PinAction)
  /// To the curves.
  case chart(ChartAction)
  /// To the sentence being translated.
  case translating(TranslatingAction)
  /// To the beam search beside it.
  case beam(BeamAction)
  /// To the network it is compared with.
  case other(OtherAction)
  /// To what stands behind a decode.
  case inspecting(InspectingAction)
  /// To the evaluation.
  case evaluating(EvaluatingAction)
  /// To the list of runs.
  case runs(RunsAction)
}
