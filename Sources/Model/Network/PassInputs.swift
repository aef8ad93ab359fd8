/// What a pass reads and is to predict, in the names of the original example.
///
/// Copies share the characters.
struct PassInputs: Sendable {
  /// The source's characters.
  var encoderInputs: StepIndices
  /// The target's, from TAB on.
  var decoderInputs: StepIndices
  /// The character to predict at each of the decoder's steps, −1 for none.
  var decoderTargets: StepIndices
  /// For each row of the encoder, which lie longest source first, the decoder's row of the same text.
  private let places: AlignedBuffer<Int32>

  /// No steps yet, and room for `capacity` texts.
  init(encoderSteps: Int, decoderSteps: Int, capacity: Int) {
    encoderInputs = StepIndices(steps: encoderSteps, capacity: capacity)
    decoderInputs = StepIndices(steps: decoderSteps, capacity: capacity)
    decoderTargets = StepIndices(steps: decoderSteps, capacity: capacity)
    places = AlignedBuffer(count: capacity)
  }

  /// One text: the source with its padding, the target from TAB on, and the character to predict at its end.
  init(source: [Int], target: [Int], predicting choice: Int) {
    encoderInputs = StepIndices(source)
    decoderInputs = StepIndices(target)
    decoderTargets = StepIndices(target.dropLast().map { _ in -1 } + [choice])
    places = AlignedBuffer(count: 1)
  }

  /// B: how many texts there are.
  var rows: Int { decoderInputs.rows(at: 0) }

  /// The decoder's rows of some of the encoder's.
  func decoderRows(_ encoderRows: Range<Int>) -> RowIndices {
    RowIndices(places, offset: encoderRows.lowerBound, count: encoderRows.count)
  }

  /// Says which row of the decoder each row of the encoder is.
  func setDecoderRows(_ rows: [Int]) {
    for (row, place) in rows.enumerated() { places[row] = Int32(place) }
  }
}
