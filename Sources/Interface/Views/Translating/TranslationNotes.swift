import Model
import Terminal

/// What a person should know of how a sentence was read and decoded; nothing of most.
package struct TranslationNotes {
  private let notes: [String]
  private let theme: Theme

  /// The notes on a sentence of a state.
  package init(_ translation: Translation, _ state: WorkbenchState) {
    var notes: [String] = []
    if let sentence = translation.sentence, let configuration = state.network?.configuration {
      notes += sentence.hints(for: configuration)
    }
    if translation.branch.isCancelled { notes.append("cancelled") }
    self.notes = notes
    theme = Theme(state.appearance)
  }

  /// The rows they take.
  package var count: Int { notes.count }

  /// Draws one note a row.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    for (row, note) in zip(area.rows, notes) {
      let point = Point(column: area.origin.column, row: row)
      canvas.write(note.fitted(to: area.size.columns), at: point, style: theme.warning)
    }
  }
}
