#if canImport(FoundationEssentials)
  import Glibc
#else
  import Foundation
#endif

extension String {
  /// Numbers as C's `printf` writes them in the C locale; the program sets no other one for numbers.
  ///
  /// - Parameters:
  ///   - format: What `printf` takes.
  ///   - numbers: One for each `%`: a `Double`, or for `%d` an `Int` that fits into 32 bits.
  package init(printf format: String, _ numbers: any CVarArg...) {
    self = withVaList(numbers) { list in
      // No number is longer but with `%f`, whose largest has 309 digits before the point.
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
        buffer.initialize(repeating: 0)
        vsnprintf(buffer.baseAddress, buffer.count, format, list)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
  }
}
