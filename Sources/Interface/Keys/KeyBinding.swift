import Terminal

/// One row of the table that dispatches keys, names commands, writes the hints and fills the help.
package struct KeyBinding: Sendable {
  /// The keys, the one to show first; none for what only the command palette does.
  package let keys: [Key]
  /// Where they work.
  package let context: KeyContext
  /// What they do, for the help.
  package let title: String
  /// A word or two for the foot of the screen; `nil` for keys a reader will guess or look up.
  package let hint: String?
  /// What the palette calls it; `nil` for what is of no use there, such as moving a cursor.
  package let name: CommandName?
  /// What may stand behind the name.
  package let parameter: CommandParameter?
  /// What happens, where nothing stands behind the name.
  package let action: Action

  init(
    _ keys: Key..., in context: KeyContext, does action: Action, _ title: String, hint: String? = nil,
    name: CommandName? = nil, takes parameter: CommandParameter? = nil
  ) {
    self.keys = keys
    self.context = context
    self.title = title
    self.hint = hint
    self.name = name
    self.parameter = parameter
    self.action = action
  }

  /// What only the palette does: without its parameter, it is asked for.
  init(named name: CommandName, in context: KeyContext, takes parameter: CommandParameter, _ title: String) {
    self.init(in: context, does: .keys(.openPalette(name)), title, name: name, takes: parameter)
  }

  /// How the command is written: `speed SPEED`.
  package var usage: String? { name.map { $0.rawValue + (parameter.map { " " + $0.placeholder } ?? "") } }

  /// What is written for the first key that does something; nothing if none does.
  package static func label(for action: Action, isUnicode: Bool) -> String {
    all.first { $0.action == action }?.keys.first?.label(isUnicode: isUnicode) ?? ""
  }

  /// What is written for all keys of that row: `i or Enter`.
  static func labels(for action: Action, isUnicode: Bool) -> String {
    (all.first { $0.action == action }?.keys ?? []).map { $0.label(isUnicode: isUnicode) }.joined(separator: " or ")
  }

  /// The action of a key in the nearest of some contexts.
  package static func action(for key: Key, in contexts: [KeyContext]) -> Action? {
    contexts.lazy.compactMap { actions[$0]?[key] }.first
  }

  /// The table to be looked up in, since a pasted text may come as so many keys.
  private static let actions: [KeyContext: [Key: Action]] = all.reduce(into: [:]) { actions, binding in
    for key in binding.keys where actions[binding.context]?[key] == nil {
      actions[binding.context, default: [:]][key] = binding.action
    }
  }

  /// Every key outside of questions that does the same, whatever row it stands in.
  var allKeys: [Key] {
    keys + Self.all.filter { $0.action == action && $0.context != context && $0.name == nil }.flatMap(\.keys)
  }
}

/// Where a key means something.
package enum KeyContext: String, CaseIterable, Hashable, Sendable {
  case prompt = "Typing"
  case commands = "Commands"
  case steps = "Steps of the decode"
  case inspector = "Inspecting a decode"
  case beam = "Hypotheses of the beam search"
  case chart = "Curves"
  case pins = "Pinned sentences"
  case evaluation = "Evaluation"
  case runs = "Runs"
  case runsFilter = "Filtering the runs"
  case everywhere = "Everywhere"
  case form = "Setting a training up"
  case loadingDialog = "Waiting for the data"
  case tagDialog = "What to draw of a run"
  case quitDialog = "Quitting during training"
  case palette = "Command palette"
  case help = "This help"
  case helpSearch = "Searching the help"

  /// Its heading in the help.
  package func title(isUnicode: Bool) -> String {
    guard self == .commands else { return rawValue }
    return "\(rawValue) (\(KeyBinding.label(for: .keys(.leavePrompt), isUnicode: isUnicode)) leaves the prompt)"
  }
}

extension Key {
  /// What is written for a key: `^T`, `Esc`, `←`, or words where the locale has only ASCII.
  package func label(isUnicode: Bool) -> String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "^" + character.uppercased()
    case .alt(let character): "Alt-" + String(character)
    case .function(let number): "F\(number)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: isUnicode ? "↑" : "Up"
    case .down: isUnicode ? "↓" : "Down"
    case .left: isUnicode ? "←" : "Left"
    case .right: isUnicode ? "→" : "Right"
    case .shiftLeft: isUnicode ? "⇧←" : "Shift-Left"
    case .shiftRight: isUnicode ? "⇧→" : "Shift-Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    }
  }
}
