extension Translator {
  /// Encodes sentences, and stands before the first character of each; `capacity` is the most rows that a selection of them
  /// may have.
  func stepper(for sentences: [Sentence], capacity: Int? = nil) -> NetworkStepper {
    stepper(encoding: sentences.map { configuration.padded($0.indices) }, capacity: capacity ?? sentences.count)
  }

  /// The same for padded sequences of one length.
  func stepper(encoding padded: [[Int]], capacity: Int) -> NetworkStepper {
    let stepper = NetworkStepper(
      encoding: padded, capacity: capacity, weights: weights, configuration, kernels: kernels)
    for row in padded.indices { stepper.setCharacter(startIndex, row: row) }
    return stepper
  }
}

extension NetworkStepper {
  /// p of the character `choice` behind the characters of `prefix`, for every row, from where a new decode stands.
  func probabilities(of choice: Int, after prefix: some Sequence<Int>) -> [Float] {
    for index in prefix {
      _ = step()
      for row in 0..<rows { setCharacter(index, row: row) }
    }
    let probabilities = step()
    return (0..<rows).map { probabilities[$0, choice] }
  }

  /// What the last step weighed for sentence `row`, its likeliest character chosen.
  func likeliest(_ probabilities: Panels, row: Int) -> DecodeStep {
    let vocabulary = configuration.targetVocabulary
    return DecodeStep(
      index: probabilities.argmax(row: row, columns: vocabulary.count), vocabulary: vocabulary,
      probabilities: (0..<vocabulary.count).map { probabilities[row, $0] }, state: numbers(row: row),
      attention: attention(row: row))
  }
}
