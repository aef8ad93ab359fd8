/// What can be done to the curves.
package enum ChartAction: Hashable, Sendable {
  /// By so many epochs; `Int.min` reaches the first.
  case moveCrosshair(Int)
  case hideCrosshair
  case nextMetric
  case toggleLogarithmic
  case zoom(in: Bool)
  /// Draws so many epochs; `nil` for all.
  case setSpan(Int?)
  /// Draws earlier epochs (-1) or later ones (1).
  case pan(Int)
  /// Over the next more batches.
  case smooth
  /// Over so many batches; 0 draws them as they are.
  case setSmoothing(Int)
  /// Draws the curves of an earlier run, too.
  case compare(path: String)
  /// Takes the run of a letter away, or the last one.
  case stopComparing(Character?)
  /// Hides the run before the one at hand, or draws it again.
  case toggleBefore
}

extension ChartAction {
  /// The keys that do it, and the commands.
  static let bindings = [
    KeyBinding(.left, in: .chart, does: .chart(.moveCrosshair(-1)), "crosshair one epoch back", hint: "crosshair"),
    KeyBinding(.right, in: .chart, does: .chart(.moveCrosshair(1)), "crosshair one epoch on"),
    KeyBinding(.shiftLeft, .pageUp, in: .chart, does: .chart(.moveCrosshair(-10)), "crosshair ten epochs back"),
    KeyBinding(.shiftRight, .pageDown, in: .chart, does: .chart(.moveCrosshair(10)), "crosshair ten epochs on"),
    KeyBinding(.home, in: .chart, does: .chart(.moveCrosshair(.min)), "crosshair to the first epoch"),
    KeyBinding(.end, in: .chart, does: .chart(.hideCrosshair), "follow the newest epoch", name: .follow),
    KeyBinding(
      .character("m"), in: .chart, does: .chart(.nextMetric), "loss, accuracy, the same of real characters",
      hint: "metric", name: .metric),
    KeyBinding(
      .character("l"), in: .chart, does: .chart(.toggleLogarithmic), "logarithmic or linear axis", hint: "log",
      name: .log),
    KeyBinding(
      .character("z"), .up, in: .chart, does: .chart(.zoom(in: true)), "zoom in on the crosshair or the last epochs",
      hint: "zoom", name: .zoom),
    KeyBinding(.character("Z"), .down, in: .chart, does: .chart(.zoom(in: false)), "zoom out", name: .unzoom),
    KeyBinding(
      .character("["), in: .chart, does: .chart(.pan(-1)), "pan to earlier epochs", hint: "pan", name: .earlier),
    KeyBinding(
      .character("]"), in: .chart, does: .chart(.pan(1)), "pan to later epochs", name: .later),
    KeyBinding(named: .window, in: .chart, takes: .epochCount, "draw so many epochs, or all"),
    KeyBinding(
      .character("a"), in: .chart, does: .chart(.smooth), "smooth the batches: off, 10, 50, 200", name: .smooth,
      takes: .batchCount),
    KeyBinding(
      .character("o"), in: .chart, does: .keys(.openPalette(.compare)), "compare with an earlier run",
      hint: "compare", name: .compare, takes: .earlierRun),
    KeyBinding(
      .character("O"), in: .chart, does: .chart(.stopComparing(nil)), "take an earlier run away", name: .uncompare,
      takes: .letter),
    KeyBinding(
      .character("b"), in: .chart, does: .chart(.toggleBefore), "hide the run before, or draw it faintly",
      name: .before),
  ]
}

extension CommandParameter {
  /// The path of an earlier run.
  fileprivate static let earlierRun = CommandParameter(
    "FILE", expected: "the path of a checkpoint or of what --log wrote", files: ["safetensors", "jsonl"],
    text: { .chart(.compare(path: $0)) })

  /// How many epochs are drawn.
  fileprivate static let epochCount = CommandParameter(
    "N", expected: "a number of epochs, or all", choices: ["all"] + ChartState.spans.map { String($0) },
    inForce: { $0.chart.span.map { String($0) } ?? "all" }
  ) { text in
    if text == "all" { return .chart(.setSpan(nil)) }
    return Int(text).flatMap { (1...1_000_000_000).contains($0) ? .chart(.setSpan($0)) : nil }
  }

  /// How many batches a smoothed curve looks back on.
  fileprivate static let batchCount = CommandParameter(
    "N", expected: "a number of batches up to \(ChartState.mostSmoothing), or off",
    choices: ChartState.smoothings.map { $0 == 0 ? "off" : String($0) },
    inForce: { $0.chart.smoothing == 0 ? "off" : String($0.chart.smoothing) }
  ) { text in
    if text == "off" { return .chart(.setSmoothing(0)) }
    return Int(text).flatMap { (0...ChartState.mostSmoothing).contains($0) ? .chart(.setSmoothing($0)) : nil }
  }

  /// The letter of an earlier run.
  fileprivate static let letter = CommandParameter(
    "LETTER", expected: "the letter of an earlier run", choices: Overlay.letters.map { String($0) },
    inForce: { state in
      let letters = state.chart.overlays.map { String($0.letter) }
      return letters.isEmpty ? "no earlier run is shown" : letters.joined(separator: ", ")
    }
  ) { text in
    Overlay.letters.first { String($0) == text.uppercased() }.map { .chart(.stopComparing($0)) }
  }
}
