import Model

/// What the runtime is asked to do; `update` itself does nothing to the world.
package enum Effect: Hashable, Sendable {
  case readCorpus(CorpusLocation)
  case fetchCorpus(LanguageCode)
  case cancelFetch
  case prepareTraining(RunPlan)
  case startTraining
  case pauseTraining
  case resumeTraining
  case stopTraining
  case saveCheckpoint
  case setLearningRate(Double)
  case setEpochs(Int)
  case readNetwork(path: String)
  case useNetwork(Checkpoint)
  case readRun(path: String)
  /// Looks at runs from now on, or at none.
  case followRuns(RunsRequest?)
  /// Reads the newest run in the folder of a file, but for that of the file itself.
  case readRunBefore(path: String)
  /// Reads the network that a watched run has saved.
  case readWatched(path: String)
  case followPins(PinRequest)
  case decode(DecodeRequest)
  case cancelDecode
  case export([ExportDocument])
  case listFolder(String)
  case copy(String)
  case remember(String)
  case keep(ColorScheme)
  case record(EvaluationRecord)
  case keepPace(MachinePace)
  case readOther(path: String)
  case useOther(Checkpoint?)
  case inquire(AnyRequest)
  case callOff(AnyRequest)
  case suspend
  case exit(status: Int32)
  case terminate(signal: Int32)
}
