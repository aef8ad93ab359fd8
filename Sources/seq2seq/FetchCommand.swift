import ArgumentParser
import Dispatch
import Essentials
import Model

/// `fetch`: downloads the sentence pairs of a language into the cache.
struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Download the sentence pairs of a language from manythings.org.",
    discussion: """
      Puts XXX-eng.zip, checked, into $XDG_CACHE_HOME/seq2seq, or ~/.cache/seq2seq; from then on --data XXX takes it, \
      unless there is a file of that name. A download that broke off goes on where it stopped. What is in the cache \
      already stays as it is, so that a training can be repeated, until --force.

      Exits with 66 if the server has no such language, 65 if what came is no corpus, 69 if there is no network, the \
      server does not answer, or the answer breaks off, 74 if it cannot be written, 130 after ^C.
      """)

  @Argument(help: "The language: three letters, such as fra, deu, spa.")
  var language = "fra"
  @Option(
    help: ArgumentHelp(
      "The address of a mirror (default: $\(CorpusServer.variable), else \(CorpusServer.manythings)).",
      valueName: "url"))
  var baseURL: String?
  @Option(help: ArgumentHelp("Give up after so long with next to no bytes.", valueName: "seconds"))
  var timeout = 30
  @Flag(help: "Download it anew although it is there.")
  var force = false

  func run() throws {
    let fetch = try prepare()
    let line = ProgressLine()
    let interruption = Interruption()
    let signals = EndingSignals()
    signals.begin { _ in interruption.raise() }
    let corpus: FetchedCorpus
    do throws(FetchError) {
      defer { line.clear() }
      corpus = try fetch.run(interruption: interruption) { line.show(Self.text($0, columns: StandardError.columns)) }
    } catch {
      signals.finish(saying: error.description)
      throw error
    }
    signals.finish(saying: nil)
    StandardOutput.line(Self.report(corpus, language: language.lowercased()))
  }

  private func prepare() throws -> CorpusFetch {
    guard let code = LanguageCode(language) else {
      throw UsageError(
        description: "\(language): no code of a language; expected three letters, such as fra. "
          + "\(CorpusServer.manythings) lists them.")
    }
    guard (1...86_400).contains(timeout) else {
      throw UsageError(description: "--timeout \(timeout): expected 1 to 86400 seconds")
    }
    return CorpusFetch(code, from: try CorpusServer(baseURL), replaces: force, patience: timeout)
  }

  /// One line, narrower than the terminal; where that is narrow, the bar goes first.
  private static func text(_ progress: FetchProgress, columns: Int) -> String {
    let numbers = [progress.percent, progress.size].filter { !$0.isEmpty }.joined(separator: "  ")
    let width = min(40, columns - 1 - numbers.count - 3)
    guard let share = progress.share, width >= 10 else { return String(numbers.prefix(max(0, columns - 1))) }
    return ProgressLine.bar(Int(share * Double(width)), of: width) + " " + numbers
  }

  private static func report(_ corpus: FetchedCorpus, language: String) -> String {
    let what = corpus.isNew ? "Downloaded" : "Here already; --force downloads it anew:"
    var lines = ["\(what) \(corpus.pairCount) pairs, to use with --data \(language)", corpus.path, ""]
    lines.append(FetchedCorpus.attribution)
    if !corpus.terms.isEmpty { lines += ["", "The archive says of its use:"] + corpus.terms.map { "  " + $0 } }
    return lines.joined(separator: "\n")
  }
}
