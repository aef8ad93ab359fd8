import Kernels

/// Sentences where a network's encoder left them, to find the nearest by.
///
/// A sentence stands for its last h, the half of the state that the decoder's first step multiplies: each unit is within ±1 and
/// counts alike, while a memory cell c has no bound, and a few great ones would decide alone.
package final class EncodedSentences: Sendable {
  /// A sentence and how near it is.
  package struct Neighbor: Hashable, Sendable {
    /// The sentence.
    package let sentence: String
    /// The cosine of the angle between the two states, −1 to 1: 1 for the same direction, whatever the lengths.
    package let similarity: Float
  }

  /// The sentences that have a character the network knows, as given.
  package let sentences: [String]
  private let translator: Translator
  /// [N, H] with zeros behind H.
  private let states: AlignedBuffer<Float>
  /// ‖h‖ of every sentence.
  private let lengths: [Float]

  /// Encodes distinct sentences on the calling thread, in batches; some ten thousand take about a second.
  ///
  /// - Parameters:
  ///   - texts: The sentences.
  ///   - translator: The network.
  ///   - interruption: Gives it up between two batches; the result is then nil.
  ///   - onProgress: Called after every batch with how many sentences are encoded so far.
  package init?(
    _ texts: [String], by translator: Translator, interruption: Interruption = Interruption(),
    onProgress: (Int) -> Void = { _ in }
  ) {
    let configuration = translator.configuration
    let read = texts.map { Sentence($0, for: configuration) }.filter { !$0.indices.isEmpty }
    let unitPanels = configuration.unitPanels
    let states = AlignedBuffer<Float>(count: read.count * unitPanels * Panels.width)
    let matrix = Panels(states, rows: read.count, count: unitPanels)
    var count = 0
    for batch in translator.batches(of: read) {
      guard !interruption.isRaised else { return nil }
      let encoded = translator.stepper(for: batch.map { read[$0] })
      // Into zeros: the sum is the state itself.
      let rows = RowIndices(AlignedBuffer(batch.map(Int32.init)))
      translator.kernels.scatter(encoded.state.hidden, to: matrix, rows: rows)
      count += batch.count
      onProgress(count)
    }
    lengths = (0..<read.count).map { Self.length(of: matrix, row: $0) }
    sentences = read.map(\.text)
    self.translator = translator
    self.states = states
  }

  /// The `count` sentences whose states are most similar to that of `text`, most similar first; of equals the first.
  ///
  /// A sentence without a known character has none.
  package func nearest(to text: String, count: Int) -> [Neighbor] {
    let sentence = Sentence(text, for: translator.configuration)
    guard !sentence.indices.isEmpty, !sentences.isEmpty else { return [] }
    let hidden = translator.stepper(for: [sentence]).state.hidden
    let length = Self.length(of: hidden, row: 0)
    let unitPanels = hidden.count
    // h as the first column of [H, 16]: one product gives all dot products.
    let query = AlignedBuffer<Float>(count: unitPanels * Panels.width * Panels.width)
    for unit in 0..<unitPanels * Panels.width { query[unit * Panels.width] = hidden[0, unit] }
    let products = AlignedBuffer<Float>(count: sentences.count * Panels.width)
    translator.kernels.multiply(
      Panels(states, rows: sentences.count, count: unitPanels),
      by: Panels(query, rows: unitPanels * Panels.width, count: 1),
      accumulatingInto: Panels(products, rows: sentences.count, count: 1))
    let similarities = sentences.indices.map { row in
      // Rounding may lead beyond ±1; a state of zeros has no direction.
      let cosine = products[row * Panels.width] / max(.leastNormalMagnitude, lengths[row] * length)
      return max(-1, min(1, cosine))
    }
    return similarities.indicesOfGreatest(count).map {
      Neighbor(sentence: sentences[$0], similarity: similarities[$0])
    }
  }

  private static func length(of states: Panels, row: Int) -> Float {
    (0..<states.count * Panels.width).reduce(0) { $0 + states[row, $1] * states[row, $1] }.squareRoot()
  }
}
