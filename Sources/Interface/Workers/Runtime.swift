import Dispatch
import Foundation
import Model

/// Carries out the effects of `update`; what comes of them arrives as messages.
///
/// One thread uses it.
final class Runtime {
  private var options: WorkbenchOptions
  /// Where the workers leave what comes of the effects.
  let mailbox: Mailbox
  private let decoder: DecodeWorker
  private let pins: PinWorker
  /// Reads and writes files, one after the other.
  let loading = DispatchQueue(label: "seq2seq.loading", qos: .userInitiated)
  private let remembering = DispatchQueue(label: "seq2seq.remembering", qos: .utility)
  private let memory: StateFolder
  /// The data that was read last.
  let shelf = CorpusShelf()
  private let searcher: LatestWorker
  private let otherDecoder: LatestWorker
  private let attributer: LatestWorker
  private let forcer: LatestWorker
  private let nearest: NearestWorker
  private let fetcher: FetchWorker
  private let evaluator: EvaluationWorker
  private let packing = DispatchQueue(label: "seq2seq.packing", qos: .userInteractive)
  private let onChange: @Sendable () -> Void
  private let translators = SentenceTranslators()
  private var translator: Translator?
  private var other: Translator?
  private var session: TrainingSession?
  private var prepared: PreparedRun?
  private var recordCount = 0

  /// A runtime; `onChange` is called on any thread when `pull` has something new.
  init(
    _ options: WorkbenchOptions, memory: StateFolder, mailbox: Mailbox, onChange: @escaping @Sendable () -> Void
  ) {
    self.options = options
    self.memory = memory
    self.mailbox = mailbox
    self.onChange = onChange
    decoder = DecodeWorker(mailbox: mailbox)
    pins = PinWorker(mailbox: mailbox)
    searcher = LatestWorker(label: "seq2seq.searching", mailbox: mailbox)
    otherDecoder = LatestWorker(label: "seq2seq.comparing", mailbox: mailbox)
    attributer = LatestWorker(label: "seq2seq.attributing", mailbox: mailbox)
    forcer = LatestWorker(label: "seq2seq.forcing", mailbox: mailbox)
    nearest = NearestWorker(mailbox: mailbox)
    fetcher = FetchWorker(mailbox: mailbox)
    evaluator = EvaluationWorker(mailbox: mailbox)
    other = options.other.map { Translator($0.network) }
  }

  /// What the training session has published since the last time.
  func pull() -> Event? {
    guard let session else { return nil }
    // The progress first: it never tells of a batch that is missing among the records.
    let progress = session.progress
    let records = session.batchRecords(from: recordCount)
    recordCount += records.count
    return .trained(progress, records)
  }

  /// Carries out an effect; those that end or stop the program are the loop's.
  func perform(_ effect: Effect) {
    switch effect {
    case .readCorpus(let data): read(data)
    case .prepareTraining(let data, let resumes, let epochs): prepare(data, resumes: resumes, epochs: epochs)
    case .fetchCorpus(let language): fetcher.fetch(language)
    case .cancelFetch: fetcher.cancel()
    case .startTraining: start()
    case .pauseTraining: session?.pause()
    case .resumeTraining: session?.resume()
    case .stopTraining: session?.stop()
    case .saveCheckpoint: session?.save()
    case .setLearningRate(let rate): session?.setLearningRate(rate)
    case .setEpochs(let epochs): session?.setEpochs(epochs)
    case .readNetwork(let path):
      read(path, then: { .networkRead($0, path: path) }, otherwise: { .networkUnreadable(path: path, $0) })
    case .useNetwork(let checkpoint): use(checkpoint)
    case .readRun(let path): readRun(path)
    case .followPins(let request): follow(request)
    case .decode(let request): decode(request)
    case .cancelDecode: decoder.cancel()
    case .export(let documents): export(documents)
    case .listFolder(let folder): list(folder)
    case .remember(let line): remembering.async { [memory] in memory.history.remembering(line) }
    case .keep(let colorScheme): remembering.async { [memory] in memory.keep(colorScheme) }
    case .searchBeam(let request): search(request)
    case .readOther(let path):
      read(path, then: { .otherRead($0, path: path) }, otherwise: { .otherUnreadable(path: path, $0) })
    case .useOther(let checkpoint): other = checkpoint.map { Translator($0.network) }
    case .decodeOther(let request): decodeOther(request)
    case .attribute(let request): attribute(request)
    case .force(let request): force(request)
    case .findNearest(let request, let pairs):
      withTranslator(for: request.translation) { [nearest] in nearest.find(request, among: pairs, by: $0) }
    case .evaluate(let request, let pairs): evaluate(request, on: pairs)
    case .cancelEvaluation: evaluator.cancel()
    case .suspend, .exit, .terminate: break
    }
  }

