/// A row of the command palette: a named row of the table of keys, perhaps with something behind its name.
package struct CommandEntry: Sendable {
  /// The row of the table.
  package let binding: KeyBinding
  /// What stands behind the name.
  package let argument: String?
  /// What it does.
  package let action: Action

  private init(_ binding: KeyBinding) {
    self.binding = binding
    argument = nil
    action = binding.action
  }

  private init?(_ binding: KeyBinding, _ argument: String) {
    guard let action = binding.parameter?.action(argument) else { return nil }
    self.binding = binding
    self.argument = argument
    self.action = action
  }

  /// The name of the command.
  var name: String { binding.name?.rawValue ?? "" }

  /// What stands behind the name, or what stands for it in a list; empty where nothing does.
  var parameter: String { argument ?? binding.parameter?.placeholder ?? "" }

  /// How it is written in the list.
  package var text: String { argument.map { "\(name) \($0)" } ?? binding.usage ?? "" }

  /// What is typed when it is completed.
  package var completion: String {
    name + (argument.map { " " + $0 } ?? (binding.parameter == nil ? "" : " "))
  }

  /// What a text could become: commands as long as their name is typed, behind it what the command takes.
  package static func matches(for text: String, files: FolderListing? = nil) -> [CommandEntry] {
    let (name, argument) = split(text)
    guard let argument else { return commands(matching: name) }
    guard let binding = command(named: name), let parameter = binding.parameter else {
      return argument.isEmpty ? command(named: name).map { [CommandEntry($0)] } ?? [] : []
    }
    // What was typed stands first if it makes sense as it is: 4 is not to become 40.
    let paths =
      files?.folder == FolderListing.folder(of: argument)
      ? files?.paths(from: argument, extensions: parameter.files) : nil
    let choices = parameter.choices.filter { $0.hasPrefix(argument) } + (parameter.files.isEmpty ? [] : paths ?? [])
    let entries = ([argument] + choices.filter { $0 != argument }).compactMap { CommandEntry(binding, $0) }
    return entries.isEmpty && argument.isEmpty ? [CommandEntry(binding)] : entries
  }

  /// Whether it leads to a folder of files rather than to one of them.
  var isFolder: Bool {
    guard let parameter = binding.parameter, !parameter.files.isEmpty, !parameter.takesFolders else { return false }
    return argument?.hasSuffix("/") == true
  }

  /// The folder in a text that may become the path of a file, up to its last slash; `nil` where no path is typed.
  package static func folder(in text: String) -> String? {
    let (name, argument) = split(text)
    guard let argument, command(named: name)?.parameter?.files.isEmpty == false else { return nil }
    return FolderListing.folder(of: argument)
  }

  /// Why a text without matches is no command, and what would be one.
  static func refusal(of text: String, in state: WorkbenchState) -> String {
    let (name, argument) = split(text)
    guard let binding = command(named: name), let argument else { return "no command has \(name) in its name" }
    guard let parameter = binding.parameter else { return "\(name) takes nothing behind it" }
    return "\(name) \(argument): expected \(parameter.words(in: state))"
  }

  /// What the command being typed takes, once a space stands behind its name; `nil` where it takes nothing.
  static func explanation(of text: String, in state: WorkbenchState) -> String? {
    let (name, argument) = split(text)
    guard argument != nil else { return nil }
    return command(named: name)?.parameter?.words(in: state)
  }

  private static func command(named name: String) -> KeyBinding? { KeyBinding.all.first { $0.name?.rawValue == name } }

  /// The named rows in which the letters of a text are found in their order, those that begin with it first.
  private static func commands(matching text: String) -> [CommandEntry] {
    let ranked = KeyBinding.all.compactMap { binding in rank(of: text, in: binding).map { ($0, binding) } }
    return (0...3).flatMap { rank in ranked.filter { $0.0 == rank }.map { CommandEntry($0.1) } }
  }

  private static func rank(of text: String, in binding: KeyBinding) -> Int? {
    guard let name = binding.name?.rawValue else { return nil }
    let text = text.lowercased()
    if name.hasPrefix(text) { return 0 }
    if name.contains(text) { return 1 }
    if name.containsInOrder(text) { return 2 }
    return binding.title.lowercased().contains(text) ? 3 : nil
  }

  /// The first word and, once there is a space behind it, the rest without the spaces around it.
  private static func split(_ text: String) -> (name: String, argument: String?) {
    let trimmed = text.drop { $0 == " " || $0 == ":" }
    let name = trimmed.prefix { $0 != " " }
    guard name.endIndex < trimmed.endIndex else { return (String(name), nil) }
    let rest = trimmed[name.endIndex...].drop { $0 == " " }
    return (String(name), String(rest.reversed().drop { $0 == " " }.reversed()))
  }
}

extension String {
  /// Whether the letters of another text are found here one after the other, with others between them.
  fileprivate func containsInOrder(_ letters: String) -> Bool {
    var rest = self[...]
    for letter in letters {
      guard let index = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: index)...]
    }
    return true
  }
}
