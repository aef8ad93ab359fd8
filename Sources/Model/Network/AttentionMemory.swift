import Kernels

/// The encoder's outputs that B sentences under way attend to, and what they attended to last.
///
/// Everything is allocated once; a step allocates nothing.
final class AttentionMemory {
  private let layer: AttentionLayer
  private let length: Int
  private let unitPanels: Int
  /// [sentences][S, H] and [sentences][H, S].
  private let keys: AlignedBuffer<Float>
  private let transposedKeys: AlignedBuffer<Float>
  /// [B, H] and [B][S].
  private let contexts: AlignedBuffer<Float>
  private let weights: AlignedBuffer<Float>
  private let indices: AlignedBuffer<Int32>
  private let zeros: RowOfZeros
  /// Which sentence each row translates.
  private var sentences: [Int]

  /// Room for `sentences` sources of `length` characters, and for `capacity` rows.
  init(sentences: Int, length: Int, capacity: Int, unitPanels: Int, layer: AttentionLayer) {
    self.layer = layer
    self.length = length
    self.unitPanels = unitPanels
    self.sentences = Array(0..<sentences)
    let (units, steps) = (unitPanels * Panels.width, Panels.count(forColumns: length) * Panels.width)
    keys = AlignedBuffer(count: sentences * steps * units)
    transposedKeys = AlignedBuffer(count: sentences * steps * units)
    contexts = AlignedBuffer(count: capacity * units)
    weights = AlignedBuffer(count: capacity * steps)
    indices = AlignedBuffer((0..<Int32(max(sentences, capacity))).map { $0 })
    zeros = RowOfZeros(panels: max(unitPanels, steps / Panels.width), rows: capacity)
  }

  /// Keeps the output of one direction, [sentences, …], at a character.
  func keep(_ hidden: Panels, at position: Int, panels: Range<Int>) {
    for sentence in sentences.indices {
      let row = keys(of: sentence).rows.rows(position..<position + 1).panels(panels)
      layer.kernels.gather(hidden, rows: RowIndices(indices, offset: sentence, count: 1), into: row)
    }
  }

  /// Makes the sources ready, all of whose outputs are kept.
  func complete() {
    for sentence in sentences.indices { keys(of: sentence).complete(length: length) }
  }

  /// Has row r translate what row `parents[r]` does.
  func select(_ parents: [Int]) { sentences = parents.map { sentences[$0] } }

  /// The contexts [B, H] of the decoder's outputs.
  func attend(_ hidden: Panels) -> Panels {
    let contexts = Panels(contexts, rows: hidden.rows, count: unitPanels)
    for row in 0..<hidden.rows {
      layer.forward(
        hidden.rows(row..<row + 1), keys(of: sentences[row]), length: length, weights: weights(of: row),
        contexts: contexts.rows(row..<row + 1), zeros: zeros)
    }
    return contexts
  }

  /// What a row attended to last: a share of each character of its source, [S].
  func weights(row: Int) -> [Float] {
    let weights = weights(of: row)
    return (0..<length).map { weights[0, $0] }
  }

  private func weights(of row: Int) -> Panels {
    let panels = Panels.count(forColumns: length)
    return Panels(weights, offset: row * panels * Panels.width, rows: 1, count: panels)
  }

  private func keys(of sentence: Int) -> AttentionKeys {
    AttentionKeys(
      keys, transposedKeys, index: sentence, capacity: Panels.count(forColumns: length) * Panels.width, length: length,
      unitPanels: unitPanels)
  }
}
