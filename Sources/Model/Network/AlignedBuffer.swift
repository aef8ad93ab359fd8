#if canImport(Glibc)
  import Glibc
#endif

/// A fixed number of zeroed elements at a 64-byte boundary, freed with its last owner.
///
/// The one place where the compiler's checks on shared memory are set aside: the shards of a batch run on several threads
/// and write into buffers of their own. Every number has one writer at a time: its shard while the shards run, or the thread
/// that took that piece of the gradient, and the training thread between the phases, which `concurrentPerform` separates.
/// Weights are read by all while none writes.
final class AlignedBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  /// The first element.
  let base: UnsafeMutablePointer<Element>
  /// How many elements there are.
  let count: Int

  /// Allocates `count` elements, all bits 0.
  init(count: Int) {
    let byteCount = max(1, count) * MemoryLayout<Element>.stride
    let isLarge = byteCount >= hugePage
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: isLarge ? hugePage : 64)
    #if canImport(Glibc)
      if isLarge { madvise(bytes, byteCount, MADV_HUGEPAGE) }  // a wish; without it the numbers are the same
    #endif
    self.base = bytes.bindMemory(to: Element.self, capacity: count)
    self.count = count
    zero()
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  /// Clears every bit.
  func zero() { UnsafeMutableRawPointer(base).initializeMemory(as: UInt8.self, repeating: 0, count: byteCount) }

  /// Takes over the elements of a buffer of the same size.
  func copy(from other: AlignedBuffer) {
    precondition(count == other.count, "a buffer of \(other.count) elements does not fit one of \(count)")
    UnsafeMutableRawPointer(base).copyMemory(from: other.base, byteCount: byteCount)
  }

  /// The element at `index`.
  subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "index \(index) is not within 0..<\(count)")
      return base[index]
    }
    set {
      precondition(index >= 0 && index < count, "index \(index) is not within 0..<\(count)")
      base[index] = newValue
    }
  }

  private var byteCount: Int { count * MemoryLayout<Element>.stride }
}

/// What the processor can address with one entry of its table of pages: a pass over the tape touches thousands of small ones.
private let hugePage = 2 << 20
