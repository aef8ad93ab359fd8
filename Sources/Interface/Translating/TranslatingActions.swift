/// What can be done to the sentence being translated.
package enum TranslatingAction: Hashable, Sendable {
  // The sentence being typed
  case translate
  case complete
  case deleteOrQuit
  // Its steps
  case moveStep(Int)
  case moveAlternative(Int)
  case revealNext
  case openBranch
  case closeBranch
  case moveBranch(Int)
  case moveSentence(Int)
  case changeSpeed(faster: Bool)
  case setSpeed(StreamSpeed)
  case toggleReferences
  /// Copies the translation on the screen.
  case copy
  // Draws
  case draw(seed: UInt64?)
  /// By so many tenths.
  case warm(Int)
  case setTemperature(Double)
}

extension TranslatingAction {
  /// The keys of the prompt.
  static let promptBindings =
    [
      KeyBinding(.enter, in: .prompt, does: .translating(.translate), "translate the sentence", hint: "translate"),
      KeyBinding(
        .tab, in: .prompt, does: .translating(.complete), "complete from the data; else the next pane",
        hint: "complete"),
      KeyBinding(
        .escape, in: .prompt, does: .keys(.leavePrompt), "leave the prompt: keys become commands", hint: "commands"),
      KeyBinding(.up, .control("p"), in: .prompt, does: .edit(.older), "an earlier sentence", hint: "history"),
      KeyBinding(.down, .control("n"), in: .prompt, does: .edit(.newer), "a later sentence"),
      KeyBinding(.shiftLeft, in: .prompt, does: .translating(.moveStep(-1)), "walk to the step before"),
      KeyBinding(
        .shiftRight, in: .prompt, does: .translating(.moveStep(1)), "walk to the next step",
        hint: "next character"),
      KeyBinding(
        .control("d"), in: .prompt, does: .translating(.deleteOrQuit), "delete forward; on an empty line, quit"),
    ] + KeyBinding.editing(in: .prompt)

  /// The keys that set how fast characters appear.
  static let speedBindings = [
    KeyBinding(
      .character("<"), .character(","), in: .commands, does: .translating(.changeSpeed(faster: false)),
      "decode slower", name: .slower),
    KeyBinding(
      .character(">"), .character("."), in: .commands, does: .translating(.changeSpeed(faster: true)),
      "decode faster", name: .faster),
    KeyBinding(named: .speed, in: .commands, takes: .speed, "set how fast characters appear"),
  ]

  /// The keys that walk and branch a decode.
  static let stepBindings = [
    KeyBinding(.left, in: .steps, does: .translating(.moveStep(-1)), "the step before", hint: "steps"),
    KeyBinding(.right, in: .steps, does: .translating(.moveStep(1)), "the next step"),
    KeyBinding(.home, in: .steps, does: .translating(.moveStep(.min)), "the first step"),
    KeyBinding(.end, in: .steps, does: .translating(.moveStep(.max)), "the last step"),
    KeyBinding(.up, in: .steps, does: .translating(.moveAlternative(-1)), "a likelier character"),
    KeyBinding(
      .down, in: .steps, does: .translating(.moveAlternative(1)), "a less likely character", hint: "choices"),
    KeyBinding(
      .character(" "), in: .steps, does: .translating(.revealNext), "the next character, at “one per key”",
      hint: "next character"),
    KeyBinding(
      .character("b"), in: .steps, does: .translating(.openBranch), "decode on from that character", hint: "branch",
      name: .branch),
    KeyBinding(
      .character("u"), in: .steps, does: .translating(.closeBranch), "undo the last branch", name: .undo),
    KeyBinding(.character("["), in: .steps, does: .translating(.moveBranch(-1)), "the branch above"),
    KeyBinding(.character("]"), in: .steps, does: .translating(.moveBranch(1)), "the branch below"),
  ]

  /// Draws, and what stands behind them in the help.
  static let drawBindings = [
    KeyBinding(named: .temperature, in: .commands, takes: .temperature, "set the temperature of draws"),
    KeyBinding(
      .character("d"), in: .steps, does: .translating(.draw(seed: nil)), "draw a decode by chance", hint: "draw",
      name: .draw, takes: .seed),
    KeyBinding(
      .character("c"), in: .steps, does: .translating(.warm(-1)), "draw cooler: likelier characters", name: .cooler),
    KeyBinding(
      .character("w"), in: .steps, does: .translating(.warm(1)), "draw warmer: less likely characters",
      name: .warmer),
    KeyBinding(
      .character("r"), in: .steps, does: .translating(.toggleReferences), "all references, or only the closest",
      name: .references),
    KeyBinding(
      .character("y"), in: .commands, does: .translating(.copy), "copy the translation (OSC 52)",
      name: .copy),
    KeyBinding(.pageUp, in: .steps, does: .translating(.moveSentence(-1)), "the sentence before"),
    KeyBinding(.pageDown, in: .steps, does: .translating(.moveSentence(1)), "the next sentence"),
  ]
}

extension CommandParameter {
  /// How fast decoded characters appear.
  fileprivate static let speed = CommandParameter(
    "SPEED", expected: "characters a second, from 1 to 1000, or \(StreamSpeed.words.joined(separator: " or "))",
    choices: StreamSpeed.all.map(\.word), inForce: { $0.translating.speed.word }
  ) { text in
    StreamSpeed(word: text).map { .translating(.setSpeed($0)) }
  }

  /// The temperature of draws.
  fileprivate static let temperature = CommandParameter(
    "T", expected: TranslatingState.temperatures.words,
    inForce: { Figures.short($0.translating.temperature) }
  ) { text in
    Double(text).flatMap { TranslatingState.temperatures.contains($0) ? .translating(.setTemperature($0)) : nil }
  }

  /// The seed of a draw.
  fileprivate static let seed = CommandParameter("SEED", expected: "a whole number from 0 on") { text in
    UInt64(text).map { .translating(.draw(seed: $0)) }
  }
}

extension ClosedRange<Double> {
  fileprivate var words: String { "a number from \(lowerBound) to \(upperBound)" }
}
