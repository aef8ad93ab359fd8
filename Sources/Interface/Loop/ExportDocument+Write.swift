import Foundation

/// Why a document could not be written.
package struct ExportError: Error, CustomStringConvertible {
  /// The file, the reason and the remedy.
  package let description: String
}

extension ExportDocument {
  /// Writes documents into a directory; all of them get the first number that none of their names has there yet.
  ///
  /// - Returns: the names of the files.
  /// - Throws: `ExportError`; what was written of these documents is gone then.
  package static func write(_ documents: [ExportDocument], in directory: String = ".") throws(ExportError) -> [String] {
    var number = 1
    while true {
      let names = documents.map { $0.fileName(number) }
      var code: Int32 = 0
      var count = 0
      while count < documents.count, code == 0 {
        code = documents[count].create(directory + "/" + names[count])
        count += code == 0 ? 1 : 0
      }
      if code == 0 { return names }
      for name in names.prefix(count) { unlink(directory + "/" + name) }
      guard code == EEXIST else {
        let reason = String(cString: strerror(code))
        throw ExportError(
          description: "\(names[count]): cannot write it (\(reason)). Start seq2seq where files can be written.")
      }
      number += 1
    }
  }

  /// Makes the file, which must not exist yet; errno, or 0 when it is whole.
  private func create(_ path: String) -> Int32 {
    guard let file = fopen(path, "wx") else { return errno }
    let isWritten = fputs(text, file) >= 0
    let isClosed = fclose(file) == 0
    guard !isWritten || !isClosed else { return 0 }
    defer { unlink(path) }
    return errno
  }
}
