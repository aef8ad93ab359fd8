/// How a Keras model was trained: RMSprop's settings, and what it remembers.
package struct KerasOptimizer: Hashable, Sendable {
  /// The step size; a schedule has no single one, and then it is Keras's default.
  package var learningRate = 0.001
  /// How much of the mean square is kept.
  package var rho = 0.9
  /// How much of the last movement is added.
  package var momentum = 0.0
  /// Keeps the quotient finite.
  package var epsilon = 1e-7
  /// Whether the squared mean gradient is subtracted.
  package var centered = false
  /// The step size shrinks by 1 / (1 + decay · iterations).
  package var decay = 0.0
  /// Where epsilon stands.
  package var rule = RMSpropVariant.optimizerV2
  /// Weight updates so far.
  package var iterations = 0
  /// v of each tensor in `ParameterTensor`'s order, or nil to start afresh.
  package var meanSquare: [[Float]]?
  /// m, likewise.
  package var movement: [[Float]]?
  /// ḡ, likewise.
  package var meanGradient: [[Float]]?

  /// Keras's defaults, with nothing remembered.
  package init() {}

  /// How training goes on, as `training goes on at iteration 6 with RMSprop as keras-3 has it`.
  package var title: String {
    let rule = "with RMSprop as \(rule.rawValue) has it"
    return meanSquare == nil
      ? "training on begins the optimizer afresh, \(rule)" : "training goes on at iteration \(iterations), \(rule)"
  }
}

/// What a file says of its optimizer, before the numbers are looked at.
struct KerasOptimizerConfig {
  /// The class, such as RMSprop; nil where the file does not say.
  let kind: String?
  /// The settings; null where the file does not say.
  let settings: JSONTree

  /// Reads `optimizer_config` or `compile_config.optimizer`: an object, a bare name, or nothing.
  init(_ tree: JSONTree) {
    let outer = KerasGraph.kind(tree["class_name"]) ?? tree.string
    // Mixed precision wraps the optimizer.
    let inner = outer?.hasPrefix("LossScaleOptimizer") == true ? tree["config"]["inner_optimizer"] : tree
    kind = KerasGraph.kind(inner["class_name"]) ?? inner.string
    settings = inner["config"]
  }

  /// The settings of a network that this program exported into a file without any.
  init(_ hyperparameters: Hyperparameters) {
    kind = "RMSprop"
    settings = [
      "learning_rate": .number(hyperparameters.learningRate), "rho": .number(hyperparameters.rho),
      "momentum": .number(hyperparameters.momentum), "epsilon": .number(hyperparameters.epsilon),
      "centered": .bool(hyperparameters.centered),
    ]
  }

  /// Whether the rule is RMSprop, or taken to be.
  var isRMSprop: Bool { kind.map { $0.lowercased() == "rmsprop" } ?? true }
}

extension KerasOptimizer {
  /// Puts together what the config says and what the file holds.
  ///
  /// `notes` receives what the user should know, such as why the optimizer starts afresh.
  init(
    _ config: KerasOptimizerConfig, _ contents: KerasContents.Optimizer?, rule: RMSpropVariant,
    order: [KerasArchitecture.Part], sizes: KerasSizes, notes: inout [String]
  ) {
    self.rule = rule
    guard config.isRMSprop else {
      notes.append("it was trained with \(config.kind ?? "?"); the optimizer here is RMSprop and starts afresh")
      return
    }
    read(config.settings, contents, &notes)
    guard let contents else {
      notes.append("the file keeps nothing of the optimizer, which starts afresh")
      return
    }
    guard !contents.slots.isEmpty else {
      iterations = contents.iterations ?? 0
      return
    }
    if let reason = take(contents, hasSettings: !config.settings.isNull, order: order, sizes: sizes, &notes) {
      notes.append("\(reason): the optimizer starts afresh")
    } else if config.settings["use_ema"].bool == true {
      (meanSquare, movement, meanGradient, iterations) = (nil, nil, nil, 0)
      notes.append("it averages its weights (use_ema): the optimizer starts afresh")
    }
  }

