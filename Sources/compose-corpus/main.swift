import CorpusComposer
import Foundation

// `compose-corpus` writes the corpus to standard output; `compose-corpus --samples N` writes N random pairs of every
// family instead, for proofreading.
let arguments = CommandLine.arguments.dropFirst()
do throws(ComposerError) {
  let composer = try Composer()
  if arguments.first == "--samples", let count = arguments.last.flatMap({ Int($0) }) {
    print("== written by hand: \(composer.written.count); in all \(composer.pairs.count)")
    for family in composer.families {
      print("== \(family.name): \(Set(family.pairs).count) of \(Set(family.all).count)")
      for pair in Set(family.pairs).shuffled().prefix(count).sorted() { print("\(pair.english)\t\(pair.french)") }
    }
  } else {
    print(composer.text, terminator: "")
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
