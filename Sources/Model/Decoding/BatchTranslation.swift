import Dispatch
import Synchronization

extension Translator {
  /// Rows of a batch: enough that the weights, read once per step, are shared by many sentences.
  private static let batchSize = 64

  /// The translations of many sentences by `search`, or without one the greedy ones, which are the same characters as
  /// `decode` gives one by one.
  package func translate(_ texts: [String], by search: BeamSearch?, threads: Int = 1) -> [TranslatedText] {
    guard let search else { return translate(texts, threads: threads) }
    let results = Mutex([TranslatedText?](repeating: nil, count: texts.count))
    let workers = max(1, min(threads, texts.count))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in stride(from: worker, to: texts.count, by: workers) {
        let best = beam(for: texts[index], search)[0]
        let sentence = Sentence(texts[index], for: configuration)
        let translation = TranslatedText(sentence: sentence, output: best.output, stopped: best.stopped)
        results.withLock { $0[index] = translation }
      }
    }
    return results.withLock { $0 }.compactMap(\.self)
  }

  /// The greedy translations of many sentences, many at once; the same characters as `decode` gives one by one.
  package func translate(_ texts: [String], threads: Int = 1) -> [TranslatedText] {
    let sentences = texts.map { Sentence($0, for: configuration) }
    let batches = batches(of: sentences)
    let results = Mutex(sentences.map { TranslatedText(sentence: $0, output: "", stopped: .end) })
    let workers = max(1, min(threads, batches.count))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for batch in stride(from: worker, to: batches.count, by: workers).map({ batches[$0] }) {
        let translations = translate(batch: batch.map { sentences[$0] })
        results.withLock { results in
          for (index, translation) in zip(batch, translations) { results[index] = translation }
        }
      }
    }
    return results.withLock { $0 }
  }

  /// The positions of the sentences with a known character, in batches of one padded length.
  func batches(of sentences: [Sentence]) -> [[Int]] {
    // Sentences of about one length end at about one step, and those longer than Te, or masked, need batches of one length.
    let order = sentences.indices.filter { !sentences[$0].indices.isEmpty }
      .sorted { (sentences[$0].indices.count, $0) < (sentences[$1].indices.count, $1) }
    return order.chunked(by: Self.batchSize) { configuration.paddedLength(sentences[$0].indices.count) }
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

extension Translator {
  /// The greedy translations of sentences of one padded length, until every one has ended.
  private func translate(batch sentences: [Sentence]) -> [TranslatedText] {
    let vocabulary = configuration.targetVocabulary
    let decode = stepper(for: sentences)
    var outputs = [String.UnicodeScalarView](repeating: .init(), count: sentences.count)
    var hasEnded = [Bool](repeating: false, count: sentences.count)
    for _ in 0...configuration.maxDecoderLength where hasEnded.contains(false) {
      let probabilities = decode.step()
      for row in sentences.indices where !hasEnded[row] {
        let index = probabilities.argmax(row: row, columns: vocabulary.count)
        decode.setCharacter(index, row: row)
        if vocabulary[index] == "\n" { hasEnded[row] = true } else { outputs[row].append(vocabulary[index]) }
      }
    }
    return sentences.indices.map {
      TranslatedText(sentence: sentences[$0], output: String(outputs[$0]), stopped: hasEnded[$0] ? .end : .limit)
    }
  }
}
