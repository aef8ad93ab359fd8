/// What can be done to the training.
package enum TrainingAction: Hashable, Sendable {
  /// Asks what to train; pauses; goes on.
  case toggle
  case stop
  case save
  case changeLearningRate(up: Bool)
  case setLearningRate(Double)
  case setEpochs(Int)
  /// Moves the choice among the data to start with.
  case chooseData(Int)
  case startNew
  case startResumed
  /// Takes the file that was typed, or chosen.
  case acceptPath
  /// Moves the choice among the files that are offered.
  case choosePath(Int)
  /// Types the rest of the one that is chosen.
  case completePath
}

extension TrainingAction {
  /// The keys that do it, and the commands.
  static let bindings = running + starting

  private static let running = [
    KeyBinding(
      .character("t"), in: .commands, does: .training(.toggle), "start training; pause; resume", hint: "train/pause",
      name: .train),
    KeyBinding(
      .character("x"), in: .commands, does: .training(.stop), "stop training and save", hint: "stop", name: .stop),
    KeyBinding(.character("s"), in: .commands, does: .training(.save), "save now", hint: "save", name: .save),
    KeyBinding(
      .character("+"), .character("="), in: .commands, does: .training(.changeLearningRate(up: true)),
      "raise the learning rate", hint: "rate", name: .raise),
    KeyBinding(
      .character("-"), in: .commands, does: .training(.changeLearningRate(up: false)), "lower the learning rate",
      name: .lower),
    KeyBinding(named: .rate, in: .commands, takes: .learningRate, "set the learning rate"),
    KeyBinding(named: .epochs, in: .commands, takes: .epochs, "set the epoch to train to"),
    KeyBinding(
      .control("t"), in: .everywhere, does: .training(.toggle), "start training; pause; resume", hint: "train"),
  ]

  private static let starting =
    [
      KeyBinding(
        .character("n"), .enter, in: .startDialog, does: .training(.startNew), "train a new network", hint: "new"),
      KeyBinding(
        .character("r"), in: .startDialog, does: .training(.startResumed), "resume: train this network further",
        hint: "resume"),
      KeyBinding(.up, in: .startDialog, does: .training(.chooseData(-1)), "the data above"),
      KeyBinding(.down, in: .startDialog, does: .training(.chooseData(1)), "the data below", hint: "data"),
      KeyBinding(.escape, in: .startDialog, does: .keys(.dismiss), "do not train", hint: "cancel"),
      KeyBinding(.enter, in: .pathDialog, does: .training(.acceptPath), "train on this file", hint: "train"),
      KeyBinding(.tab, in: .pathDialog, does: .training(.completePath), "type the rest of the file", hint: "complete"),
      KeyBinding(.up, in: .pathDialog, does: .training(.choosePath(-1)), "the file above"),
      KeyBinding(.down, in: .pathDialog, does: .training(.choosePath(1)), "the file below", hint: "choose"),
      KeyBinding(.escape, in: .pathDialog, does: .keys(.dismiss), "do not train", hint: "cancel"),
      KeyBinding(.escape, in: .loadingDialog, does: .keys(.dismiss), "do not train", hint: "cancel"),
    ] + KeyBinding.editing(in: .pathDialog)
}

extension CommandParameter {
  /// A learning rate that training accepts.
  fileprivate static let learningRate = CommandParameter(
    "RATE", expected: "a number above 0, such as 0.0005",
    inForce: { state in
      state.training.isActive ? (state.training.progress?.learningRate).map(Figures.short) : "no training is running"
    }
  ) { text in
    guard let rate = Double(text), rate > 0, rate <= 1e6 else { return nil }
    return .training(.setLearningRate(rate))
  }

  /// The epoch to train to.
  fileprivate static let epochs = CommandParameter(
    "N", expected: "a whole number from 1 to 1000000",
    inForce: { "\($0.training.isActive ? $0.training.progress?.epochs ?? $0.training.epochs : $0.training.epochs)" }
  ) { text in
    Int(text).flatMap { (1...1_000_000).contains($0) ? .training(.setEpochs($0)) : nil }
  }
}
