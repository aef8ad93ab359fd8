import Model

/// What a command of the palette takes behind its name.
package struct CommandParameter: Sendable {
  /// What stands for it in a list, in capitals.
  package let placeholder: String
  /// What is expected, for a text that makes no sense.
  package let expected: String
  /// What can be chosen; empty where it has to be typed.
  package let choices: [String]
  /// How the names of the files end that can be chosen; empty where it is no path.
  package let files: [String]
  /// The action for a text; `nil` for one that makes no sense.
  package let action: @Sendable (String) -> Action?

  init(
    _ placeholder: String, expected: String, choices: [String] = [], files: [String] = [],
    action: @escaping @Sendable (String) -> Action?
  ) {
    self.placeholder = placeholder
    self.expected = expected
    self.choices = choices
    self.files = files
    self.action = action
  }
}

extension CommandParameter {
  /// A page by its name or its digit.
  static let page = CommandParameter(
    "PAGE", expected: "the name of a page or its digit", choices: Page.allCases.map(\.title)
  ) { text in
    Page.allCases.first { $0.title == text || String($0.digit) == text }.map { .show($0) }
  }

  /// A learning rate that training accepts.
  static let learningRate = CommandParameter("RATE", expected: "a number above 0, such as 0.0005") { text in
    guard let rate = Double(text), rate > 0, rate <= 1e6 else { return nil }
    return .setLearningRate(rate)
  }

  /// The epoch to train to.
  static let epochs = CommandParameter("N", expected: "a whole number from 1 to 1000000") { text in
    Int(text).flatMap { (1...1_000_000).contains($0) ? .setEpochs($0) : nil }
  }

  /// How fast decoded characters appear.
  static let speed = CommandParameter(
    "SPEED", expected: "characters a second, from 1 to 1000, or \(StreamSpeed.words.joined(separator: " or "))",
    choices: StreamSpeed.all.map(\.word)
  ) { text in
    StreamSpeed(word: text).map { .setSpeed($0) }
  }

  /// The path of a checkpoint.
  static let checkpoint = CommandParameter(
    "FILE", expected: "the path of a checkpoint", files: ["safetensors"]
  ) { text in
    text.isEmpty ? nil : .load(path: text)
  }

  /// The language of a corpus; more are served than are offered.
  static let language = CommandParameter(
    "CODE", expected: "three letters, such as fra",
    choices: ["fra", "deu", "spa", "ita", "por", "nld", "rus", "tur", "jpn", "cmn"]
  ) { text in
    LanguageCode(text).map { .fetch($0) }
  }

  /// The path of an earlier run.
  static let earlierRun = CommandParameter(
    "FILE", expected: "the path of a checkpoint or of what --log wrote", files: ["safetensors", "jsonl"]
  ) { text in
    text.isEmpty ? nil : .compare(path: text)
  }

  /// The letter of an earlier run.
  static let letter = CommandParameter(
    "LETTER", expected: "the letter of an earlier run", choices: Overlay.letters.map { String($0) }
  ) { text in
    Overlay.letters.first { String($0) == text.uppercased() }.map { .stopComparing($0) }
  }

  /// A sentence, which need not have been translated.
  static let sentence = CommandParameter("SENTENCE", expected: "a sentence") { text in
    text.isEmpty ? nil : .togglePin(text)
  }

  /// The path of a checkpoint to compare with.
  static let secondCheckpoint = CommandParameter(
    "FILE", expected: "the path of a checkpoint", files: ["safetensors"]
  ) { text in
    text.isEmpty ? nil : .openOther(path: text)
  }

  /// How many hypotheses a beam search follows.
  static let beamWidth = CommandParameter(
    "WIDTH", expected: "a whole number from \(BeamState.widths.lowerBound) to \(BeamState.widths.upperBound)"
  ) { text in
    Int(text).flatMap { BeamState.widths.contains($0) ? .setBeamWidth($0) : nil }
  }

  /// The temperature of draws.
  static let temperature = CommandParameter(
    "T",
    expected: "a number from \(Translations.temperatures.lowerBound) to \(Translations.temperatures.upperBound)"
  ) { text in
    Double(text).flatMap { Translations.temperatures.contains($0) ? .setTemperature($0) : nil }
  }

  /// The seed of a draw.
  static let seed = CommandParameter("SEED", expected: "a whole number from 0 on") { text in
    UInt64(text).map { .draw(seed: $0) }
  }

  /// A panel of the inspecting page.
  static let panel = CommandParameter(
    "PANEL", expected: "the name of a panel", choices: InspectorPanel.allCases.map(\.title)
  ) { text in
    InspectorPanel.allCases.first { $0.title == text }.map { .showPanel($0) }
  }

  /// A translation of the sentence on the screen.
  static let givenTranslation = CommandParameter("TRANSLATION", expected: "a translation of the sentence") { text in
    text.isEmpty ? nil : .weigh(reference: text)
  }

  /// The colours of the screen.
  static let colorScheme = CommandParameter(
    "NAME", expected: "the name of a theme", choices: ColorScheme.allCases.map(\.rawValue)
  ) { text in
    ColorScheme(rawValue: text).map { .use($0) }
  }
}
