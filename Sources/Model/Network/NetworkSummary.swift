/// What a network is made of, as Keras's `model.summary()` and `plot_model` show it.
package struct NetworkSummary: Sendable {
  /// One layer.
  package struct Layer: Hashable, Sendable {
    /// Its name and kind.
    package let name: String
    /// The shape of its output; B stands for any number of sentences.
    package let outputShape: String
    /// How many weights it has.
    package let parameterCount: Int
    /// The layers it reads from.
    package let inputs: String
  }

  /// The layers in the order of the data.
  package let layers: [Layer]

  /// How the layers are connected, drawn in ASCII.
  let diagram: String

  /// The summary of a network.
  package init(_ network: Network) {
    let outline = NetworkOutline(network.configuration)
    (layers, diagram) = (outline.layers, outline.diagram)
  }

  /// How many weights there are in all.
  package var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }

  /// The table, the total and the diagram.
  package var text: String {
    let rows =
      [["Layer (type)", "Output shape", "Param #", "Connected to"]]
      + layers.map { [$0.name, $0.outputShape, $0.parameterCount.grouped, $0.inputs] }
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 2 ? padding + cell : column == 3 ? cell : cell + padding
      }.joined(separator: "  ")
    }
    let rule = String(repeating: "-", count: widths.reduce(6, +))
    let size = Double(parameterCount) * 4 / 1_048_576
    let megabytes = "\(Int(size)).\(Int(size * 100) % 100 < 10 ? "0" : "")\(Int(size * 100) % 100) MB"
    return
      ([lines[0], rule] + lines.dropFirst() + [
        rule, "Total params: \(parameterCount.grouped) (\(megabytes), float32), all trainable", "", diagram,
      ]).joined(separator: "\n")
  }
}

extension Int {
  /// Its digits in groups of three: `718,173`.
  package var grouped: String {
    var digits = String(magnitude)
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: position))
      position -= 3
    }
    return (self < 0 ? "-" : "") + digits
  }
}
