import ArgumentParser
import Essentials
import Interface
import Model
import Terminal

/// `watch`: the runs that are here, and how far they have come; in a pipe a line each.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Watch trainings that run elsewhere, and list those that have run.",
    discussion: """
      Opens the workbench on its page of runs and trains nothing. A run is a checkpoint, what --log wrote, a folder of \
      TensorBoard's event files, or a table of epochs as Keras's CSVLogger writes it; files of one training are one run. \
      A training with --log shows every batch here, another one every save.

      In a pipe it prints a line for each run and ends; so it does with --json, an object a line: path, kind (checkpoint, \
      log, tensorboard, table, keras), state (growing, silent, stopped, finished, unreadable), seconds_without_news, epoch and batch \
      (complete epochs, and batches of the next), epochs, batches, best_epoch, best_val_loss, character_accuracy (held out, at \
      the best epoch), chrf and exact_match (held out, if evaluate was run), data, pairs, hyperparameters, log, \
      tensorboard, best_checkpoint, modified (seconds since 1970), failure. What the files do not tell is null.
      """)

  @Argument(help: ArgumentHelp("Folders and files (default: the working folder).", valueName: "path"))
  var paths: [String] = []
  @Flag(help: "Print one JSON object a line.")
  var json = false
  @OptionGroup var marks: GlyphOption

  func run() throws {
    for path in paths where access(path, F_OK) != 0 {
      throw CheckpointError.noInput(
        path: path, found: String(cString: strerror(errno)), expected: "a run, or a folder with runs")
    }
    let places = paths.isEmpty ? ["."] : paths
    guard !json, isatty(STDIN_FILENO) == 1, StandardOutput.isTerminal else { return list(places) }
    do {
      Essentials.exit(try Workbench.run(options(places)))
    } catch {
      StandardError.write("seq2seq: \(error)")
      list(places)
    }
  }

  /// The workbench on the network that comes with the program, which pages about none would lack.
  private func options(_ places: [String]) -> WorkbenchOptions {
    let path = ShippedNetworks.path(trainedOn: nil)
    let checkpoint = path.flatMap { try? Checkpoint(contentsOf: $0) }
    return WorkbenchOptions(
      checkpoint: checkpoint, checkpointPath: checkpoint == nil ? nil : path,
      fetched: CorpusLocation.fetchedLanguages(),
      run: RunRequest(output: RunOutput(conflict: .number)),
      data: checkpoint.map { NetworkData(of: $0) } ?? .here(.embedded), watched: places, isASCII: marks.ascii)
  }

  private func list(_ places: [String]) {
    var follower = RunFollower(places)
    repeat { _ = follower.look() } while follower.isBehind
    for run in follower.runs { StandardOutput.line(json ? run.jsonLine : run.line) }
  }
}

extension ListedRun {
  /// The run in a line: `a.safetensors: stopped, epoch 12/100, best val_loss 0.4312 @9, …`.
  fileprivate var line: String {
    if let failure { return failure.hasPrefix(path.visible) ? failure : "\(path.visible): \(failure)" }
    var parts = [state]
    if kind != .keras { parts.append("epoch \(point.epoch)" + (epochs.map { "/\($0)" } ?? "")) }
    if point.batch > 0 { parts.append("batch \(point.batch)" + (batches.map { "/\($0)" } ?? "")) }
    if let best, let loss = best.validation?.loss { parts.append("best val_loss \(Figures.loss(loss)) @\(best.epoch)") }
    if let characterAccuracy { parts.append("character_accuracy \(Figures.share(characterAccuracy))") }
    if let evaluation { parts.append("chrF \(String(printf: "%.1f", evaluation.chrF))") }
    if let data { parts.append("\(data.name.visible), \(data.count) pairs") }
    return "\(path.visible): " + parts.joined(separator: ", ")
  }

  private var state: String {
    switch standing {
    case .silent(let seconds): "no news for \(Figures.duration(Double(seconds)))"
    case .stopped where kind == .keras: "a network of Keras's"
    default: standing.title
    }
  }
}
