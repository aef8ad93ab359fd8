import Model
import Testing

/// The session's commands and what it publishes, against the plain loop.
@Suite("Training session") struct TrainingSessionTests {
  @Test(arguments: [1, 2]) func wholeRunIsThePlainLoop(threads: Int) throws {
    let (start, dataset) = Fixture.start()
    var records: [BatchRecord] = []
    let trainer = try Trainer(start, dataset: dataset, threads: threads)
    trainer.train { event in
      if case .batch(let record) = event { records.append(record) }
      return true
    }
    let session = try session(start, dataset, threads: threads)
    #expect(session.progress.phase == .ready && session.currentNetwork() == start.network)
    try session.run()
    #expect(session.currentNetwork() == trainer.network())
    let progress = session.progress
    #expect(progress.phase == .finished && progress.epoch == 5 && progress.epochs == 5)
    #expect(progress.batch == 3 && progress.batchesPerEpoch == 3 && !progress.isValidating)
    #expect(progress.history.map(\.timeless) == trainer.state.history.map(\.timeless))
    #expect(progress.best == progress.history.min { $0.validation?.loss ?? 0 < $1.validation?.loss ?? 0 })
    #expect(progress.secondsRemaining == 0 && progress.saved == nil && progress.saveFailure == nil)
    #expect(progress.batchCount == 15)
    let published = session.batchRecords(from: 0)
    #expect(
      published.map(\.epoch) == (0..<15).map { $0 / 3 + 1 } && published.map(\.batch) == (0..<15).map { $0 % 3 + 1 })
    #expect(published.map(\.metrics) == records.map(\.metrics))
    #expect(session.batchRecords(from: 12) == Array(published[12...]))
    #expect(session.batchRecords(from: 15).isEmpty && session.batchRecords(from: 99).isEmpty)
  }

  @Test func progressOnTheWay() throws {
    let (start, dataset) = Fixture.start { $0.epochs = 3 }
    let seen = Collected<TrainingProgress>()
    let session = try session(start, dataset) { seen.append($0.progress) }
    try session.run()
    let steps = seen.values
    // The start; three batches, the validation and the epoch's end, thrice; the end.
    #expect(steps.count == 1 + 3 * 5 + 1)
    #expect(steps.map(\.phase) == [TrainingPhase](repeating: .running, count: 16) + [.finished])
    #expect(steps.map(\.batchCount) == [0, 1, 2, 3, 3, 3, 4, 5, 6, 6, 6, 7, 8, 9, 9, 9, 9])
    #expect(steps.map(\.epoch) == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3])
    #expect(steps.map(\.batch) == [0, 1, 2, 3, 3, 0, 1, 2, 3, 3, 0, 1, 2, 3, 3, 3, 3])
    #expect(steps.map(\.history.count) == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3])
    for (index, step) in steps.enumerated() {
      #expect(step.isValidating == [3, 4, 8, 9, 13, 14].contains(index), "change \(index)")
      #expect((step.running == nil) == [0, 5, 10, 15, 16].contains(index), "change \(index)")
      guard index > 0 else { continue }
      #expect(step.samplesPerSecond ?? 0 > 0 && step.secondsPerEpoch ?? 0 > 0 && step.secondsRemaining ?? -1 >= 0)
    }
    #expect(steps[14].running == session.progress.history[2].training)
    #expect(steps[1].running == session.batchRecords(from: 0)[0].metrics)
    for record in session.progress.history {
      let batches = session.batchRecords(from: 0).filter { $0.epoch == record.epoch }
      #expect(record.seconds > batches.reduce(0) { $0 + $1.seconds }, "the validation takes some time, too")
    }
  }

  @Test func everyEpochHandsOverItsNetwork() throws {
    let (start, dataset) = Fixture.start { $0.epochs = 3 }
    let seen = Collected<(epoch: Int, network: Network)>()
    let session = try session(start, dataset, onEpoch: { seen.append(($0, $1)) })
    try session.run()
    let networks = try networks(of: start, dataset)
    #expect(seen.values.map(\.epoch) == [1, 2, 3])
    // Three batches an epoch.
    #expect(seen.values.map(\.network) == [networks[3], networks[6], networks[9]])
  }

  @Test func pauseAndResume() throws {
    let (start, dataset) = Fixture.start()
    let networks = try networks(of: start, dataset)
    let (paused, pauses) = (Moment(), Collected<Int>())
    let session = try session(start, dataset) { session in
      let progress = session.progress
      if progress.phase == .paused { paused.happen() }
      // At every batch; the change that tells of a resumed session brings no new one.
      if progress.phase == .running, progress.batchCount > 0, !pauses.values.contains(progress.batchCount) {
        pauses.append(progress.batchCount)
        session.pause()
      }
    }
    session.start()
    for batches in 1...15 {
      try paused.wait()
      let progress = session.progress
      #expect(progress.phase == .paused && progress.batchCount == batches)
      #expect(progress.epoch == (batches - 1) / 3 + 1 && progress.batch == (batches - 1) % 3 + 1)
      for _ in 0..<2 { #expect(session.currentNetwork() == networks[batches], "it answers, and stays where it is") }
      #expect(!session.waitUntilDone(seconds: 0) && session.progress.batchCount == batches)
      session.resume()
    }
    try #require(session.waitUntilDone(seconds: 60))
    #expect(session.progress.phase == .finished && session.currentNetwork() == networks[15])
  }

  @Test func stopWhilePaused() throws {
    let (start, dataset) = Fixture.start()
    let paused = Moment()
    let session = try session(start, dataset) { if $0.progress.phase == .paused { paused.happen() } }
    session.pause()
    session.start()
    try paused.wait()
    session.stop()
    try #require(session.waitUntilDone(seconds: 60))
    #expect(session.progress.phase == .stopped && session.progress.batchCount == 1)
  }

  /// A clock of whole seconds: each look at it takes one, each pause a thousand.
  @Test func secondsAreWithoutPauses() throws {
    let (start, dataset) = Fixture.start { $0.batchSize = 3 }
    let clock = Collected<Double>()
    let trainer = try Trainer(start, dataset: dataset, threads: 1, kernels: .best) {
      clock.append((clock.values.last ?? 0) + 1)
      return clock.values.last ?? 0
    }
    var batches: [Double] = []
    trainer.train { event in
      if case .batch(let record) = event { batches.append(record.seconds) }
      clock.append((clock.values.last ?? 0) + 1000)
      return true
    }
    #expect(batches == [Double](repeating: 1, count: 15))
    #expect(trainer.state.history.map(\.seconds) == [Double](repeating: 5, count: 5), "three batches, and two held out")
  }

  @Test func learningRate() throws {
    let (start, dataset) = Fixture.start()
    let trainer = try Trainer(start, dataset: dataset, threads: 1)
    trainer.train { event in
      if case .batch(let record) = event, record.epoch == 2, record.batch == 1 {
        trainer.hyperparameters.learningRate = 0.003
      }
      return true
    }
    let session = try session(start, dataset) { session in
      if session.progress.batchCount == 4 && !session.progress.isValidating { session.setLearningRate(0.003) }
    }
    #expect(session.progress.learningRate == 0.01)
    try session.run()
    #expect(session.progress.learningRate == 0.003)
    #expect(session.currentNetwork() == trainer.network())
    #expect(session.progress.history.map(\.learningRate) == [0.01, 0.003, 0.003, 0.003, 0.003])
  }

  /// Asked for from another thread as fast as they come, every network is one between two batches.
  @Test func networksAreNeverTorn() throws {
    let (start, dataset) = Fixture.start { $0.epochs = 40 }
    let known = Dictionary(uniqueKeysWithValues: try networks(of: start, dataset).enumerated().map { ($1, $0) })
    let session = try session(start, dataset)
    session.start()
    var last = 0
    while session.progress.phase == .running {
      let network = session.currentNetwork()
      let iteration = try #require(known[network], "a network that no batch left")
      #expect(iteration >= last)
      last = iteration
      let decode = Translator(network).decode("Look!")
      #expect(decode == Translator(network).decode("Look!"))
    }
    try #require(session.waitUntilDone(seconds: 60))
    #expect(known[session.currentNetwork()] == 120)
  }

  @Test func requestsBeforeDuringAndAfter() throws {
    let (start, dataset) = Fixture.start { $0.epochs = 1 }
    let networks = try networks(of: start, dataset)
    let received = Collected<Network>()
    let session = try session(start, dataset) { session in
      if session.progress.phase == .running { session.requestNetwork { received.append($0) } }
    }
    session.requestNetwork { received.append($0) }
    #expect(received.values == [start.network], "at once while nothing runs")
    try session.run()
    // The first at once; the start's, answered after the first batch; three batches', the validation's, the end's.
    #expect(received.values == [networks[0], networks[1]] + networks[1...] + [networks[3], networks[3]])
    session.requestNetwork { received.append($0) }
    #expect(received.values.last == networks[3])
  }

  @Test func nothingLeftToDo() throws {
    let (start, dataset) = Fixture.start()
    let end = try Fixture.trained(start, dataset)
    let session = try session(end, dataset)
    #expect(session.progress.epoch == 5 && session.progress.batch == 3 && session.progress.history.count == 5)
    try session.run()
    #expect(session.progress.phase == .finished && session.progress.batchCount == 0)
    #expect(session.currentNetwork() == end.network)
    session.start()
    session.stop()
    #expect(session.progress.phase == .finished, "a session runs once")
  }

  @Test func nothingToTrainOn() {
    let (start, dataset) = Fixture.start { $0.validationSplit = 0.99 }
    #expect(throws: TrainingError.noTrainingPairs(pairs: 13, split: 0.99)) { _ = try session(start, dataset) }
  }
}
