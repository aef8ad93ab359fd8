import Terminal

/// One row of the table that dispatches keys, writes the hints and fills the help.
package struct KeyBinding: Sendable {
  /// The keys, the one to show first.
  package let keys: [Key]
  /// Where they work.
  package let context: KeyContext
  /// What they do, for the help.
  package let title: String
  /// A word or two for the foot of the screen; `nil` for keys a reader will guess or look up.
  package let hint: String?
  /// What happens.
  package let action: Action

  init(_ keys: Key..., in context: KeyContext, does action: Action, _ title: String, hint: String? = nil) {
    self.keys = keys
    self.context = context
    self.title = title
    self.hint = hint
    self.action = action
  }

  /// The action of a key in the nearest of some contexts.
  package static func action(for key: Key, in contexts: [KeyContext]) -> Action? {
    for context in contexts {
      if let binding = all.first(where: { $0.context == context && $0.keys.contains(key) }) { return binding.action }
    }
    return nil
  }
}
