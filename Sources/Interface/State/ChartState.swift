/// How the curves are drawn.
package struct ChartState: Hashable, Sendable {
  /// What is drawn over the epochs.
  package var metric: Metric = .loss
  /// Whether a loss is drawn on a logarithmic axis.
  package var isLogarithmic = true
  /// How many of the last epochs are drawn; `nil` for all.
  package var span: Int?
  /// The epoch under the crosshair.
  package var crosshair: Int?
  /// The batches a smoothed curve looks back on, roughly; 0 draws none.
  package var smoothing = 0

  /// The whole history, logarithmic.
  package init() {}

  /// The spans the zoom steps through, in epochs.
  package static let spans = [5, 10, 20, 50, 100, 200, 500, 1000]
}
