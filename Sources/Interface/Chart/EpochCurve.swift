import Model

/// A curve with one value for each epoch.
package struct EpochCurve: Hashable, Sendable {
  /// A value after an epoch.
  package struct Point: Hashable, Sendable {
    /// The epoch, from 1.
    package let epoch: Int
    /// The value; not finite where the curve has a gap.
    package let value: Double
  }

  /// How it is drawn.
  package let ink: CurveInk
  /// The points, epochs ascending.
  package let points: [Point]

  /// A part of each of some epochs.
  init(_ ink: CurveInk, _ records: some Sequence<EpochRecord>, _ part: (EpochRecord) -> Double?) {
    self.ink = ink
    points = records.map { Point(epoch: $0.epoch, value: part($0) ?? .nan) }
  }
}
