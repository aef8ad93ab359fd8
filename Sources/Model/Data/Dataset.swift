/// Sentence pairs as character indices, with the vocabularies and lengths they are to be read with.
package struct Dataset: Sendable {
  /// The pairs, in the corpus's order.
  package let pairs: [SentencePair]
  /// The characters of the English.
  package let inputVocabulary: Vocabulary
  /// The characters of the French, with TAB and LF.
  package let targetVocabulary: Vocabulary
  /// Te: the longest input, in scalars.
  package let maxEncoderLength: Int
  /// Td: the longest target text with its TAB and LF, in scalars.
  package let maxDecoderLength: Int
  /// What follows a shorter text.
  package let padding: Padding
  /// The English, one sequence per pair.
  package let inputs: TokenSequences
  /// TAB, the French, LF: one sequence per pair.
  package let targets: TokenSequences

  /// How many pairs there are.
  package var count: Int { pairs.count }

  /// A dataset whose vocabularies and lengths are those of the pairs themselves.
  package init(pairs: [SentencePair], padding: Padding) {
    let space: [Unicode.Scalar] = padding == .space ? [" "] : []
    let inputVocabulary = Vocabulary(of: pairs.lazy.map(\.english), including: space)
    let targetVocabulary = Vocabulary(of: pairs.lazy.map(\.french), including: ["\t", "\n"] + space)
    let encoded = EncodedPairs(pairs, inputVocabulary, targetVocabulary)
    self.init(
      encoded, inputVocabulary: inputVocabulary, targetVocabulary: targetVocabulary,
      maxEncoderLength: encoded.longestInput?.length ?? 0, maxDecoderLength: encoded.longestTarget?.length ?? 2,
      padding: padding)
  }

  /// A dataset read with the vocabularies and lengths of a network that exists already; `path` is for the error.
  ///
  /// - Throws: `CorpusError.doesNotFit`, naming everything the network has no room for.
  package init(
    pairs: [SentencePair], fitting configuration: NetworkConfiguration, path: String = "the data"
  ) throws(CorpusError) {
    let encoded = EncodedPairs(pairs, configuration.inputVocabulary, configuration.targetVocabulary)
    let problems = encoded.misfits(
      maxEncoderLength: configuration.maxEncoderLength, maxDecoderLength: configuration.maxDecoderLength)
    guard problems.isEmpty else { throw .doesNotFit(path: path, problems: problems) }
    self.init(
      encoded, inputVocabulary: configuration.inputVocabulary, targetVocabulary: configuration.targetVocabulary,
      maxEncoderLength: configuration.maxEncoderLength, maxDecoderLength: configuration.maxDecoderLength,
      padding: configuration.padding)
  }

  private init(
    _ encoded: EncodedPairs, inputVocabulary: Vocabulary, targetVocabulary: Vocabulary, maxEncoderLength: Int,
    maxDecoderLength: Int, padding: Padding
  ) {
    pairs = encoded.pairs
    inputs = encoded.inputs
    targets = encoded.targets
    self.inputVocabulary = inputVocabulary
    self.targetVocabulary = targetVocabulary
    self.maxEncoderLength = maxEncoderLength
    self.maxDecoderLength = maxDecoderLength
    self.padding = padding
  }

  /// The configuration of a network for this data, with states of width `latentDimension`.
  package func configuration(
    latentDimension: Int, recurrentActivation: RecurrentActivation = .sigmoid, hasAttention: Bool = false,
    isBidirectional: Bool = false
  ) -> NetworkConfiguration {
    NetworkConfiguration(
      inputVocabulary: inputVocabulary, targetVocabulary: targetVocabulary, maxEncoderLength: maxEncoderLength,
      maxDecoderLength: maxDecoderLength, latentDimension: latentDimension, padding: padding,
      recurrentActivation: recurrentActivation, hasAttention: hasAttention, isBidirectional: isBidirectional)
  }

  /// Whether it is encoded as a network of this configuration reads it.
  func isEncoded(for configuration: NetworkConfiguration) -> Bool {
    inputVocabulary == configuration.inputVocabulary && targetVocabulary == configuration.targetVocabulary
      && maxEncoderLength == configuration.maxEncoderLength && maxDecoderLength == configuration.maxDecoderLength
      && padding == configuration.padding
  }
}

/// Sequences of character indices of various lengths, end to end in one array, without padding.
package struct TokenSequences: Hashable, Sendable {
  private var tokens: [Int32] = []
  private var ends: [Int] = []

  /// No sequences yet.
  package init() {}

  /// How many sequences there are.
  package var count: Int { ends.count }

  /// The sequence at `index`; the slice's own indices do not start at 0.
  package subscript(index: Int) -> ArraySlice<Int32> { tokens[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  /// The token at `step` of the sequence at `index`, or nil behind its end.
  func token(_ step: Int, of index: Int) -> Int32? {
    let place = (index == 0 ? 0 : ends[index - 1]) + step
    return place < ends[index] ? tokens[place] : nil
  }

  /// How long the sequence at `index` is.
  package func length(at index: Int) -> Int { ends[index] - (index == 0 ? 0 : ends[index - 1]) }

  /// Adds one sequence.
  package mutating func append(_ sequence: some Sequence<Int32>) {
    tokens.append(contentsOf: sequence)
    ends.append(tokens.count)
  }
}
