/// A message at the foot of the screen until the next key.
package struct Notice: Hashable, Sendable {
  /// What happened, and the remedy where there is one.
  package var text: String
  /// Whether something went wrong.
  package var isError: Bool

  /// A message.
  package init(_ text: String, isError: Bool = false) {
    self.text = text
    self.isError = isError
  }
}
