import Essentials
import Model

/// The training run as the screen knows it, and the sentences that are followed through it.
package struct RunState: Sendable {
  /// What the session last published; `nil` before there is one.
  package var progress: TrainingProgress?
  /// The epochs a checkpoint remembers, shown until a session publishes its own.
  package let remembered: [EpochRecord]
  private let rememberedMarks: [RunMark]
  private let rememberedBest: EpochRecord?
  private let rememberedPoint: TrainingPoint
  /// Every batch of this session.
  package var batches = BatchCurves()
  /// Whether another process trains it: nothing can be done to it from here.
  package var isElsewhere = false
  /// The training that waits for its pairs to be read.
  package var loading: RunPlan?
  /// The form that sets a training up.
  package var form = TrainingForm()
  /// What the training in the form will be.
  package var outlook = Inquiry<OutlookRequest>()
  /// How fast this machine trains; `nil` while that is not known.
  package var pace: MachinePace?
  /// What an epoch of the session asks of the machine; `nil` while there is none.
  var load: RunLoad?
  /// Whether a session was started that has not published anything yet.
  var isStarting = false
  /// Where the training saves.
  package var outputPath: String?
  /// Where a new training would save.
  var nextOutputPath: String?
  /// What was asked for of the trainings that are started here, before the form.
  package private(set) var asked: RunRequest
  private let rememberedThreads: Int
  /// The sentences that are translated after every epoch.
  package var pins = Pins()

  /// Nothing trained, or what a checkpoint remembers.
  package init(
    _ state: TrainingState = TrainingState(), outputPath: String? = nil, asked: RunRequest = RunRequest()
  ) {
    remembered = state.history
    rememberedMarks = state.marks
    rememberedBest = state.best
    rememberedPoint = state.point
    self.outputPath = outputPath
    nextOutputPath = outputPath
    self.asked = asked
    rememberedThreads = state.threads
  }

  /// How far the network at hand is trained.
  package var point: TrainingPoint { progress?.point ?? rememberedPoint }

  /// How a new network is trained, unless the form says otherwise.
  package var hyperparameters: Hyperparameters {
    (try? asked.given.applied(to: Hyperparameters())) ?? Hyperparameters()
  }

  /// The epochs to train for.
  package var epochs: Int {
    get { hyperparameters.epochs }
    set { asked.given[.epochs] = String(newValue) }
  }

  /// How many threads there can be work for.
  static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// How many threads train where the network at hand is trained further.
  var resumedThreads: Int {
    let threads = load?.threads ?? rememberedThreads
    return threads > 0 ? min(threads, Self.processors) : Self.processors
  }

  /// The epoch that the network at hand stands in or right behind, 0 for one of which no epoch is known; `nil` while it
  /// trains, and where its training stopped in the middle of an epoch.
  package var restingEpoch: Int? {
    guard !isActive, !isStarting else { return nil }
    if isElsewhere { return progress?.saved?.epoch }
    // What a checkpoint holds translates, whatever point it was saved at.
    guard let progress else { return rememberedPoint.epoch + (rememberedPoint.batch > 0 ? 1 : 0) }
    return progress.batch == 0 || progress.phase == .finished ? history.last?.epoch : nil
  }

  /// What a checkpoint remembers, to be trained further as another run would be.
  package init(_ state: TrainingState, like other: RunState) {
    self.init(state, outputPath: other.nextOutputPath, asked: other.asked)
    (form, pace) = (other.form, other.pace)
    form.train(further: false)
    pins = other.pins
  }

  /// The complete epochs, oldest first.
  package var history: [EpochRecord] { progress?.history ?? remembered }

  /// What was done to the run, in the order of its batches.
  package var marks: [RunMark] { progress?.marks ?? rememberedMarks }

  /// What the training here is doing; `nil` where there is none.
  package var phase: TrainingPhase? { isElsewhere ? nil : progress?.phase }

  /// Whether batches are being computed here or wait to be.
  var isActive: Bool { phase == .running || phase == .paused }

  /// Whether batches are being computed, here or elsewhere.
  var isUnderWay: Bool { progress?.phase == .running || isActive }

  /// Whether there is something to train further.
  var canResume: Bool { !history.isEmpty || (progress?.batchCount ?? 0) > 0 }

  /// The epoch a resumed run would reach: the one asked for, or as many again once that is reached.
  var resumedEpochs: Int {
    let done = history.last?.epoch ?? 0
    return done < epochs ? epochs : min(done, 1_000_000) + epochs
  }

  /// The epoch with the least loss on held-out pairs.
  package var best: EpochRecord? { progress?.best ?? rememberedBest }

  /// The first step whose loss was not finite.
  var firstNaN: NotANumber? {
    if let batch = batches.firstNaN {
      let position = batches.position(epoch: batch.epoch, batch: batch.batch)
      return NotANumber(loss: batch.metrics.loss, epoch: batch.epoch, batch: batch.batch, position: position)
    }
    return history.first { !$0.training.loss.isFinite }.map {
      NotANumber(loss: $0.training.loss, epoch: $0.epoch, batch: nil, position: Double($0.epoch))
    }
  }
}
