import Dispatch
import Kernels
import Synchronization

extension Translator {
  /// Rows of a batch: enough that the weights, read once per step, are shared by many sentences.
  private static let batchSize = 64

  /// The greedy translations of many sentences, many at once; the same characters as `decode` gives one by one.
  package func translate(_ texts: [String], threads: Int = 1) -> [Translation] {
    let sentences = texts.map { Sentence($0, for: configuration) }
    // Sentences of about one length end at about one step, and those longer than Te need batches of one length.
    let order = sentences.indices.filter { !sentences[$0].indices.isEmpty }
      .sorted { (sentences[$0].indices.count, $0) < (sentences[$1].indices.count, $1) }
    let batches = order.chunked(by: Self.batchSize) { max(sentences[$0].indices.count, configuration.maxEncoderLength) }
    let results = Mutex(sentences.map { Translation(sentence: $0, output: "", stopped: .end) })
    let workers = max(1, min(threads, batches.count))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for batch in stride(from: worker, to: batches.count, by: workers).map({ batches[$0] }) {
        let translations = BatchDecoder(batch.map { sentences[$0] }, translator: self).run()
        results.withLock { results in
          for (index, translation) in zip(batch, translations) { results[index] = translation }
        }
      }
    }
    return results.withLock { $0 }
  }
}

extension Sequence {
  /// Runs of up to `size` neighbours with the same `key`.
  fileprivate func chunked(by size: Int, key: (Element) -> Int) -> [[Element]] {
    var chunks: [[Element]] = []
    var current: Int?
    for element in self {
      if current == key(element), let last = chunks.last, last.count < size {
        chunks[chunks.count - 1].append(element)
      } else {
        chunks.append([element])
        current = key(element)
      }
    }
    return chunks
  }
}

/// The greedy decode of one batch: the encoder over all sentences, then one character of each per step.
private struct BatchDecoder {
  private let sentences: [Sentence]
  private let translator: Translator
  private let state: RecurrentState
  private let output: OutputLayer
  private let logits: AlignedBuffer<Float>
  private let zeros: RowOfZeros

  /// A decoder for sentences of one padded length.
  init(_ sentences: [Sentence], translator: Translator) {
    let configuration = translator.configuration
    let classes = configuration.targetVocabulary.count
    let unitPanels = Panels.count(forColumns: configuration.latentDimension)
    self.sentences = sentences
    self.translator = translator
    state = RecurrentState(rows: sentences.count, unitPanels: unitPanels, kernels: translator.kernels)
    output = OutputLayer(
      kernels: translator.kernels, kernel: translator.weights[.outputKernel], bias: translator.weights[.outputBias],
      classes: classes)
    logits = AlignedBuffer(count: sentences.count * Panels.count(forColumns: classes) * Panels.width)
    zeros = RowOfZeros(panels: 4 * unitPanels, rows: sentences.count)
  }

  /// Encodes, and decodes until every sentence has ended.
  func run() -> [Translation] {
    encode()
    let configuration = translator.configuration
    let vocabulary = configuration.targetVocabulary
    let (start, end) = (vocabulary.index(of: "\t") ?? 0, vocabulary.index(of: "\n") ?? 0)
    let limit = configuration.maxDecoderLength + 1
    var outputs = [String.UnicodeScalarView](repeating: .init(), count: sentences.count)
    var hasEnded = [Bool](repeating: false, count: sentences.count)
    for row in sentences.indices { state.setCharacter(start, row: row) }
    let decoder = translator.weights.decoder
    let z = Panels(
      logits, rows: sentences.count, count: Panels.count(forColumns: configuration.targetVocabulary.count))
    for _ in 0..<limit {
      state.step(decoder)
      output.forward(state.hidden, into: z, zeros: zeros)
      output.softmax(z)  // two logits may become equal probabilities, of which `decode` takes the first
      for row in sentences.indices where !hasEnded[row] {
        let index = z.argmax(row: row, columns: vocabulary.count)
        state.setCharacter(index, row: row)
        if index == end { hasEnded[row] = true } else { outputs[row].append(vocabulary[index]) }
      }
      if hasEnded.allSatisfy({ $0 }) { break }
    }
    return sentences.indices.map {
      Translation(sentence: sentences[$0], output: String(outputs[$0]), stopped: hasEnded[$0] ? .end : .limit)
    }
  }

  private func encode() {
    let padded = sentences.map { $0.padded(for: translator.configuration) }
    let encoder = translator.weights.encoder
    for step in 0..<(padded.first?.count ?? 0) {
      for row in padded.indices { state.setCharacter(padded[row][step], row: row) }
      state.step(encoder)
    }
  }
}
