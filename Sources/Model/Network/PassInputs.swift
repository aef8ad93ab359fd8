/// What a pass reads and is to predict, in the names of the original example.
///
/// Copies share the characters.
struct PassInputs: Sendable {
  /// The source's characters.
  var encoderInputs: StepIndices
  /// The same from the last to the first; no steps where nothing reads so.
  var backwardInputs: StepIndices
  /// The target's, from TAB on.
  var decoderInputs: StepIndices
  /// The character to predict at each of the decoder's steps, −1 for none.
  var decoderTargets: StepIndices
  /// How many of the rows have a character, and not padding, to predict at each of the decoder's steps.
  var characterCounts: [Int] = []
  /// For each row of the encoder, which lie longest source first, the decoder's row of the same text.
  private let places: AlignedBuffer<Int32>
  /// The other way round.
  private let sources: AlignedBuffer<Int32>

  /// No steps yet, and room for `capacity` texts.
  init(encoderSteps: Int, decoderSteps: Int, capacity: Int) {
    encoderInputs = StepIndices(steps: encoderSteps, capacity: capacity)
    backwardInputs = StepIndices(steps: encoderSteps, capacity: capacity)
    decoderInputs = StepIndices(steps: decoderSteps, capacity: capacity)
    decoderTargets = StepIndices(steps: decoderSteps, capacity: capacity)
    places = AlignedBuffer(count: capacity)
    sources = AlignedBuffer(count: capacity)
  }

  /// One text: the source with its padding, the target from TAB on, and the character to predict at its end.
  init(source: [Int], target: [Int], predicting choice: Int) {
    encoderInputs = StepIndices(source)
    backwardInputs = StepIndices(source.reversed())
    decoderInputs = StepIndices(target)
    decoderTargets = StepIndices(target.dropLast().map { _ in -1 } + [choice])
    characterCounts = target.map { _ in 1 }
    places = AlignedBuffer(count: 1)
    sources = AlignedBuffer(count: 1)
  }

  /// The source as a direction reads it.
  func source(_ direction: EncoderDirection) -> StepIndices {
    direction == .forward ? encoderInputs : backwardInputs
  }

  /// B: how many texts there are.
  var rows: Int { decoderInputs.rows(at: 0) }

  /// The decoder's rows of some of the encoder's.
  func decoderRows(_ encoderRows: Range<Int>) -> RowIndices {
    RowIndices(places, offset: encoderRows.lowerBound, count: encoderRows.count)
  }

  /// The decoder's row of one of the encoder's.
  func decoderRow(of encoderRow: Int) -> Int { Int(places[encoderRow]) }

  /// The encoder's row of one of the decoder's.
  func encoderRow(of decoderRow: Int) -> Int { Int(sources[decoderRow]) }

  /// Says which row of the decoder each row of the encoder is.
  func setDecoderRows(_ rows: [Int]) {
    for (row, place) in rows.enumerated() {
      places[row] = Int32(place)
      sources[place] = Int32(row)
    }
  }

  /// Adds a step of `rows` rows to the source as a direction reads it.
  mutating func append(_ direction: EncoderDirection, rows: Int, character: (_ row: Int) -> Int32) {
    switch direction {
    case .forward: encoderInputs.append(rows: rows, character: character)
    case .backward: backwardInputs.append(rows: rows, character: character)
    }
  }
}
