import Model

/// What can be done to the training.
package enum TrainingAction: Hashable, Sendable {
  /// Shows the form; pauses; goes on.
  case toggle
  case stop
  case save
  case changeLearningRate(up: Bool)
  case setLearningRate(Double)
  case setEpochs(Int)
  /// To the form that sets one up.
  case form(FormAction)
}

extension TrainingAction {
  /// The keys that do it, and the commands.
  static let bindings = running + FormAction.bindings + waiting

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

  private static let waiting = [
    KeyBinding(.escape, in: .loadingDialog, does: .keys(.dismiss), "do not train", hint: "cancel")
  ]
}

extension CommandParameter {
  /// A learning rate that training accepts.
  fileprivate static let learningRate = of(.learningRate, "RATE", now: \.learningRate) { text in
    Double(text).map { .training(.setLearningRate($0)) }
  }

  /// The epoch to train to.
  fileprivate static let epochs = of(.epochs, "N", now: { $0.epochs }) { text in
    Int(text).map { .training(.setEpochs($0)) }
  }

  /// A value that the table of hyperparameters allows; `now` is what a training that runs has.
  private static func of<Value: LosslessStringConvertible & Sendable>(
    _ hyperparameter: Hyperparameter, _ placeholder: String,
    now value: @escaping @Sendable (TrainingProgress) -> Value, action: @escaping @Sendable (String) -> Action?
  ) -> CommandParameter {
    let original = hyperparameter.plainText(Hyperparameters())
    return CommandParameter(
      placeholder, expected: "\(hyperparameter.expected), the original's is \(original)",
      choices: hyperparameter.choices,
      inForce: { state in
        let progress = state.training.isActive ? state.training.progress : nil
        return progress.map { Hyperparameter.plain(value($0).description) } ?? state.nextValue(of: hyperparameter)
      }
    ) { text in
      hyperparameter.refusal(of: text) == nil ? action(text) : nil
    }
  }
}

extension WorkbenchState {
  /// What the next training has of a hyperparameter.
  fileprivate func nextValue(of hyperparameter: Hyperparameter) -> String {
    let row = FormSheet(self).rows.first { $0.field == .hyperparameter(hyperparameter) }
    return (row?.text ?? hyperparameter.plainText(training.hyperparameters)) + " for the next training"
  }
}
