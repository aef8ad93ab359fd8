import ArgumentParser
import Essentials
import Model

/// `install`: the program, its networks and sentences, the manual page and the shells' completions, under a prefix.
struct InstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install the program for the shell, with its manual page and completions.",
    discussion: """
      Puts the program into bin, its networks and sentences into share/seq2seq, the manual page into share/man, and \
      completions for bash, zsh and fish into the folders where these look for them. An earlier installation is \
      replaced; any other file that is in the way ends it with 73 before anything is changed. 'seq2seq uninstall' takes \
      it all away again: share/seq2seq/manifest lists it.

      Built with --static-swift-stdlib, the installed program runs where no Swift is.
      """)

  @OptionGroup var destination: PrefixOption

  func run() throws {
    let installation = Installation(prefix: destination.prefix)
    let files = try InstalledFile.ofProgram() + Self.documents()
    try installation.install(files) { file, temporary in !file.isProgram || Self.finish(temporary) }
    let prefix = installation.prefix
    StandardOutput.line(
      "Installed \(files.count) files under \(prefix.visible); share/seq2seq/manifest there lists them")
    for note in Self.notes(prefix) { StandardOutput.line(note) }
  }

  /// The manual page, and the completions as the parser of the command line writes them.
  private static func documents() throws(InstallError) -> [InstalledFile] {
    guard let manual = ProgramFiles.resource("seq2seq.1", in: "Sources/seq2seq") else { throw .incomplete("seq2seq.1") }
    return [
      InstalledFile("share/man/man1/seq2seq.1", .copy(of: manual)),
      InstalledFile("share/bash-completion/completions/seq2seq", .text(Seq2Seq.completionScript(for: .bash))),
      InstalledFile("share/zsh/site-functions/_seq2seq", .text(Seq2Seq.completionScript(for: .zsh))),
      InstalledFile("share/fish/vendor_completions.d/seq2seq.fish", .text(Seq2Seq.completionScript(for: .fish))),
    ]
  }

  /// Makes a copy of the program executable, and smaller where there is something that can.
  private static func finish(_ path: String) -> Bool {
    // Without its symbols it is the same program: where they cannot be taken away, they stay.
    _ = ChildProcess.run("strip", [path])
    return chmod(path, 0o755) == 0
  }

  /// What is still to be done until the shell finds it, and until it runs elsewhere.
  private static func notes(_ prefix: String) -> [String] {
    let environment = ProcessInfo.processInfo.environment
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    var notes: [String] = []
    if !folders.contains(Substring(prefix + "/bin")) {
      notes.append("The shell does not look there yet: add \(prefix.visible)/bin to PATH.")
    }
    if environment["SHELL"]?.hasSuffix("/zsh") == true {
      notes.append("For completions, zsh wants fpath+=(\(prefix.visible)/share/zsh/site-functions) before compinit.")
    }
    let libraries = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
    if libraries?.contains("libswiftCore.so") == true {
      notes.append("It needs the Swift it was built with; built with --static-swift-stdlib it does not.")
    }
    return notes
  }
}

/// `uninstall`: takes away what `install` has put there.
struct UninstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall",
    abstract: "Remove what install has put there.",
    discussion: """
      Removes the files that share/seq2seq/manifest lists, and the folders that were made for them, if nothing else lies \
      there. What the program keeps for a person, in ~/.local/state/seq2seq and ~/.cache/seq2seq, stays.
      """)

  @OptionGroup var destination: PrefixOption

  func run() throws {
    let installation = Installation(prefix: destination.prefix)
    let count = try installation.remove()
    StandardOutput.line("Removed \(count) files from \(installation.prefix.visible)")
  }
}

/// `--prefix`: where the program is or will be installed.
struct PrefixOption: ParsableArguments {
  @Option(help: ArgumentHelp("The folder that holds bin and share.", valueName: "folder"), completion: .directory)
  var prefix = "~/.local"
}

extension InstallError: FailureWithStatus {
  var exitStatus: Int32 {
    switch self {
    case .inTheWay: EX_CANTCREAT
    case .incomplete, .nothingInstalled: EX_NOINPUT
    case .unwritable: EX_IOERR
    case .damagedManifest: EX_DATAERR
    }
  }
}
