/// How the program is about to end.
package struct Leaving: Hashable, Sendable {
  /// What it waits for.
  package enum Moment: Hashable, Sendable {
    /// The batch in hand and the save behind it.
    case saved
    /// The last epoch.
    case trained
  }

  /// The exit status.
  package var status: Int32
  /// What it waits for.
  package var moment: Moment

  /// A way to end.
  package init(status: Int32, after moment: Moment) {
    self.status = status
    self.moment = moment
  }
}
