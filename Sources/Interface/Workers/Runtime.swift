import Dispatch
import Essentials
import Model

/// Carries out the effects of `update`; what comes of them arrives as messages.
///
/// One thread uses it.
final class Runtime {
  /// What the program was started with.
  let options: WorkbenchOptions
  /// Where the workers leave what comes of the effects.
  let mailbox: Mailbox
  /// Reads and writes files, one after the other.
  let loading = DispatchQueue(label: "seq2seq.loading", qos: .userInitiated)
  /// Downloads corpora.
  let fetcher = Worker(label: "seq2seq.fetching", quality: .utility)
  private let decoder = Worker(label: "seq2seq.decoding", quality: .userInteractive)
  private let inquiries: Inquiries
  private let pins: PinWorker
  private let remembering = DispatchQueue(label: "seq2seq.remembering", qos: .utility)
  private let memory: StateFolder
  /// The data that was read last.
  let shelf = CorpusShelf()
  private let networks: Networks
  private let onChange: @Sendable () -> Void
  private var prepared: PreparedRun?
  /// Where the session saves.
  private var outputPath: String?
  private var recordCount = 0

  /// A runtime; `onChange` is called on any thread when `pull` has something new.
  init(
    _ options: WorkbenchOptions, memory: StateFolder, mailbox: Mailbox, onChange: @escaping @Sendable () -> Void
  ) {
    self.options = options
    self.memory = memory
    self.mailbox = mailbox
    self.onChange = onChange
    networks = Networks(
      options.checkpoint, second: options.other.map { Translator($0.network) },
      threads: options.run.threads ?? ProcessInfo.processInfo.activeProcessorCount, shelf: shelf)
    inquiries = Inquiries(networks) { mailbox.post(.event(.answered($0))) }
    pins = PinWorker(mailbox: mailbox)
  }

  private var session: TrainingSession? { networks.session }

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
    case .prepareTraining(let plan): prepare(plan)
    case .fetchCorpus(let language): fetch(language)
    case .cancelFetch: fetcher.cancel()
    case .startTraining: start()
    case .pauseTraining: session?.pause()
    case .resumeTraining: session?.resume()
    case .stopTraining: session?.stop()
    case .saveCheckpoint: session?.save()
    case .setLearningRate(let rate): session?.setLearningRate(rate)
    case .setEpochs(let epochs): session?.setEpochs(epochs)
    case .readNetwork(let path):
      read(
        path, then: { .networkRead($0, path: path, data: NetworkData(of: $0), finding: $1) },
        otherwise: { .networkUnreadable(path: path, $0) })
    case .useNetwork(let checkpoint): networks.use(checkpoint)
    case .readRun(let path): readRun(path)
    case .followPins(let request): follow(request)
    case .decode(let request): decode(request)
    case .cancelDecode: decoder.cancel()
    case .export(let documents): export(documents)
    case .listFolder(let folder): list(folder)
    case .remember(let line): remembering.async { [memory] in memory.history.remembering(line) }
    case .keep(let colorScheme): remembering.async { [memory] in memory.keep(colorScheme) }
    case .keepPace(let pace): remembering.async { [memory] in memory.keep(pace) }
    case .readOther(let path):
      read(
        path, then: { .otherRead($0, path: path, finding: $1) }, otherwise: { .otherUnreadable(path: path, $0) })
    case .useOther(let checkpoint): networks.compare(with: checkpoint)
    case .inquire(let request): inquiries.ask(request)
    case .callOff(let request): inquiries.callOff(request)
    case .copy, .suspend, .exit, .terminate: break
    }
  }

  /// Keeps a session until it is to start.
  func keep(_ prepared: PreparedRun) { self.prepared = prepared }

  private func start() {
    guard let prepared else { return }
    self.prepared = nil
    networks.session = prepared.session
    outputPath = prepared.outputPath
    recordCount = 0
    prepared.session.start()
  }

  /// Waits until everything that is to be remembered is, and calls a download off.
  func settle() {
    remembering.sync {}
    fetcher.cancel()
    fetcher.wait(seconds: 1)
  }

  /// Ends the training with a save, waiting no longer than some seconds.
  func stop(within seconds: Double) {
    guard let session else { return }
    session.stopAtOnce()
    _ = session.waitUntilDone(seconds: seconds)
  }

  private func follow(_ request: PinRequest) {
    pins.follow(request)
    guard let epoch = request.epoch else { return }
    if let session {
      session.requestNetwork { [pins] in pins.take($0, epoch: epoch) }
    } else if let checkpoint = networks.checkpoint {
      pins.take(checkpoint.network, epoch: epoch)
    }
  }

  private func prepare(_ plan: RunPlan) {
    let request = RunRequest(
      data: plan.data, start: plan.resumes ? resumable : .newNetwork, given: plan.given, threads: plan.threads,
      output: plan.output)
    loading.async { [mailbox, pins, shelf, onChange, request] in
      do {
        let setup = try RunSetup(request, known: try shelf.corpus(request.data))
        let session = try setup.session(onChange: onChange) { epoch, network in pins.take(network, epoch: epoch) }
        mailbox.post(.prepared(PreparedRun(session: session, setup: setup, output: request.output)))
      } catch {
        mailbox.post(.event(.trainingRefused("\(error)")))
      }
    }
  }

  /// The network a session of this run has saved, else the one the program was started with.
  private var resumable: RunRequest.Start {
    if session?.progress.saved != nil, let path = outputPath { return .file(path: path) }
    return networks.checkpoint.map { .network($0, path: options.checkpointPath) } ?? .newNetwork
  }

  private func decode(_ request: DecodeRequest) {
    Fault.raiseOnScreen()
    networks.first(for: request.translation) { [decoder, mailbox] translator in
      decoder.add { interruption in
        Fault.raiseOnWorker()
        request.decode(by: translator, interruption: interruption) { mailbox.post(.event(.decoded($0))) }
      }
    }
  }
}
