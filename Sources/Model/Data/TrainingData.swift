import Essentials

/// Which pairs a network was trained on, as a checkpoint remembers it under the key `data` of its metadata.
package struct TrainingData: Hashable, Sendable, Codable {
  /// The data's name: `everyday` for the sentences that come with the program, a language's letters, or a file's name
  /// without its folder.
  package let name: String
  /// How many pairs were used, the held-out ones included.
  package let count: Int
  /// What tells the same pairs in the same order from all others, see `SentencePair`'s `digest`.
  package let digest: String

  /// The record of some pairs.
  package init(name: String, pairs: [SentencePair]) {
    self.name = name
    count = pairs.count
    digest = pairs.digest
  }

  /// Whether these are the pairs that the network was trained on, whatever the data is called now.
  package func describes(_ pairs: [SentencePair]) -> Bool { count == pairs.count && digest == pairs.digest }
}

extension TrainingData {
  /// A name of more characters is nobody's.
  private static let longestName = 255

  /// The record as a JSON object: `{"count":2,"digest":"…","name":"fra"}`.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Of a string and a number every JSON can be made.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// The record in a checkpoint's metadata; `nil` for anything that is none.
  package init?(json: String) {
    guard json.utf8.count < 4_096, JSONNesting.isShallow(json),
      let data = try? JSONDecoder().decode(TrainingData.self, from: Data(json.utf8)),
      data.count > 0, (1...Self.longestName).contains(data.name.unicodeScalars.count),
      data.digest.utf8.count == 16, data.digest.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
    else { return nil }
    self = data
  }
}

extension [SentencePair] {
  /// FNV-1a of 64 bits over `English TAB French LF` of every pair in UTF-8, as 16 hexadecimal digits.
  ///
  /// http://www.isthe.com/chongo/tech/comp/fnv/
  package var digest: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for pair in self {
      hash.feed(pair.english, end: UInt8(ascii: "\t"))
      hash.feed(pair.french, end: UInt8(ascii: "\n"))
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension UInt64 {
  private static let prime: UInt64 = 0x100_0000_01B3

  /// Takes a text and the byte behind it into an FNV-1a hash.
  fileprivate mutating func feed(_ text: String, end: UInt8) {
    for byte in text.utf8 { self = (self ^ UInt64(byte)) &* Self.prime }
    self = (self ^ UInt64(end)) &* Self.prime
  }
}
