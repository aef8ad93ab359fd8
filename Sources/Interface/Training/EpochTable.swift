import Model
import Terminal

/// The epochs of a training as rows for a terminal: one line each, aligned, with as many columns as have room.
package struct EpochTable {
  /// One column: its title, perhaps beneath a heading, and what stands in it.
  private struct Column {
    let title: String
    var heading: String?
    let width: Int
    /// Those with the lowest stay where there is no room for all.
    let rank: Int
    let text: (EpochRecord) -> String
  }

  private let columns: [Column]

  /// A table no wider than so many columns, of a training that goes to an epoch, with held-out pairs or without.
  package init(epochs: Int, hasValidation: Bool, columns available: Int) {
    let all = Self.all(epochs: epochs, hasValidation: hasValidation)
    var (room, kept) = (available, Set<Int>())
    for index in all.indices.sorted(by: { all[$0].rank < all[$1].rank }) {
      // The first has no blank in front, and stays whatever the width.
      room -= all[index].width + (kept.isEmpty ? 0 : 1)
      guard room >= 0 || kept.isEmpty else { break }
      kept.insert(index)
    }
    columns = all.indices.filter(kept.contains).map { all[$0] }
  }

  /// The columns there may be, in their order: losses stay longer than accuracies.
  private static func all(epochs: Int, hasValidation: Bool) -> [Column] {
    let number = 2 * String(epochs).count + 1
    var all = [Column(title: "epoch", width: max(5, number), rank: 0) { "\($0.epoch)/\(epochs)" }]
    for scope in Metric.Scope.allCases {
      for isValidation in hasValidation ? [false, true] : [false] {
        for metric in scope.metrics {
          let title = (isValidation ? "val " : "") + (metric.isLoss ? "loss" : "acc")
          let width = max(title.count, metric.isLoss ? 7 : 6)
          let rank = all.count + (metric.isLoss ? 0 : 100)
          all.append(
            Column(title: title, heading: scope.heading, width: width, rank: rank) { record in
              Figures.metric(metric, isValidation ? record.validation : record.training)
            })
        }
      }
    }
    all.append(
      Column(title: "s", width: 6, rank: 99) { Figures.fixed($0.seconds, $0.seconds < 1000 ? 1 : 0) })
    return all
  }

  /// The titles, beneath the headings where a column has one.
  package var header: [String] {
    let titles = line { $0.title }
    var headings = ""
    var end = 0
    for (index, column) in columns.enumerated() {
      let start = end
      end += column.width + (index == 0 ? 0 : 1)
      guard let heading = column.heading, index == 0 || columns[index - 1].heading != heading else { continue }
      // Where there is room to the right of its own columns, a heading may take it.
      let others = columns[index...].prefix { $0.heading == heading || $0.heading == nil }
      let room = others.reduce(others.count - 1) { $0 + $1.width }
      headings = headings.leftAligned(in: start + (index == 0 ? 0 : 1)) + (heading.wrapped(to: room).first ?? "")
    }
    return headings.isEmpty ? [titles] : [headings, titles]
  }

  /// The row of an epoch.
  package func row(_ record: EpochRecord) -> String { line { $0.text(record) } }

  private func line(_ text: (Column) -> String) -> String {
    columns.map { text($0).rightAligned(in: $0.width) }.joined(separator: " ")
  }
}
