/// One of the hyperparameters as text: its names, what it does, and what it can be.
///
/// Everything that reads, writes, asks for or explains hyperparameters goes through `all`: checkpoints, the command line and
/// the screen.
package struct Hyperparameter: Sendable {
  /// Its key in a checkpoint, such as `learning_rate`.
  package let key: String
  /// Its option on the command line without the dashes, such as `learning-rate`.
  package let option: String
  /// What it is called in messages and on the screen: `learning rate`.
  package let title: String
  /// What it does, in a line.
  package let explanation: String
  /// What it can be, such as `a finite number above 0`.
  package let expected: String
  /// The words it can be; empty where it is a number.
  package let choices: [String]
  /// What it is counted in, such as `pairs`; empty for a number that counts nothing.
  package let unit: String
  /// Its value as text, which `read` takes back.
  package let text: @Sendable (Hyperparameters) -> String
  /// Takes a value from text, which may be out of range; false where the text is no such value, which changes nothing.
  package let read: @Sendable (String, inout Hyperparameters) -> Bool
  /// Whether the value is within its range.
  let isValid: @Sendable (Hyperparameters) -> Bool
  /// Reads it where a checkpoint has it.
  let decode: @Sendable (KeyedDecodingContainer<Key>, inout Hyperparameters) throws -> Void
  /// Writes it for a checkpoint.
  let encode: @Sendable (Hyperparameters, inout KeyedEncodingContainer<Key>) throws -> Void

  /// A key of a checkpoint's JSON object.
  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  /// Its value where it is out of range, and what was expected; `nil` if all is well.
  func defect(in values: Hyperparameters) -> (found: String, expected: String)? {
    isValid(values) ? nil : ("\(title) \(text(values))", expected)
  }
}

extension Hyperparameter {
  /// Its value as a reader writes it: `0` and not `0.0`, `1e-7` and not `1e-07`.
  package func plainText(_ values: Hyperparameters) -> String { Self.plain(text(values)) }

  /// A number's own text as a reader writes it.
  package static func plain(_ text: String) -> String {
    text.hasSuffix(".0") ? String(text.dropLast(2)) : text.replacing("e-0", with: "e-")
  }

  /// Why a text is no value of it; `nil` if it is one.
  package func refusal(of text: String) -> RunSetupError? {
    var values = Hyperparameters()
    guard read(text, &values), isValid(values) else {
      return .impossible(found: "\(title) \(text)", expected: expected)
    }
    return nil
  }
}

extension Hyperparameter: Hashable {
  /// Whether both are the same row of the table.
  package static func == (left: Hyperparameter, right: Hyperparameter) -> Bool { left.key == right.key }

  /// Feeds the key.
  package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension Hyperparameter {
  /// A number, or whatever its own description names without loss.
  init<Value: LosslessStringConvertible & Codable & Sendable>(
    _ path: WritableKeyPath<Hyperparameters, Value> & Sendable, _ key: String, option: String? = nil,
    title: String? = nil, _ explanation: String, expected: String, choices: [String] = [], unit: String = "",
    isOmitted: @escaping @Sendable (Value) -> Bool = { _ in false },
    where isValid: @escaping @Sendable (Value) -> Bool = { _ in true }
  ) {
    self.init(
      key: key, option: option ?? key.replacing("_", with: "-"),
      title: title ?? (option ?? key).replacing("_", with: " "), explanation: explanation, expected: expected,
      choices: choices, unit: unit, text: { $0[keyPath: path].description },
      read: { text, values in
        guard let value = Value(text) else { return false }
        values[keyPath: path] = value
        return true
      },
      isValid: { isValid($0[keyPath: path]) },
      decode: { container, values in
        guard let value = try container.decodeIfPresent(Value.self, forKey: Key(key)) else { return }
        values[keyPath: path] = value
      },
      encode: { values, container in
        if !isOmitted(values[keyPath: path]) { try container.encode(values[keyPath: path], forKey: Key(key)) }
      })
  }

  /// One of some words.
  init<Word: HyperparameterWord>(
    word path: WritableKeyPath<Hyperparameters, Word> & Sendable, _ key: String, _ explanation: String,
    isOmitted: @escaping @Sendable (Word) -> Bool = { _ in false }
  ) {
    let choices = Word.allCases.map(\.rawValue)
    self.init(
      path, key, explanation, expected: choices.joined(separator: " or "), choices: choices, isOmitted: isOmitted)
  }

  /// Something that is done or not.
  init(
    flag path: WritableKeyPath<Hyperparameters, Bool> & Sendable, _ key: String, _ explanation: String,
    isOmitted: @escaping @Sendable (Bool) -> Bool = { _ in false }
  ) {
    self.init(
      path, key, explanation, expected: "true or false", choices: ["true", "false"], isOmitted: isOmitted)
  }

  /// A finite number of at least 0.
  init(
    nonNegative path: WritableKeyPath<Hyperparameters, Double> & Sendable, _ key: String, _ explanation: String
  ) {
    self.init(path, key, explanation, expected: "a finite number of at least 0", where: { $0.isFinite && $0 >= 0 })
  }

  /// A share below 1.
  init(
    share path: WritableKeyPath<Hyperparameters, Double> & Sendable, _ key: String, _ explanation: String,
    isOmitted: @escaping @Sendable (Double) -> Bool = { _ in false }
  ) {
    self.init(
      path, key, explanation, expected: "at least 0 and less than 1", isOmitted: isOmitted,
      where: { (0..<1).contains($0) })
  }

  /// A whole number.
  init(
    count path: WritableKeyPath<Hyperparameters, Int> & Sendable, _ key: String, option: String? = nil,
    title: String? = nil, in range: ClosedRange<Int>, _ explanation: String, unit: String = "",
    isOmitted: @escaping @Sendable (Int) -> Bool = { _ in false }
  ) {
    self.init(
      path, key, option: option, title: title, explanation, expected: "\(range.lowerBound) to \(range.upperBound)",
      unit: unit, isOmitted: isOmitted, where: { range.contains($0) })
  }
}

/// A hyperparameter that is one of some words.
package protocol HyperparameterWord: RawRepresentable, CaseIterable, LosslessStringConvertible, Codable, Sendable
where RawValue == String {}

extension HyperparameterWord {
  /// The word.
  package var description: String { rawValue }

  /// What a word stands for; `nil` for any other.
  package init?(_ description: String) { self.init(rawValue: description) }
}

extension RMSpropVariant: HyperparameterWord {}
extension Padding: HyperparameterWord {}
extension Split: HyperparameterWord {}
extension RecurrentActivation: HyperparameterWord {}
