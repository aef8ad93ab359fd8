import Foundation

/// What an earlier training run left behind, to be compared with another: a checkpoint's history, or a log of `--log`.
package struct RecordedRun: Hashable, Sendable {
  /// The most bytes read of a log.
  package static let byteLimit = 64 << 20

  /// The file.
  package let path: String
  /// A record per epoch, in ascending order; never empty.
  package let history: [EpochRecord]
  /// The lines of a log that hold no record, such as one cut off in the middle; they are left out.
  package let rejectedLineCount: Int

  /// Reads a checkpoint, or else a file of one JSON record a line.
  ///
  /// Where a log goes back to an epoch it has had, the run was resumed from there: what followed that epoch is dropped.
  /// - Throws: `RecordedRunError` if the file cannot be read or holds no epoch.
  package init(contentsOf path: String) throws(RecordedRunError) {
    self.path = path
    let text = path.hasSuffix(".safetensors") ? nil : try Self.text(at: path)
    // The length that a checkpoint begins with has zeros among its 8 bytes; a text has none.
    if let text, !text.prefix(8).contains(0) {
      (history, rejectedLineCount) = Self.parse(text)
      if history.isEmpty { throw .noEpochs(path: path, found: Self.summary(rejected: rejectedLineCount)) }
    } else {
      (history, rejectedLineCount) = (try Self.checkpoint(at: path).state.history, 0)
      if history.isEmpty { throw .noEpochs(path: path, found: "a network without a complete epoch") }
    }
  }

  private static func checkpoint(at path: String) throws(RecordedRunError) -> Checkpoint {
    do {
      return try Checkpoint(contentsOf: path)
    } catch {
      throw .checkpoint(error)
    }
  }

  private static func text(at path: String) throws(RecordedRunError) -> [UInt8] {
    do {
      return try FileBytes.read(path, limit: byteLimit)
    } catch {
      throw RecordedRunError(error, path: path)
    }
  }

  private static func parse(_ text: [UInt8]) -> (history: [EpochRecord], rejected: Int) {
    let decoder = JSONDecoder()
    var history: [EpochRecord] = []
    var rejected = 0
    for line in text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      guard line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else { continue }
      guard JSONNesting.isShallow(String(decoding: line, as: UTF8.self)),
        let record = try? decoder.decode(EpochRecord.self, from: Data(line)), epochs ~= record.epoch
      else {
        rejected += 1
        continue
      }
      history.removeLast(history.reversed().prefix { $0.epoch >= record.epoch }.count)
      history.append(record)
    }
    return (history, rejected)
  }

  /// The epochs a record may name.
  private static let epochs = 1...1_000_000_000_000

  private static func summary(rejected: Int) -> String {
    switch rejected {
    case 0: "the file is empty"
    case 1: "one line, which is no record of an epoch"
    default: "\(rejected) lines, none of them the record of an epoch"
    }
  }
}

/// Why an earlier run cannot be compared with.
///
/// The description names the file, what was found, what was expected, and what to do.
package enum RecordedRunError: Error, Hashable, Sendable {
  /// There is no file to read: no such name, a directory, no permission, or larger than is ever read.
  case noInput(path: String, found: String)
  /// The system failed while reading.
  case unreadable(path: String, found: String)
  /// Nothing in the file tells of an epoch.
  case noEpochs(path: String, found: String)
  /// The file is named as a checkpoint and cannot be read as one.
  case checkpoint(SafetensorsError)

  init(_ failure: FileFailure, path: String) {
    self =
      failure.isNoInput
      ? .noInput(path: path, found: failure.found) : .unreadable(path: path, found: failure.found)
  }
}

extension RecordedRunError: CustomStringConvertible {
  private static let form = "a checkpoint (.safetensors) or a file that --log wrote"

  /// The file, what was found, what was expected, and what to do.
  package var description: String {
    switch self {
    case .noInput(let path, let found): "\(path): \(found); expected \(Self.form). Check the name and its permissions."
    case .unreadable(let path, let found):
      "\(path): \(found); expected a readable file. Check the disk, or copy the file elsewhere and try again."
    case .noEpochs(let path, let found):
      "\(path): \(found); expected \(Self.form) with at least one epoch. Give a run that has come that far."
    case .checkpoint(let error): error.description
    }
  }
}