  /// Keeps a session until it is to start.
  func keep(_ prepared: PreparedRun) { self.prepared = prepared }

  private func start() {
    guard let prepared else { return }
    self.prepared = nil
    session = prepared.session
    recordCount = 0
    prepared.session.start()
  }

  /// Waits until everything that is to be remembered is, and calls a download off.
  func settle() {
    remembering.sync {}
    fetcher.stop()
  }

  /// Ends the training with a save, waiting no longer than some seconds.
  func stop(within seconds: Double) {
    guard let session else { return }
    session.stopAtOnce()
    _ = session.waitUntilDone(seconds: seconds)
  }

  /// Translates with a checkpoint's network from now on, which is also what may be trained further.
  private func use(_ checkpoint: Checkpoint) {
    options.checkpoint = checkpoint
    translator = nil
    session = nil
  }

  private func follow(_ request: PinRequest) {
    pins.follow(request)
    guard let epoch = request.epoch else { return }
    if let session {
      session.requestNetwork { [pins] in pins.take($0, epoch: epoch) }
    } else if let checkpoint = options.checkpoint, checkpoint.state.batch == 0 {
      pins.take(checkpoint.network, epoch: epoch)
    }
  }

  private func prepare(_ data: CorpusLocation, resumes: Bool, epochs: Int) {
    var request = options.run
    request.data = data
    request.start = resumes ? resumable : .newNetwork
    request.given.set(.epochs, epochs)
    loading.async { [mailbox, pins, shelf, onChange, request] in
      do {
        let setup = try RunSetup(request, known: try shelf.corpus(data))
        let session = try setup.session(onChange: onChange) { epoch, network in pins.take(network, epoch: epoch) }
        mailbox.post(.prepared(PreparedRun(session: session, setup: setup)))
      } catch {
        mailbox.post(.event(.trainingRefused("\(error)")))
      }
    }
  }

  /// The network a session of this run has saved, else the one the program was started with.
  private var resumable: RunRequest.Start {
    if session?.progress.saved != nil, let path = options.run.output.checkpoint { return .file(path: path) }
    return options.checkpoint.map { .network($0, path: options.checkpointPath) } ?? .newNetwork
  }

  private func decode(_ request: DecodeRequest) {
    Fault.raiseOnScreen()
    withTranslator(for: request.translation) { [decoder] in decoder.decode(request, with: $0) }
  }

  private func search(_ request: BeamRequest) {
    withTranslator(for: request.translation) { [searcher] translator in
      searcher.compute { _ in
        .beamSearched(
          request, translator.beam(for: request.sentence, width: request.width).map { Hypothesis($0.steps) })
      }
    }
  }

  private func decodeOther(_ request: OtherRequest) {
    guard let other else { return }
    otherDecoder.compute { _ in .otherDecoded(request, other.decode(request.sentence)) }
  }

  private func attribute(_ request: AttributionRequest) {
    withTranslator(for: request.translation) { [attributer] translator in
      attributer.compute { interruption in
        SourceAttributions(request, by: translator, interruption: interruption).map { .attributed(request, $0) }
      }
    }
  }

  private func force(_ request: ForcedRequest) {
    withTranslator(for: request.translation) { [forcer] translator in
      forcer.compute { _ in .forced(request, translator.teacherForced(request.reference, for: request.sentence)) }
    }
  }

  /// How many threads may work on something beside the screen.
  private var processors: Int { options.run.threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// Evaluates the network at hand; where one is being trained, as it is after the batch under way.
  private func evaluate(_ request: EvaluationRequest, on pairs: [SentencePair]) {
    let interruption = evaluator.next()
    if let session {
      let threads = session.progress.phase == .running ? 1 : processors
      session.requestSnapshot { [evaluator] in
        evaluator.evaluate(request, $0, pairs: pairs, threads: threads, interruption: interruption)
      }
    } else if let checkpoint = options.checkpoint {
      evaluator.evaluate(request, checkpoint, pairs: pairs, threads: processors, interruption: interruption)
    }
  }

  /// Calls `body`, on any thread, with the network that a sentence was first decoded with, or the one that decodes now.
  private func withTranslator(for translation: Int, _ body: @escaping @Sendable (Translator) -> Void) {
    if let used = translators[translation] { return body(used) }
    let remembering = { @Sendable [translators] (translator: Translator) in
      translators[translation] = translator
      body(translator)
    }
    if let session {
      session.requestNetwork { [packing, translators] network in
        packing.async { remembering(translators.translator(of: network)) }
      }
    } else if let translator = translator ?? options.checkpoint.map({ Translator($0.network) }) {
      self.translator = translator
      remembering(translator)
    }
  }
}
