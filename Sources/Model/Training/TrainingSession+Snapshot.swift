extension TrainingSession {
  /// Hands over the network as `requestNetwork` does, as a checkpoint with what training recorded of it.
  ///
  /// The optimizer's slots and the generator stay behind: it is to be looked at, not to be trained further.
  package func requestSnapshot(_ receive: @escaping @Sendable (Checkpoint) -> Void) {
    requestNetwork { network in
      let progress = self.progress
      var state = TrainingState()
      (state.epoch, state.batch) = (progress.point.epoch, progress.point.batch)
      // An epoch that has no record yet is not mistaken for the one before.
      state.history = progress.history.last?.epoch == state.epoch ? progress.history : []
      var snapshot = Checkpoint(network: network, hyperparameters: self.checkpoint.hyperparameters, state: state)
      snapshot.data = self.checkpoint.data
      receive(snapshot)
    }
  }
}
