/// What can be done to what stands behind a decode.
package enum InspectingAction: Hashable, Sendable {
  case nextPanel(Int)
  case showPanel(InspectorPanel)
  /// Moves the cursor of the panel that has the keys.
  case move(Int)
  /// Decodes on from the character under the cursor.
  case openBranch
  case nextReference
  /// Teacher-forces a translation.
  case weigh(reference: String)
  case encodeAnew
}

extension InspectingAction {
  /// The keys that do it, and the commands.
  static let bindings = [
    KeyBinding(.up, in: .inspector, does: .inspecting(.move(-1)), "the row above, or the character before"),
    KeyBinding(
      .down, in: .inspector, does: .inspecting(.move(1)), "the row below, or the next character", hint: "rows"),
    KeyBinding(
      .character("n"), in: .inspector, does: .inspecting(.nextPanel(1)), "the next panel", hint: "next panel",
      name: .panel, takes: .panel),
    KeyBinding(.character("N"), in: .inspector, does: .inspecting(.nextPanel(-1)), "the panel before"),
    KeyBinding(
      .character("b"), in: .inspector, does: .inspecting(.openBranch), "decode on from the character at the cursor",
      hint: "branch"),
    KeyBinding(.character("r"), in: .inspector, does: .inspecting(.nextReference), "the next reference"),
    KeyBinding(
      .character("f"), in: .inspector, does: .keys(.openPalette(.force)), "teacher-force a translation of your own",
      hint: "force", name: .force, takes: .givenTranslation),
    KeyBinding(
      .character("a"), in: .inspector, does: .inspecting(.encodeAnew), "encode the training sentences anew",
      name: .encode),
  ]
}

extension CommandParameter {
  /// A panel of the inspecting page.
  fileprivate static let panel = CommandParameter(
    "PANEL", expected: "the name of a panel", choices: InspectorPanel.allCases.map(\.title),
    inForce: { $0.inspector.panel.title }
  ) { text in
    InspectorPanel.allCases.first { $0.title == text }.map { .inspecting(.showPanel($0)) }
  }

  /// A translation of the sentence on the screen.
  fileprivate static let givenTranslation = CommandParameter(
    "TRANSLATION", expected: "a translation of the sentence", text: { .inspecting(.weigh(reference: $0)) })
}
