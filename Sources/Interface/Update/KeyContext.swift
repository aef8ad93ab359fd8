/// Where a key means something.
package enum KeyContext: String, CaseIterable, Hashable, Sendable {
  case prompt = "Typing"
  case commands = "Commands (Esc leaves the prompt)"
  case steps = "Steps of the decode"
  case inspector = "Inspecting a decode"
  case beam = "Hypotheses of the beam search"
  case chart = "Curves"
  case pins = "Pinned sentences"
  case evaluation = "Evaluation"
  case everywhere = "Everywhere"
  case startDialog = "Starting"
  case pathDialog = "File to train on"
  case loadingDialog = "Waiting for the data"
  case quitDialog = "Quitting during training"
  case palette = "Command palette"
  case help = "This help"
}
