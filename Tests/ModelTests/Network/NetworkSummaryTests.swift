import Model
import Testing

/// The summary of a network of the original's size.
@Suite("Network summary") struct NetworkSummaryTests {
  /// The original's: 71 and 93 characters, 256 units, sentences of up to 16 and 59 characters.
  private var summary: NetworkSummary {
    get throws {
      let inputs = try #require(Vocabulary(sorted: (32..<103).compactMap { Unicode.Scalar(UInt32($0)) }))
      let letters = (32..<123).compactMap { Unicode.Scalar(UInt32($0)) }
      let targets = try #require(Vocabulary(sorted: ["\t", "\n"] + letters))
      let configuration = NetworkConfiguration(
        inputVocabulary: inputs, targetVocabulary: targets, maxEncoderLength: 16, maxDecoderLength: 59,
        latentDimension: 256, padding: .space)
      #expect(configuration.defect == nil)
      return NetworkSummary(Network(configuration: configuration, parameters: Parameters(zerosFor: configuration)))
    }
  }

  @Test func parametersAreKerass() throws {
    let summary = try summary
    #expect(summary.parameterCount == 718_173)
    #expect(summary.layers.map(\.parameterCount) == [0, 0, 335_872, 358_400, 23_901])
    #expect(summary.layers.map(\.outputShape).contains("(B, 59, 93)"))
  }

  @Test func text() throws {
    #expect(
      try summary.text == """
        """)
  }
}
