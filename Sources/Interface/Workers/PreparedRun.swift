import Foundation
import Model

/// A session that has not started, and what to say about it.
struct PreparedRun: Sendable {
  /// The session.
  let session: TrainingSession
  /// The network it trains.
  let card: NetworkCard
  /// The lines of the data that hold no pair.
  let rejected: [RejectedLines]

  /// The session of a run that is set up.
  init(session: TrainingSession, setup: RunSetup) {
    self.session = session
    rejected = setup.rejected
    let path = setup.output.checkpoint
    card = NetworkCard(
      name: path.map { NSString(string: $0).lastPathComponent } ?? "new network", path: path,
      configuration: setup.checkpoint.network.configuration, epochs: setup.checkpoint.state.history.count)
  }
}
