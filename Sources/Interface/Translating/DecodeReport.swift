import Essentials
import Model

/// A decode as text: one JSON object, or a table with a column for each step.
package struct DecodeReport {
  private let sentence: Sentence
  private let steps: [DecodeStep]
  private let count: Int

  /// A report with so many of each step's likeliest characters.
  package init(_ sentence: Sentence, steps: [DecodeStep], top count: Int) {
    self.sentence = sentence
    self.steps = steps
    self.count = min(max(0, count), steps.first?.vocabulary.count ?? 0)
  }

  /// The translation, without the LF that ends it.
  package var output: String {
    String(String.UnicodeScalarView(steps.lazy.filter { !$0.isEnd }.map(\.character)))
  }

  /// The decode as one line of JSON.
  package var json: String { JSONText.line(of: record) }

  /// The likeliest characters of each step below one another, the steps side by side, in blocks no wider than asked.
  package func table(columns: Int, glyphs: Glyphs) -> [String] {
    let titles = ["step"] + (1...max(1, count)).prefix(count).map { "  \($0)." } + ["rest"]
    let blocks = steps.enumerated().map { column($1, number: $0 + 1, glyphs: glyphs) }
    let titleWidth = 6
    var lines: [String] = []
    var first = 0
    while first < blocks.count {
      var (width, last) = (titleWidth, first)
      while last < blocks.count, last == first || width + Self.width(blocks[last]) <= columns {
        width += Self.width(blocks[last])
        last += 1
      }
      if first > 0 { lines.append("") }
      for (row, title) in titles.enumerated() {
        let cells = blocks[first..<last].map { $0[row].leftAligned(in: Self.width($0)) }
        let line = title.leftAligned(in: titleWidth) + cells.joined()
        lines.append(String(line.reversed().drop { $0 == " " }.reversed()))
      }
      first = last
    }
    return lines
  }

  private func column(_ step: DecodeStep, number: Int, glyphs: Glyphs) -> [String] {
    let top = step.top(count).map { glyphs.name($0.character) + " " + Figures.probability(Double($0.probability)) }
    let missing = Array(repeating: "", count: max(0, count - top.count))
    return [String(number)] + top + missing + [Figures.probability(step.rest(afterTop: count))]
  }

  private static func width(_ column: [String]) -> Int { (column.map(\.displayWidth).max() ?? 0) + 2 }
}

extension DecodeReport {
  /// The object of `translate --json`.
  private struct Record: Encodable {
    let input: String
    let output: String
    let stopped: String
    let unknown: [String]
    let steps: [Step]
  }

  private var record: Record {
    Record(
      input: sentence.text, output: output, stopped: steps.last?.isEnd ?? true ? "end" : "limit",
      unknown: sentence.unknown.map(String.init), steps: steps.map { Step($0, top: count) })
  }

  private struct Step: Encodable {
    let character: String
    let probability: Float?
    let entropyBits: Double?
    let top: [Candidate]
    let rest: Double?
    let attention: [Float?]?

    enum CodingKeys: String, CodingKey {
      case character, probability, top, rest, attention
      case entropyBits = "entropy_bits"
    }

    init(_ step: DecodeStep, top count: Int) {
      character = String(step.character)
      probability = step.probability.isFinite ? step.probability : nil
      entropyBits = step.entropyBits.isFinite ? step.entropyBits : nil
      top = step.top(count).map { Candidate($0) }
      let rest = step.rest(afterTop: count)
      self.rest = rest.isFinite ? rest : nil
      attention = step.attention.map { $0.map { $0.isFinite ? $0 : nil } }
    }

    /// Numbers that are not finite are null, not absent; without attention there is none.
    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(character, forKey: .character)
      try values.encode(probability, forKey: .probability)
      try values.encode(entropyBits, forKey: .entropyBits)
      try values.encode(top, forKey: .top)
      try values.encode(rest, forKey: .rest)
      try values.encodeIfPresent(attention, forKey: .attention)
    }
  }

  private struct Candidate: Encodable {
    let character: String
    let probability: Float?

    enum CodingKeys: String, CodingKey {
      case character, probability
    }

    init(_ candidate: DecodeStep.Candidate) {
      character = String(candidate.character)
      probability = candidate.probability.isFinite ? candidate.probability : nil
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(character, forKey: .character)
      try values.encode(probability, forKey: .probability)
    }
  }
}