  /// Takes the slots and the iterations, or gives the reason why they are not to be had.
  private mutating func take(
    _ contents: KerasContents.Optimizer, hasSettings: Bool, order: [KerasArchitecture.Part], sizes: KerasSizes,
    _ notes: inout [String]
  ) -> String? {
    let kinds = contents.slots.count / 8
    guard contents.slots.count % 8 == 0, (1...3).contains(kinds) else {
      return "\(contents.slots.count) slots are none of RMSprop's"
    }
    if hasSettings, kinds != 1 + (momentum > 0 ? 1 : 0) + (centered ? 1 : 0) {
      return "its slots are not those of its settings"
    }
    guard let slots = Self.sorted(contents.slots, order: order, sizes: sizes) else {
      return "its slots do not fit the weights or are not finite"
    }
    if !hasSettings {
      centered = kinds == 3
      if kinds > 1 {
        notes.append("the file holds a momentum's slots but not its value: give --momentum to go on with it")
      }
    }
    meanSquare = slots[0]
    if momentum > 0 || (!hasSettings && kinds > 1) { movement = slots[1] }
    if centered { meanGradient = slots[kinds - 1] }
    iterations = contents.iterations ?? 0
    if contents.iterations == nil {
      notes.append("the file does not keep the number of weight updates, which counts from 0")
    }
    return nil
  }

  /// The settings; what is missing keeps Keras's default.
  private mutating func read(_ settings: JSONTree, _ contents: KerasContents.Optimizer?, _ notes: inout [String]) {
    func take(_ value: Double?, _ range: (Double) -> Bool, into target: inout Double) {
      guard let value, value.isFinite, range(value) else { return }
      // A float32 that was written as a double: its own few digits say the same.
      target = Double(Float(value)) == value ? Float(value).shortestDouble : value
    }
    let rate = settings["learning_rate"].isNull ? settings["lr"] : settings["learning_rate"]
    take(rate.number, { $0 > 0 }, into: &learningRate)
    take(contents?.learningRate, { $0 > 0 }, into: &learningRate)
    if case .object = rate {
      notes.append("the learning rate followed a schedule; here it stays at \(learningRate)")
    }
    take(settings["rho"].number, { (0..<1).contains($0) }, into: &rho)
    take(settings["momentum"].number, { $0 >= 0 }, into: &momentum)
    take(settings["epsilon"].number, { $0 >= 0 }, into: &epsilon)
    take(settings["decay"].number, { $0 >= 0 }, into: &decay)
    centered = settings["centered"].bool ?? false
    for key in ["weight_decay", "clipnorm", "clipvalue", "global_clipnorm"] where !settings[key].isNull {
      notes.append("it was trained with \(key), which training here does not apply")
    }
  }

  /// The slots of each kind in `ParameterTensor`'s order, or nil if one does not fit.
  private static func sorted(
    _ slots: [KerasArray], order: [KerasArchitecture.Part], sizes: KerasSizes
  ) -> [[[Float]]]? {
    let tensors = order.flatMap(\.tensors)
    var kinds: [[[Float]]] = []
    for start in stride(from: 0, to: slots.count, by: tensors.count) {
      var byTensor: [ParameterTensor: [Float]] = [:]
      for (tensor, slot) in zip(tensors, slots[start...]) {
        guard slot.shape == sizes.shape(of: tensor), slot.values.allSatisfy(\.isFinite) else { return nil }
        byTensor[tensor] = slot.values
      }
      kinds.append(ParameterTensor.allCases.compactMap { byTensor[$0] })
    }
    // A mean of squares is never negative.
    let isSquare = kinds.first?.allSatisfy { $0.allSatisfy { $0 >= 0 } } ?? false
    return isSquare ? kinds : nil
  }
}
