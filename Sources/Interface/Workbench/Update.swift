import Foundation
import Model
import Terminal

extension WorkbenchState {
  /// Takes an event in and returns what is to be done about it.
  ///
  /// This is the only thing that changes the state.
  package mutating func update(_ event: Event) -> [Effect] {
    take(event) + comparisons() + inspections()
  }

  private mutating func take(_ event: Event) -> [Effect] {
    switch event {
    case .started: return [.readCorpus(training.data)]
    case .key(let key): return press(key) + listFolder()
    case .pasted(let text): return paste(text) + listFolder()
    case .resized(let newSize):
      size = newSize
      return []
    case .tick:
      translations.revealNext()
      return translateNextWaiting()
    case .interrupted: return interrupt()
    case .terminated(let signal): return [.terminate(signal: signal)]
    case .inputEnded: return [.terminate(signal: SIGHUP)]
    case .decoded(let update):
      translations.receive(update)
      return translateNextWaiting()
    case .corpusRead(let data, let corpus): return takeCorpus(corpus, from: data)
    case .corpusUnreadable(let data, let reason):
      refuseCorpus(data, reason)
      return []
    case .fetchProgressed(let progress):
      download?.progress = progress
      return []
    case .corpusFetched(let language, let corpus):
      takeFetched(corpus, of: language)
      return []
    case .fetchFailed(let error):
      failFetch(error)
      return []
    case .networkRead(let checkpoint, let path): return takeNetwork(checkpoint, from: path)
    case .networkUnreadable(let path, let reason):
      refuseNetwork(path, reason)
      return []
    case .runRead(let run):
      takeRun(run)
      return []
    case .runUnreadable(let path, let reason):
      refuseRun(path, reason)
      return []
    case .pinsTranslated(let update):
      pins.record(update.translations, epoch: update.epoch, run: update.run)
      return []
    case .folderListed(let listing):
      takeFolder(listing)
      return []
    case .exported(let paths):
      notice = Notice("Wrote " + paths.joined(separator: " and "))
      return []
    case .exportFailed(let reason):
      notice = Notice(reason, isError: true)
      return []
    case .sentencesIndexed(let data, let index):
      if data == training.data { replaceSentences(with: index) }
      return []
    case .otherRead(let checkpoint, let path): return takeOther(checkpoint, from: path)
    case .otherUnreadable(let path, let reason):
      refuse("against " + path, reason)
      return []
    case .answered(let report):
      report.deliver(&self)
      return []
    case .trainingPrepared(let card, let rejected): return takePrepared(card, rejected: rejected)
    case .trainingRefused(let reason):
      refuseTraining(reason)
      return []
    case .trained(let progress, let records): return takeProgress(progress, records)
    }
  }

  private mutating func press(_ key: Key) -> [Effect] {
    notice = nil
    if let action = KeyBinding.action(for: key, in: keyContexts) { return perform(action) }
    if case .character(let character) = key { insert(String(character)) }
    return []
  }

  /// Types text where text is being typed, and nowhere else.
  mutating func insert(_ text: String) { edit(.insert(text)) }

  mutating func edit(_ edit: LineEdit) {
    guard helpOffset == nil else { return }
    if case .palette(var palette) = dialog {
      palette.apply(edit)
      dialog = .palette(palette)
    } else if case .dataPath(var question) = dialog {
      question.editor.apply(edit)
      dialog = .dataPath(question)
    } else if dialog == nil, focus == .prompt {
      editPrompt(edit)
    }
  }

  /// Does what a key or a command stands for.
  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .edit(let edit): self.edit(edit)
    case .translate: return translate()
    case .complete: complete()
    case .deleteOrQuit: return deleteOrQuit()
    case .leavePrompt: focus = paneBesidePrompt
    case .enterPrompt: focus = .prompt
    case .nextPane: focus = paneAfter(focus)
    case .show(let page): show(page)
    case .toggleTraining, .stopTraining, .saveCheckpoint, .changeLearningRate, .setLearningRate, .setEpochs,
      .chooseData,
      .startNew, .startResumed, .acceptPath:
      return performOnTraining(action)
    case .moveCrosshair, .hideCrosshair, .nextMetric, .toggleLogarithmic, .zoom, .smooth: performOnChart(action)
    case .compare, .stopComparing: return performOnOverlays(action)
    case .togglePin, .movePin, .unpin: return performOnPins(action)
    case .moveStep, .moveAlternative, .revealNext, .openBranch, .closeBranch, .moveBranch, .moveSentence, .changeSpeed,
      .setSpeed:
      return performOnSteps(action)
    case .openPalette, .selectCommand, .completeCommand, .performCommand, .closePalette: return performOnPalette(action)
    case .load(let path): return load(path)
    case .fetch(let language): return fetch(language)
    case .nextColorScheme: return use(appearance.colorScheme.next)
    case .use(let colorScheme): return use(colorScheme)
    case .export: return export()
    case .toggleReferences, .draw, .warm, .setTemperature, .toggleBeam, .widenBeam, .setBeamWidth, .moveHypothesis,
      .openHypothesis, .leaveBeam, .openOther, .closeOther:
      return performOnComparison(action)
    case .nextPanel, .showPanel, .moveInPanel, .openInspectedBranch, .nextReference, .weigh, .encodeAnew:
      return performOnInspector(action)
    case .evaluate, .movePart, .scrollEvaluation: return performOnEvaluation(action)
    case .help: helpOffset = 0
    case .closeHelp: helpOffset = nil
    case .scrollHelp(let lines): scrollHelp(by: lines)
    case .interrupt: return interrupt()
    case .suspend: return [.suspend]
    case .quit: return quit()
    case .stopAndQuit: return leave(status: 0)
    case .quitWhenTrained:
      leaving = Leaving(status: 0, after: .trained)
      dialog = nil
      notice = Notice("Training goes on; the program quits when it is done")
    case .dismiss: dismiss()
    }
    return []
  }

  /// Takes a question back, and with it a start that still reads its corpus, or a quit that waits for the last epoch.
  private mutating func dismiss() {
    dialog = nil
    training.loading = nil
    if leaving?.moment == .trained { leaving = nil }
  }

  private mutating func scrollHelp(by lines: Int) {
    let last = HelpView(offset: 0, appearance: appearance).lastOffset(in: HelpView.area(of: size))
    helpOffset = helpOffset.map { max(0, min(last, $0 + lines)) }
  }

  private mutating func deleteOrQuit() -> [Effect] {
    if prompt.isEmpty { return quit() }
    edit(.deleteForward)
    return []
  }
}
