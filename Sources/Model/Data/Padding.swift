/// What stands after a text that is shorter than the longest.
package enum Padding: String, Codable, Hashable, Sendable, CaseIterable {
  /// The space character, in the inputs and in the target, counted in loss and accuracy: the example since 2020.
  case space
  /// All-zero vectors, whose loss and gradient are zero: the example of 2017.
  case zero
}
