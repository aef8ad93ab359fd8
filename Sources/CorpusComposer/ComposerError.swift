/// Why the corpus cannot be composed.
package enum ComposerError: Error, Hashable, Sendable {
  /// A table is not among the resources.
  case missingTable(String)
  /// A row does not have the columns it should.
  case malformedRow(table: String, row: String)
  /// A verb is neither in the table of irregular verbs nor regular.
  case unknownVerb(String)
  /// An adjective that a description names is in no table.
  case unknownAdjective(String)
}

extension ComposerError: CustomStringConvertible {
  /// What was found, what was expected, and what to do.
  package var description: String {
    switch self {
    case .missingTable(let path): "\(path): no such table; expected it in the resources. Build the package again."
    case .malformedRow(let table, let row): "\(table): `\(row)` has the wrong columns. See the table's first line."
    case .unknownVerb(let verb): "`\(verb)` is not regular; add it to french-verbs.tsv."
    case .unknownAdjective(let name): "`\(name)` is in no table; add it to adjectives.tsv or colors.tsv."
    }
  }
}
