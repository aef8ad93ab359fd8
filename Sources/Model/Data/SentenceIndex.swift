/// The English sentences of some data, to look up and to complete.
package struct SentenceIndex: Sendable {
  /// The distinct English sentences, in the order in which they first appear.
  package let sentences: [String]
  /// The distinct translations of each sentence, in the data's order.
  private let translations: [[String]]
  private let positions: [String: Int]
  /// The sentences in lower case, sorted, with their positions.
  private let sorted: [(key: String, position: Int)]
  /// The bytes of the longest sentence in UTF-8: it has no more characters than these.
  package let longest: Int

  /// An index of `pairs`.
  package init(_ pairs: [SentencePair]) {
    var sentences: [String] = []
    var translations: [[String]] = []
    var positions: [String: Int] = [:]
    positions.reserveCapacity(pairs.count)
    for pair in pairs {
      if let position = positions[pair.english] {
        if !translations[position].contains(pair.french) { translations[position].append(pair.french) }
      } else {
        positions[pair.english] = sentences.count
        sentences.append(pair.english)
        translations.append([pair.french])
      }
    }
    self.sentences = sentences
    self.translations = translations
    self.positions = positions
    longest = sentences.reduce(0) { max($0, $1.utf8.count) }
    sorted = sentences.enumerated().map { (key: $1.lowercased(), position: $0) }.sorted { $0.key < $1.key }
  }

  /// Every distinct French sentence that the data gives for exactly this English one (composed, NFC), in the data's order.
  package func references(for text: String) -> [String] {
    positions[text.composed].map { translations[$0] } ?? []
  }

  /// Up to `limit` English sentences that begin with `text`: those with the same capitals, then those with others.
  ///
  /// Either part is in alphabetical order. An empty text has none.
  package func completions(of text: String, limit: Int) -> [String] {
    let text = text.composed
    guard !text.isEmpty else { return [] }
    let key = text.lowercased()
    let start = sorted.partitioningIndex { $0.key >= key }
    let end = start + sorted[start...].partitioningIndex { !$0.key.utf8.starts(with: key.utf8) }
    let found = sorted[start..<end].lazy.map { sentences[$0.position] }
    let same = found.filter { $0.utf8.starts(with: text.utf8) }.prefix(limit)
    let others = found.filter { !$0.utf8.starts(with: text.utf8) }.prefix(limit - same.count)
    return Array(same) + Array(others)
  }
}

extension RandomAccessCollection {
  /// How many elements, from the start, do not belong to the second part; `belongs` holds for none of them and for all others.
  fileprivate func partitioningIndex(_ belongs: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[index(startIndex, offsetBy: middle)]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
