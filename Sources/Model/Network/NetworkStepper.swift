import Kernels

/// The network one character at a time, for B sentences of one padded length: encoded, and then a step for each character.
///
/// Everything is allocated once; a step allocates nothing.
final class NetworkStepper {
  /// The network's vocabularies, lengths and sizes.
  let configuration: NetworkConfiguration
  private let layers: NetworkLayers
  private let recurrent: LSTMStepper
  private let logits: AlignedBuffer<Float>
  private let zeros: RowOfZeros

  /// Encodes sequences of one length; `capacity` is the most rows that `select` may ask for.
  init(
    encoding padded: [[Int]], capacity: Int, weights: PackedParameters, _ configuration: NetworkConfiguration,
    kernels: Kernels
  ) {
    self.configuration = configuration
    layers = NetworkLayers(weights, configuration, kernels: kernels)
    recurrent = LSTMStepper(
      rows: padded.count, capacity: capacity, unitPanels: configuration.unitPanels, kernels: kernels)
    logits = AlignedBuffer(count: capacity * configuration.classPanels * Panels.width)
    zeros = RowOfZeros(panels: configuration.classPanels, rows: capacity)
    recurrent.read(padded, layers.encoder)
  }

  /// B: the sentences under way.
  var rows: Int { recurrent.rows }

  /// h and c after the last character read, [B, H] each.
  var state: StatePanels { recurrent.state }

  /// Sets the character that sentence `row` reads next.
  func setCharacter(_ index: Int, row: Int) { recurrent.setCharacter(index, row: row) }

  /// Has row r continue where row `parents[r]` stands; every row needs its next character set anew.
  func select(_ parents: [Int]) { recurrent.select(parents) }

  /// Reads one character per sentence, and gives the probabilities [B, V] of the next.
  func step() -> Panels {
    recurrent.step(layers.decoder)
    let z = Panels(logits, rows: recurrent.rows, count: configuration.classPanels)
    layers.output.forward(recurrent.state.hidden, into: z, zeros: zeros)
    layers.output.softmax(z)
    return z
  }

  /// The state of sentence `row` as numbers.
  func numbers(row: Int) -> LSTMState { recurrent.numbers(row: row, units: configuration.latentDimension) }
}
