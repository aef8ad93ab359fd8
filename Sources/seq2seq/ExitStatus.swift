import Foundation
import Model
import Terminal

/// An error that ends the program with a status of its own; its description says what to do.
protocol FailureWithStatus: Error, CustomStringConvertible {
  /// The exit status, after sysexits.h.
  var exitStatus: Int32 { get }
}

extension CorpusError: FailureWithStatus {
  var exitStatus: Int32 {
    switch self {
    case .noEmbeddedCorpus, .notFetched, .noInput: EX_NOINPUT
    case .unreadable: EX_IOERR
    case .badArchive, .notText, .noPairs, .doesNotFit: EX_DATAERR
    }
  }
}

extension CheckpointError: FailureWithStatus {
  var exitStatus: Int32 {
    switch self {
    case .noInput: EX_NOINPUT
    case .damaged, .noEpochs: EX_DATAERR
    case .unreadable, .unwritable: EX_IOERR
    case .sameFile: EX_USAGE
    }
  }
}

extension RunSetupError: FailureWithStatus {
  var exitStatus: Int32 { EX_USAGE }
}

extension TrainingError: FailureWithStatus {
  var exitStatus: Int32 { EX_DATAERR }
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
}

/// A command line that cannot be followed.
struct UsageError: FailureWithStatus {
  let description: String
  var exitStatus: Int32 { EX_USAGE }
}
