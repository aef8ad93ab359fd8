/// The hyperparameters that somebody asked for; the others are inherited from a network, or are the defaults.
package struct GivenHyperparameters: Hashable, Sendable {
  /// The values as text, by the row of the table.
  private var texts: [Hyperparameter: String] = [:]

  /// Nothing asked for.
  package init() {}

  /// What was asked for in a row, as text; `nil` for nothing.
  package subscript(hyperparameter: Hyperparameter) -> String? {
    get { texts[hyperparameter] }
    set { texts[hyperparameter] = newValue }
  }

  /// Asks for a value, unless there is none.
  package mutating func set<Value: LosslessStringConvertible>(_ hyperparameter: Hyperparameter, _ value: Value?) {
    if let value { texts[hyperparameter] = value.description }
  }

  /// These without what fixes a network, of which one that is trained further has its own.
  package var withoutShapes: GivenHyperparameters {
    var result = self
    for fixed in Hyperparameter.ofTheNetwork { result.texts[fixed] = nil }
    return result
  }

  /// `base` with what was asked for.
  ///
  /// - Throws: `RunSetupError.impossible` naming a value that makes no sense.
  package func applied(to base: Hyperparameters) throws(RunSetupError) -> Hyperparameters {
    var result = base
    for (hyperparameter, text) in texts where !hyperparameter.read(text, &result) {
      throw .impossible(found: "\(hyperparameter.title) \(text)", expected: hyperparameter.expected)
    }
    if let defect = result.defect { throw .impossible(found: defect.found, expected: defect.expected) }
    return result
  }

  /// `base` of a network that is to be trained further with what was asked for; what fixes its shapes must agree.
  ///
  /// - Throws: `RunSetupError` naming what makes no sense or does not agree.
  package func resumed(from base: Hyperparameters) throws(RunSetupError) -> Hyperparameters {
    let result = try applied(to: base)
    for fixed in Hyperparameter.ofTheNetwork where fixed.text(result) != fixed.text(base) {
      throw .otherNetwork(fixed, asked: fixed.text(result), has: fixed.text(base))
    }
    return result
  }
}

/// Why a training run cannot be set up as it was asked for.
///
/// The description names what was found, what was expected, and what to do.
package enum RunSetupError: Error, Hashable, Sendable {
  /// A value that makes no sense.
  case impossible(found: String, expected: String)
  /// What fixes a network's shapes is another in the network that is to be trained further.
  case otherNetwork(Hyperparameter, asked: String, has: String)
}

extension RunSetupError: CustomStringConvertible {
  /// What was found, what was expected, and what to do.
  package var description: String { description(naming: \.title) }

  /// The same where hyperparameters have other names.
  package func description(naming name: (Hyperparameter) -> String) -> String {
    switch self {
    case .impossible(let found, let expected): "\(found); expected \(expected)"
    case .otherNetwork(let fixed, let asked, let has):
      "\(name(fixed)) \(asked), but the network to be trained further has \(has). Leave it out, or train a new network."
    }
  }
}
