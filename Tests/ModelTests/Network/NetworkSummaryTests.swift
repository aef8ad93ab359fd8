import Model
import Testing

/// The summary of a network of the original's size.
@Suite("Network summary") struct NetworkSummaryTests {
  /// The original's: 71 and 93 characters, 256 units, sentences of up to 16 and 59 characters.
  private func summary(
    _ padding: Padding = .space, hasAttention: Bool = false, isBidirectional: Bool = false
  ) throws -> NetworkSummary {
    let inputs = try #require(Vocabulary(sorted: (32..<103).compactMap { Unicode.Scalar(UInt32($0)) }))
    let letters = (32..<123).compactMap { Unicode.Scalar(UInt32($0)) }
    let targets = try #require(Vocabulary(sorted: ["\t", "\n"] + letters))
    let configuration = NetworkConfiguration(
      inputVocabulary: inputs, targetVocabulary: targets, maxEncoderLength: 16, maxDecoderLength: 59,
      latentDimension: 256, padding: padding, hasAttention: hasAttention, isBidirectional: isBidirectional)
    #expect(configuration.defect == nil)
    return NetworkSummary(Network(configuration: configuration, parameters: Parameters(zerosFor: configuration)))
  }

  @Test func parametersAreKerass() throws {
    let summary = try summary()
    #expect(summary.parameterCount == 718_173)
    #expect(summary.layers.map(\.parameterCount) == [0, 0, 335_872, 358_400, 23_901])
    #expect(summary.layers.map(\.outputShape).contains("(B, 59, 93)"))
  }

  @Test func text() throws {
    #expect(
      try summary().text == """
        Layer (type)           Output shape   Param #  Connected to
        ---------------------------------------------------------------------
        encoder_input (Input)  (B, 16, 71)          0  -
        decoder_input (Input)  (B, 59, 93)          0  -
        encoder (LSTM)         h, c (B, 256)  335,872  encoder_input
        decoder (LSTM)         (B, 59, 256)   358,400  decoder_input, encoder
        output (Dense)         (B, 59, 93)     23,901  decoder
        ---------------------------------------------------------------------
        Total params: 718,173 (2.73 MB, float32), all trainable

          encoder_input (B, 16, 71)
                |
          encoder LSTM 256       decoder_input (B, 59, 93)
                |                     |
                +---- h, c ----> decoder LSTM 256
                                      |  (B, 59, 256)
                                 output Dense 93, softmax
                                      |
                                 next character (B, 59, 93)
        """)
  }

  @Test func maskedWithAttentionBothWays() throws {
    let summary = try summary(.mask, hasAttention: true, isBidirectional: true)
    // 2 * 4 * 128 * (71 + 128 + 1), 4 * 256 * (93 + 256 + 1), 93 * (512 + 1).
    #expect(summary.layers.map(\.parameterCount).filter { $0 > 0 } == [204_800, 358_400, 47_709])
    #expect(
      summary.text.hasPrefix(
        """
        Layer (type)             Output shape                     Param #  Connected to
        -----------------------------------------------------------------------------------------------------
        encoder_input (Input)    (B, 16, 71)                            0  -
        decoder_input (Input)    (B, 59, 93)                            0  -
        encoder_mask (Masking)   (B, 16, 71)                            0  encoder_input
        decoder_mask (Masking)   (B, 59, 93)                            0  decoder_input
        encoder (Bidirectional)  (B, 16, 256), 2 x h, c (B, 128)  204,800  encoder_mask
        encoder_h (Concatenate)  (B, 256)                               0  encoder, encoder
        encoder_c (Concatenate)  (B, 256)                               0  encoder, encoder
        decoder (LSTM)           (B, 59, 256)                     358,400  decoder_mask, encoder_h, encoder_c
        attention (Attention)    (B, 59, 256)                           0  decoder, encoder
        features (Concatenate)   (B, 59, 512)                           0  attention, decoder
        output (Dense)           (B, 59, 93)                       47,709  features
        """))
    #expect(
      summary.text.hasSuffix(
        """
          encoder_input (B, 16, 71)
                |
          encoder_mask
                |
          encoder 2 x LSTM 128   decoder_input (B, 59, 93)
                |                     |
                |                decoder_mask
                |                     |
                +---- h, c ----> decoder LSTM 256
                |                     |  (B, 59, 256)
                |                     +-------------+
                |                     |             |
                +--------------> attention          |
                                      |             |
                                 features <---------+
                                      |  (B, 59, 512)
                                 output Dense 93, softmax
                                      |
                                 next character (B, 59, 93)
        """))
  }
}
