extension Sentence {
  /// What a person should know about how the sentence was read; nothing for most.
  package func hints(for configuration: NetworkConfiguration) -> [String] {
    var hints: [String] = []
    if !unknown.isEmpty {
      hints.append("left out, because the network has never seen them: \(unknown.map(\.named).joined(separator: ", "))")
    }
    if isLongerThanTrained {
      let longest = configuration.maxEncoderLength
      hints.append("\(indices.count) characters, trained on up to \(longest): it works best on up to \(longest - 1)")
    }
    return hints
  }
}
