import Foundation
import Model
import Terminal

extension WorkbenchState {
  /// Takes an event in and returns what is to be done about it.
  ///
  /// This is the only thing that changes the state.
  package mutating func update(_ event: Event) -> [Effect] {
    take(event) + comparisons() + inspections() + followRuns()
  }

  private mutating func take(_ event: Event) -> [Effect] {
    switch event {
    case .started: return readData()
    case .key(let key): return press(key) + listFolder()
    case .pasted(let text): return paste(text) + listFolder()
    case .resized(let newSize):
      size = newSize
      return []
    case .tick:
      translating.revealNext()
      return translateNextWaiting()
    case .interrupted: return interrupt()
    case .terminated(let signal): return [.terminate(signal: signal)]
    case .inputEnded: return [.terminate(signal: SIGHUP)]
    case .decoded(let update):
      translating.receive(update)
      return translateNextWaiting()
    case .corpusRead(let data, let corpus): return takeCorpus(corpus, from: data)
    case .corpusUnreadable(let data, let reason):
      refuseCorpus(data, reason)
      return []
    case .fetchProgressed(let progress):
      data.download?.progress = progress
      return []
    case .corpusFetched(let language, let corpus):
      return takeFetched(corpus, of: language)
    case .fetchFailed(let error):
      failFetch(error)
      return []
    case .networkRead(let checkpoint, let path, let data, let finding):
      return takeNetwork(checkpoint, from: path, data: data, finding: finding)
    case .networkUnreadable(let path, let reason):
      refuseNetwork(path, reason)
      return []
    case .runRead(let run):
      takeRun(run)
      return []
    case .runUnreadable(let path, let reason):
      refuseRun(path, reason)
      return []
    case .runsFound(let news): return takeRuns(news)
    case .watchedRead(let checkpoint, let path, let data): return takeWatched(checkpoint, from: path, data: data)
    case .watchedUnreadable(let path, let reason):
      refuseWatched(path, reason)
      return []
    case .runBefore(let run):
      drawBefore(run)
      return []
    case .pinsTranslated(let update):
      training.pins.record(update.translations, epoch: update.epoch, run: update.run)
      return []
    case .folderListed(let listing):
      takeFolder(listing)
      return []
    case .exported(let paths):
      let last = paths.suffix(2).joined(separator: " and ")
      notice = Notice("Wrote " + (paths.dropLast(2) + [last]).joined(separator: ", "))
      return []
    case .exportFailed(let reason):
      notice = Notice(reason, isError: true)
      return []
    case .copied(let text, let isSent):
      sayCopied(text, isSent: isSent)
      return []
    case .sentencesIndexed(let data, let index):
      takeSentences(index, from: data)
      return []
    case .otherRead(let checkpoint, let path, let finding):
      return takeOther(checkpoint, from: path, finding: finding)
    case .otherUnreadable(let path, let reason):
      refuse(.against, path, reason)
      return []
    case .answered(let report):
      report.deliver(&self)
      return []
    case .trainingPrepared(let card, let rejected, let nextOutput):
      return takePrepared(card, rejected: rejected, nextOutput: nextOutput)
    case .trainingRefused(let reason):
      refuseTraining(reason)
      return []
    case .trained(let progress, let records): return takeProgress(progress, records)
    }
  }

  private mutating func press(_ key: Key) -> [Effect] {
    notice = nil
    if let action = KeyBinding.action(for: key, in: keys.contexts(on: page)) { return perform(action) }
    if case .character(let character) = key { insert(String(character)) }
    return []
  }

  /// Types text where text is being typed, and nowhere else.
  mutating func insert(_ text: String) { edit(.insert(text)) }

  mutating func edit(_ edit: LineEdit) {
    if let help = keys.help {
      guard help.isSearching else { return }
      keys.help?.search.apply(edit)
      keys.help?.offset = 0
      return
    }
    if changePalette({ $0.apply(edit) }) != nil { return }
    if case .dataPath = keys.dialog {
      changePathQuestion { $0.apply(edit) }
    } else if keys.dialog == nil, keys.focus == .prompt {
      editPrompt(edit)
    } else if keys.dialog == nil, keys.focus == .runsFilter {
      runs.filter(edit)
    }
  }

  /// Does what a key or a command stands for.
  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .edit(let edit):
      self.edit(edit)
      return []
    case .keys(let action): return perform(action)
    case .screen(let action): return perform(action)
    case .leaving(let action): return perform(action)
    case .data(let action): return perform(action)
    case .network(let action): return perform(action)
    case .training(let action): return perform(action)
    case .pins(let action): return perform(action)
    case .chart(let action): return perform(action)
    case .translating(let action): return perform(action)
    case .beam(let action): return perform(action)
    case .other(let action): return perform(action)
    case .inspecting(let action): return perform(action)
    case .evaluating(let action): return perform(action)
    case .runs(let action): return perform(action)
    }
  }
}
