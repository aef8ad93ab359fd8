import Essentials
import Model
import Terminal

/// An error that ends the program with a status of its own; its description says what to do.
protocol FailureWithStatus: Error, CustomStringConvertible {
  /// The exit status, after sysexits.h.
  var exitStatus: Int32 { get }
  /// What on the command line mends it, where the description says it without naming options.
  var remedy: String? { get }
}

extension FailureWithStatus {
  var remedy: String? { nil }
}

extension CorpusError: FailureWithStatus {
  var exitStatus: Int32 {
    switch self {
    case .noEmbeddedCorpus, .notFetched, .noInput, .ofNetwork: EX_NOINPUT
    case .unreadable: EX_IOERR
    case .badArchive, .notText, .otherLayout, .noPairs, .doesNotFit: EX_DATAERR
    }
  }

  var remedy: String? {
    switch self {
    case .noEmbeddedCorpus: "--data FILE names one."
    case .notFetched: "Without --data they are taken."
    default: nil
    }
  }
}

extension CheckpointError: FailureWithStatus {
  var exitStatus: Int32 {
    switch self {
    case .noInput: EX_NOINPUT
    case .damaged, .refused, .noEpochs: EX_DATAERR
    case .unreadable, .unwritable: EX_IOERR
    case .exists, .isBeingTrained: EX_CANTCREAT
    case .noCharacters(let error): error.exitStatus
    case .sameFile: EX_USAGE
    }
  }

  var remedy: String? {
    switch self {
    case .sameFile: "--output, --log, --data and --resume name the files."
    case .exists(let path): "--resume \(path.visible) goes on from a checkpoint, --overwrite replaces what is there."
    default: nil
    }
  }
}

extension RunSetupError: FailureWithStatus {
  var exitStatus: Int32 { EX_USAGE }
}

extension TrainingError: FailureWithStatus {
  var exitStatus: Int32 { EX_DATAERR }

  var remedy: String? {
    if case .noTrainingPairs = self { "--validation-split is the share held out." } else { nil }
  }
}

extension FetchError: FailureWithStatus {
  var exitStatus: Int32 {
    switch self {
    // The network and the server: nothing is wrong here, and the same may do later.
    case .noLibrary, .unreachable, .refused, .cut, .busy: EX_UNAVAILABLE
    case .noAddress: EX_USAGE
    case .noCorpus: EX_NOINPUT
    case .tooLarge, .notACorpus: EX_DATAERR
    case .damagedCache(let error): error.exitStatus
    case .unwritable: EX_IOERR
    case .cancelled: 130
    }
  }

  var remedy: String? {
    switch self {
    case .noAddress: "--base-url gives an address."
    case .damagedCache: "`seq2seq fetch --force` does that."
    case .noLibrary, .unreachable, .refused, .cut: "--data FILE names it."
    case .noCorpus, .tooLarge, .notACorpus, .busy, .unwritable, .cancelled: nil
    }
  }
}

/// A command line that cannot be followed.
struct UsageError: FailureWithStatus {
  let description: String
  var exitStatus: Int32 { EX_USAGE }
}
