/// What a command of the palette takes behind its name.
package struct CommandParameter: Sendable {
  /// What stands for it in a list, in capitals.
  let placeholder: String
  /// What is expected, for a text that makes no sense.
  package let expected: String
  /// What can be chosen; empty where it has to be typed.
  package let choices: [String]
  /// How the names of the files end that can be chosen; empty where it is no path.
  package let files: [String]
  /// Whether a folder can be chosen, too, and not only opened on the way to a file.
  let takesFolders: Bool
  /// What is in force of it now, in a few words; `nil` where nothing is.
  let inForce: @Sendable (WorkbenchState) -> String?
  /// The action for a text; `nil` for one that makes no sense.
  package let action: @Sendable (String) -> Action?

  init(
    _ placeholder: String, expected: String, choices: [String] = [], files: [String] = [],
    takesFolders: Bool = false, inForce: @escaping @Sendable (WorkbenchState) -> String? = { _ in nil },
    action: @escaping @Sendable (String) -> Action?
  ) {
    self.inForce = inForce
    self.takesFolders = takesFolders
    self.placeholder = placeholder
    self.expected = expected
    self.choices = choices
    self.files = files
    self.action = action
  }

  /// Any text but none.
  init(
    _ placeholder: String, expected: String, choices: [String] = [], files: [String] = [],
    takesFolders: Bool = false, inForce: @escaping @Sendable (WorkbenchState) -> String? = { _ in nil },
    text: @escaping @Sendable (String) -> Action
  ) {
    self.init(
      placeholder, expected: expected, choices: choices, files: files, takesFolders: takesFolders, inForce: inForce
    ) {
      $0.isEmpty ? nil : text($0)
    }
  }

  /// What is expected, with all that there is to choose, and what is in force.
  package func words(in state: WorkbenchState) -> String {
    let all = choices.isEmpty ? "" : ": " + choices.joined(separator: ", ")
    return expected + all + (inForce(state).map { "; now " + $0 } ?? "")
  }
}
