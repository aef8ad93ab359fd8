import Kernels

/// The network one character at a time, for B sentences of one padded length: encoded, and then a step for each character.
///
/// Everything is allocated once; a step allocates nothing.
final class NetworkStepper {
  /// The network's vocabularies, lengths and sizes.
  let configuration: NetworkConfiguration
  private let layers: NetworkLayers
  private let recurrent: LSTMStepper
  private let memory: AttentionMemory?
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
    memory =
      configuration.hasAttention
      ? AttentionMemory(
        sentences: padded.count, length: padded.first?.count ?? 0, capacity: capacity,
        unitPanels: configuration.unitPanels, layer: layers.attention)
      : nil
    encode(padded, kernels)
  }

  /// Reads the sentences in every direction, and keeps what is attended to.
  private func encode(_ padded: [[Int]], _ kernels: Kernels) {
    let unitPanels = configuration.encoderUnitPanels
    for direction in configuration.directions {
      let panels = direction.panels(of: unitPanels)
      let reader = LSTMStepper(rows: padded.count, capacity: padded.count, unitPanels: unitPanels, kernels: kernels)
      reader.read(padded, direction, layers.encoder(direction)) { position, hidden in
        memory?.keep(hidden, at: position, panels: panels)
      }
      recurrent.begin(from: reader, panels: panels)
    }
    memory?.complete()
  }

  /// B: the sentences under way.
  var rows: Int { recurrent.rows }

  /// h and c after the last character read, [B, H] each.
  var state: StatePanels { recurrent.state }

  /// Sets the character that sentence `row` reads next.
  func setCharacter(_ index: Int, row: Int) { recurrent.setCharacter(index, row: row) }

  /// Has row r continue where row `parents[r]` stands; every row needs its next character set anew.
  func select(_ parents: [Int]) {
    recurrent.select(parents)
    memory?.select(parents)
  }

  /// Reads one character per sentence, and gives the probabilities [B, V] of the next.
  func step() -> Panels {
    recurrent.step(layers.decoder)
    let z = Panels(logits, rows: recurrent.rows, count: configuration.classPanels)
    let hidden = recurrent.state.hidden
    layers.output.forward(hidden, context: memory?.attend(hidden), into: z, zeros: zeros)
    layers.output.softmax(z)
    return z
  }

  /// The state of sentence `row` as numbers.
  func numbers(row: Int) -> LSTMState { recurrent.numbers(row: row, units: configuration.latentDimension) }

  /// What sentence `row` attended to in the last step: a share of each character read, [S]; nil without attention.
  func attention(row: Int) -> [Float]? { memory?.weights(row: row) }
}
