import Model

/// An evaluation as rows of words and figures, for the page and for the command.
package struct EvaluationTable {
  /// One row: what is measured, and a figure for each part.
  package struct Row: Hashable, Sendable {
    /// What is measured; indented where it belongs to the row above.
    package let name: String
    /// One figure per part, in their order; none in a row that only heads others.
    package let figures: [String]
  }

  /// How many rows there are.
  package static let rowCount = 5 + Metric.rows.count

  /// The rows.
  package let rows: [Row]
  private let evaluation: Evaluation

  /// The table of an evaluation; a part without pairs has dashes for figures.
  package init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    let parts = EvaluatedPart.allCases.map { evaluation[$0] }
    func row(_ name: String, _ figure: (EvaluationPart) -> String?) -> Row {
      Row(name: name, figures: parts.map { $0.pairCount > 0 ? figure($0) ?? "-" : "-" })
    }
    let metricRows = Metric.rows.map { name, metric in
      guard let metric else { return Row(name: name, figures: []) }
      return row(name) { $0.pairCount > $0.misfitCount ? Figures.metric(metric, $0.metrics) : nil }
    }
    rows =
      [Row(name: "pairs", figures: parts.map { String($0.pairCount) })] + metricRows + [
        row("exact match") { Figures.share($0.exactMatch) },
        row("chrF") { Figures.fixed($0.chrF, 2) },
        row("character error rate") { Figures.share($0.characterErrorRate) },
        row("ended by itself") { Figures.share($0.endedShare) },
      ]
  }

  /// The rows beneath their titles, and the best and worst examples, at most 80 columns wide but for long sentences.
  package var text: String {
    let (nameWidth, figureWidth) = (24, 12)
    func line(_ name: String, _ figures: [String]) -> String {
      name.leftAligned(in: nameWidth) + figures.map { $0.rightAligned(in: figureWidth) }.joined()
    }
    var lines = [line("", EvaluatedPart.allCases.map(\.title))]
    lines += rows.map { $0.figures.isEmpty ? $0.name : line($0.name, $0.figures) }
    lines += [""] + EvaluatedPart.allCases.compactMap(\.note)
    let part = evaluation.mostTelling
    let count = EvaluationPart.exampleCount
    for (title, scores) in [
      ("best", Array(evaluation[part].best(count))), ("worst", Array(evaluation[part].worst(count))),
    ]
    where !scores.isEmpty {
      lines += ["", "  chrF  \(title) of the \(part.title) sentences"] + scores.flatMap(Self.lines)
    }
    return lines.joined(separator: "\n")
  }

  /// A sentence with its score, its translation, and what the data has where that differs.
  private static func lines(_ score: SentenceScore) -> [String] {
    let others = score.references.count - 1
    let glyphs = Glyphs(isUnicode: true)
    return [
      Figures.fixed(score.chrF, 1).rightAligned(in: 6) + "  " + glyphs.marked(score.english),
      "        output  " + glyphs.marked(score.output),
    ]
      + (score.isExact
        ? []
        : [
          "        data    " + glyphs.marked(score.closestReference)
            + (others > 0 ? "  (and \(others) more)" : "")
        ])
  }
}
