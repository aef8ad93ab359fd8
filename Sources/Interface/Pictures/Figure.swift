import Model

/// A picture of numbers with axes, a title and a caption, apart from how it is drawn.
package struct Figure: Hashable, Sendable {
  /// A part of a figure, those below one another.
  package enum Panel: Hashable, Sendable {
    /// A number for each row and column.
    case grid(FigureGrid)
    /// A number for each of some things in a row.
    case bars(FigureBars)
  }

  /// What it shows, as a part of a file's name.
  package let name: String
  /// What it shows, in a few words.
  package let title: String
  /// Sentences below it.
  package let caption: [String]
  /// Its parts from top to bottom.
  package let panels: [Panel]

  /// A figure.
  package init(name: String, title: String, caption: [String], panels: [Panel]) {
    self.name = name
    self.title = title
    self.caption = caption
    self.panels = panels
  }
}

/// Numbers in rows and columns, each in a cell whose colour and digits tell it.
package struct FigureGrid: Hashable, Sendable {
  /// What the numbers are.
  package enum Scale: Hashable, Sendable {
    /// Shares from 0 to 1.
    case share
    /// Numbers around 0.
    case signed
  }

  /// What is along the top.
  package var columnTitle: String
  /// What is along the left side.
  package var rowTitle: String
  /// The names of the columns.
  package var columns: [String]
  /// The names of the rows.
  package var rows: [String]
  /// A number for each column of each row.
  package var values: [[Double]]
  /// What they are.
  package var scale: Scale
  /// What they are called.
  package var valueTitle: String
  /// The row of each column that is framed, such as the one that was chosen.
  package var framed: [Int?]

  /// A grid; nothing is framed unless that is said.
  package init(
    columnTitle: String, rowTitle: String, columns: [String], rows: [String], values: [[Double]], scale: Scale,
    valueTitle: String, framed: [Int?] = []
  ) {
    self.columnTitle = columnTitle
    self.rowTitle = rowTitle
    self.columns = columns
    self.rows = rows
    self.values = values
    self.scale = scale
    self.valueTitle = valueTitle
    self.framed = framed
  }
}

/// A number for each of some things in a row, as bars from 0 up or down.
package struct FigureBars: Hashable, Sendable {
  /// What these bars show.
  package var title: String
  /// What the numbers are, with their unit.
  package var valueTitle: String
  /// The names of the bars.
  package var labels: [String]
  /// Their numbers.
  package var values: [Double]

  /// Bars.
  package init(title: String, valueTitle: String, labels: [String], values: [Double]) {
    self.title = title
    self.valueTitle = valueTitle
    self.labels = labels
    self.values = values
  }
}

extension WorkbenchState {
  /// What stands below every figure of a decode: the sentence, the network and what it was trained on.
  func caption(of translation: Translation) -> [String] {
    let glyphs = Glyphs(isUnicode: true)
    var lines = ["“\(glyphs.line(translation.input))” is translated as “\(glyphs.line(translation.branch.text))”."]
    let branch = translation.branch.title
    if !branch.isEmpty { lines[0] += " This is a branch: \(glyphs.line(branch))." }
    guard let card = network.card else { return lines }
    let (sources, targets) = (card.configuration.inputVocabulary.count, card.configuration.targetVocabulary.count)
    let epochs = training.history.last?.epoch ?? card.epochs
    lines.append(
      "Network: \(glyphs.line(card.name)), \(sources) → \(targets) characters, "
        + "\(card.configuration.latentDimension) cells, trained for \(epochs) \(epochs == 1 ? "epoch" : "epochs").")
    lines.append("Data: " + (card.data.map { "\($0.count) pairs of \(glyphs.line($0.name))" } ?? "not recorded") + ".")
    return lines
  }
}
