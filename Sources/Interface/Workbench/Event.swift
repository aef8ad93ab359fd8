import Model
import Terminal

/// Everything that can happen to the workbench.
package enum Event: Sendable {
  /// The first frame is on the screen.
  case started
  /// A key was pressed.
  case key(Key)
  /// Text was pasted; lines are separated by LF.
  case pasted(String)
  /// The terminal has another size.
  case resized(Size)
  /// The time of one animation step is over.
  case tick
  /// SIGINT, from the key or from outside.
  case interrupted
  /// SIGTERM or SIGHUP.
  case terminated(signal: Int32)
  /// The terminal has no more input.
  case inputEnded
  /// The decoder found something.
  case decoded(DecodeUpdate)
  /// All pairs of a corpus were read.
  case corpusRead(CorpusLocation, Corpus)
  /// A corpus cannot be read, and why.
  case corpusUnreadable(CorpusLocation, String)
  /// More of a corpus was downloaded.
  case fetchProgressed(FetchProgress)
  /// A language's corpus is in the cache.
  case corpusFetched(LanguageCode, FetchedCorpus)
  /// A corpus was not downloaded, and why.
  case fetchFailed(FetchError)
  /// A checkpoint was read; what it was trained on is here, or is not; `finding` is what had to be found out of its file.
  case networkRead(Checkpoint, path: String, data: NetworkData, finding: String? = nil)
  /// A checkpoint cannot be read, and why.
  case networkUnreadable(path: String, String)
  /// An earlier run to compare with was read.
  case runRead(RecordedRun)
  /// An earlier run cannot be compared with, and why.
  case runUnreadable(path: String, String)
  /// Something has changed among the runs that are looked at.
  case runsFound(RunsNews)
  /// The network that a watched run has saved was read; what it was trained on is here, or is not.
  case watchedRead(Checkpoint, path: String, data: NetworkData)
  /// It cannot be read, and why.
  case watchedUnreadable(path: String, String)
  /// The newest other run of the folder that a training saves in was read, if there is one.
  case runBefore(RecordedRun?)
  /// The pinned sentences were translated after an epoch.
  case pinsTranslated(PinUpdate)
  /// A folder was read.
  case folderListed(FolderListing)
  /// Files were written.
  case exported([String])
  /// A file could not be written, and why.
  case exportFailed(String)
  /// The terminal was asked to copy a text, or could not be.
  case copied(String, isSent: Bool)
  /// The sentences of a corpus can be looked up.
  case sentencesIndexed(CorpusLocation, SentenceIndex)
  /// A checkpoint to compare with was read.
  case otherRead(Checkpoint, path: String, finding: String? = nil)
  /// A checkpoint to compare with cannot be read, and why.
  case otherUnreadable(path: String, String)
  /// Something that was asked for has been computed, or got further.
  case answered(InquiryReport)
  /// The corpus was read and a session can start.
  case trainingPrepared(NetworkCard, rejected: [RejectedLines], nextOutput: String? = nil, load: RunLoad? = nil)
  /// The corpus or the checkpoint could not be used.
  case trainingRefused(String)
  /// The session published something.
  case trained(TrainingProgress, [BatchRecord])
}
