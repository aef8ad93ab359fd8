import Model
import Testing

/// What a training session hands over to be looked at while it goes on.
@Suite("Training snapshots") struct TrainingSnapshotTests {
  @Test func pointsCountWholeEpochsAndBatches() throws {
    let (start, dataset) = Fixture.start { $0.epochs = 2 }
    let seen = Collected<TrainingPoint>()
    try session(start, dataset) { seen.append($0.progress.point) }.run()
    // Of each epoch: the batches, the last of which completes it, the validation and the end; then the end of all.
    let epochs = (0..<2).map { epoch in
      [(epoch, 1), (epoch, 2), (epoch + 1, 0), (epoch + 1, 0), (epoch + 1, 0)].map(TrainingPoint.init)
    }
    #expect(seen.values == [TrainingPoint(epoch: 0, batch: 0)] + epochs.joined() + [TrainingPoint(epoch: 2, batch: 0)])
  }

  @Test func everySnapshotHasTheWeightsOfItsPoint() throws {
    let (start, dataset) = Fixture.start { $0.epochs = 2 }
    let networks = try networks(of: start, dataset)
    let snapshots = Collected<Checkpoint>()
    let session = try session(start, dataset) { $0.requestSnapshot { snapshots.append($0) } }
    session.requestSnapshot { snapshots.append($0) }
    try session.run()
    #expect(snapshots.values.count > 10)
    for snapshot in snapshots.values {
      let point = snapshot.state.point
      #expect(snapshot.network == networks[3 * point.epoch + point.batch], "\(point)")
      #expect(snapshot.hyperparameters == start.hyperparameters)
      let recorded = snapshot.state.history.last { $0.epoch == point.epoch }?.validation?.loss
      #expect(snapshot.recordedValidationLoss == (point.batch == 0 ? recorded : nil), "\(point)")
    }
  }

  /// Evaluated where training stands, the held-out pairs lose what training recorded of them.
  @Test func theLastSnapshotIsTheTrainedNetwork() throws {
    let (start, dataset) = Fixture.start()
    let session = try session(start, dataset)
    try session.run()
    let snapshots = Collected<Checkpoint>()
    session.requestSnapshot { snapshots.append($0) }
    let snapshot = try #require(snapshots.values.first)
    let evaluation = try #require(Evaluation(snapshot, pairs: Fixture.pairs, threads: 1))
    #expect(evaluation.isDataOfTraining == true)
    #expect(evaluation[.heldOut].metrics == session.progress.history.last?.validation)
  }
}
