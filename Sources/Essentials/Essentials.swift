// What every other target of the program imports in the place of Foundation. On Linux the whole of Foundation brings Unicode's
// internationalisation with it, most of a program that stands alone; this is the part without. What the program needs of the
// rest is in the other files of this folder.

#if canImport(FoundationEssentials)
  @_exported import Dispatch
  @_exported import FoundationEssentials
  @_exported import Glibc
#else
  @_exported import Foundation
#endif
