import Terminal

extension KeyBinding {
  /// Every key of the workbench.
  package static let all =
    typing + commands + steps + inspector + beam + chart + pins + evaluation + everywhere + pages + answers

  private static let typing =
    [
      KeyBinding(.enter, in: .prompt, does: .translate, "translate the sentence", hint: "translate"),
      KeyBinding(
        .tab, in: .prompt, does: .complete, "complete from the data; else the next pane", hint: "complete"),
      KeyBinding(.escape, in: .prompt, does: .leavePrompt, "leave the prompt: keys become commands", hint: "commands"),
      KeyBinding(.up, .control("p"), in: .prompt, does: .edit(.older), "an earlier sentence", hint: "history"),
      KeyBinding(.down, .control("n"), in: .prompt, does: .edit(.newer), "a later sentence"),
      KeyBinding(.shiftLeft, in: .prompt, does: .moveStep(-1), "walk to the step before"),
      KeyBinding(.shiftRight, in: .prompt, does: .moveStep(1), "walk to the next step"),
      KeyBinding(.control("d"), in: .prompt, does: .deleteOrQuit, "delete forward; on an empty line, quit"),
    ] + editing(in: .prompt)

  /// The keys that edit a line, wherever one is typed.
  static func editing(in context: KeyContext) -> [KeyBinding] {
    [
      KeyBinding(.left, .control("b"), in: context, does: .edit(.left), "one character back"),
      KeyBinding(.right, .control("f"), in: context, does: .edit(.right), "one character on; at the end, complete"),
      KeyBinding(.alt("b"), in: context, does: .edit(.wordLeft), "one word back"),
      KeyBinding(.alt("f"), in: context, does: .edit(.wordRight), "one word on"),
      KeyBinding(.home, .control("a"), in: context, does: .edit(.home), "to the beginning"),
      KeyBinding(.end, .control("e"), in: context, does: .edit(.end), "to the end"),
      KeyBinding(.backspace, in: context, does: .edit(.deleteBackward), "delete the character before"),
      KeyBinding(.delete, in: context, does: .edit(.deleteForward), "delete the character behind"),
      KeyBinding(.control("w"), in: context, does: .edit(.deleteWordBackward), "delete the word before"),
      KeyBinding(.alt("d"), in: context, does: .edit(.deleteWordForward), "delete the word behind"),
      KeyBinding(.control("u"), in: context, does: .edit(.deleteToStart), "delete to the beginning"),
      KeyBinding(.control("k"), in: context, does: .edit(.deleteToEnd), "delete to the end"),
      KeyBinding(.control("y"), in: context, does: .edit(.yank), "put the last deletion back"),
    ]
  }

  private static let commands = [
    KeyBinding(
      .character("t"), in: .commands, does: .toggleTraining, "start training; pause; resume", hint: "train/pause",
      name: "train"),
    KeyBinding(
      .character("x"), in: .commands, does: .stopTraining, "stop training and save", hint: "stop", name: "stop"),
    KeyBinding(.character("s"), in: .commands, does: .saveCheckpoint, "save now", hint: "save", name: "save"),
    KeyBinding(
      .character("+"), .character("="), in: .commands, does: .changeLearningRate(up: true), "raise the learning rate",
      hint: "rate", name: "raise"),
    KeyBinding(
      .character("-"), in: .commands, does: .changeLearningRate(up: false), "lower the learning rate", name: "lower"),
    KeyBinding(named: "rate", in: .commands, takes: .learningRate, "set the learning rate"),
    KeyBinding(named: "epochs", in: .commands, takes: .epochs, "set the epoch to train to"),
    KeyBinding(
      .character("<"), .character(","), in: .commands, does: .changeSpeed(faster: false), "decode slower",
      name: "slower"),
    KeyBinding(
      .character(">"), .character("."), in: .commands, does: .changeSpeed(faster: true), "decode faster", name: "faster"
    ),
    KeyBinding(named: "speed", in: .commands, takes: .speed, "set how fast characters appear"),
    KeyBinding(named: "load", in: .commands, takes: .checkpoint, "translate with another checkpoint"),
    KeyBinding(named: "fetch", in: .commands, takes: .language, "download the sentence pairs of a language"),
    KeyBinding(
      .character("p"), in: .commands, does: .togglePin(nil), "pin or unpin: translated after every epoch", hint: "pin",
      name: "pin", takes: .sentence),
    KeyBinding(
      .character("o"), in: .commands, does: .openPalette("against "), "compare with a second checkpoint",
      name: "against", takes: .secondCheckpoint),
    KeyBinding(.character("O"), in: .commands, does: .closeOther, "close the second checkpoint", name: "alone"),
    KeyBinding(named: "temperature", in: .commands, takes: .temperature, "set the temperature of draws"),
    KeyBinding(.character("e"), in: .commands, does: .export, "export what is on the screen to files", name: "export"),
    KeyBinding(
      .character("i"), .enter, in: .commands, does: .enterPrompt, "back to the prompt", hint: "type"),
    KeyBinding(.tab, in: .commands, does: .nextPane, "the next pane", hint: "next"),
    KeyBinding(
      .character("T"), in: .commands, does: .nextColorScheme, "the next theme, or one by its name", name: "theme",
      takes: .colorScheme),
    KeyBinding(.character("?"), in: .commands, does: .help, "this help", hint: "help", name: "help"),
    KeyBinding(.character("q"), in: .commands, does: .quit, "quit", hint: "quit", name: "quit"),
    KeyBinding(.character(":"), in: .commands, does: .openPalette(""), "type a command", hint: "command"),
  ]

  private static let steps = [
    KeyBinding(.left, in: .steps, does: .moveStep(-1), "the step before", hint: "steps"),
    KeyBinding(.right, in: .steps, does: .moveStep(1), "the next step"),
    KeyBinding(.home, in: .steps, does: .moveStep(.min), "the first step"),
    KeyBinding(.end, in: .steps, does: .moveStep(.max), "the last step"),
    KeyBinding(.up, in: .steps, does: .moveAlternative(-1), "a likelier character"),
    KeyBinding(.down, in: .steps, does: .moveAlternative(1), "a less likely character", hint: "choices"),
    KeyBinding(.character(" "), in: .steps, does: .revealNext, "the next character, at “one per key”"),
    KeyBinding(
      .character("b"), in: .steps, does: .openBranch, "decode on from that character", hint: "branch",
      name: "branch"),
    KeyBinding(.character("u"), in: .steps, does: .closeBranch, "undo the last branch", name: "undo"),
    KeyBinding(.character("["), in: .steps, does: .moveBranch(-1), "the branch above"),
    KeyBinding(.character("]"), in: .steps, does: .moveBranch(1), "the branch below"),
    KeyBinding(
      .character("B"), in: .steps, does: .toggleBeam, "beam search beside the greedy decode", hint: "beam",
      name: "beam", takes: .beamWidth),
    KeyBinding(
      .character("d"), in: .steps, does: .draw(seed: nil), "draw a decode by chance", hint: "draw", name: "draw",
      takes: .seed),
    KeyBinding(.character("c"), in: .steps, does: .warm(-1), "draw cooler: likelier characters", name: "cooler"),
    KeyBinding(.character("w"), in: .steps, does: .warm(1), "draw warmer: less likely characters", name: "warmer"),
    KeyBinding(
      .character("r"), in: .steps, does: .toggleReferences, "all references, or only the closest", name: "references"),
    KeyBinding(.pageUp, in: .steps, does: .moveSentence(-1), "the sentence before"),
    KeyBinding(.pageDown, in: .steps, does: .moveSentence(1), "the next sentence"),
  ]

  private static let inspector = [
    KeyBinding(.up, in: .inspector, does: .moveInPanel(-1), "the row above, or the character before"),
    KeyBinding(
      .down, in: .inspector, does: .moveInPanel(1), "the row below, or the next character", hint: "rows"),
    KeyBinding(
      .character("n"), in: .inspector, does: .nextPanel(1), "the next panel", hint: "next panel", name: "panel",
      takes: .panel),
    KeyBinding(.character("N"), in: .inspector, does: .nextPanel(-1), "the panel before"),
    KeyBinding(
      .character("b"), in: .inspector, does: .openInspectedBranch,
      "decode on from the character at the cursor",
      hint: "branch"),
    KeyBinding(.character("r"), in: .inspector, does: .nextReference, "the next reference"),
    KeyBinding(
      .character("f"), in: .inspector, does: .openPalette("force "), "teacher-force a translation of your own",
      hint: "force", name: "force", takes: .givenTranslation),
    KeyBinding(
      .character("a"), in: .inspector, does: .encodeAnew, "encode the training sentences anew",
      name: "encode"),
  ]

  private static let beam = [
    KeyBinding(.up, in: .beam, does: .moveHypothesis(-1), "a likelier hypothesis"),
    KeyBinding(.down, in: .beam, does: .moveHypothesis(1), "a less likely hypothesis", hint: "choose"),
    KeyBinding(.enter, .character("b"), in: .beam, does: .openHypothesis, "open it as a branch", hint: "open"),
    KeyBinding(.character("+"), .character("="), in: .beam, does: .widenBeam(1), "a wider beam", hint: "wider"),
    KeyBinding(.character("-"), in: .beam, does: .widenBeam(-1), "a narrower beam", hint: "narrower"),
    KeyBinding(.shiftRight, in: .beam, does: .widenBeam(10), "ten wider"),
    KeyBinding(.shiftLeft, in: .beam, does: .widenBeam(-10), "ten narrower"),
    KeyBinding(.character("B"), in: .beam, does: .toggleBeam, "no beam search", hint: "close"),
    KeyBinding(.escape, in: .beam, does: .leaveBeam, "back to the steps"),
  ]

  private static let chart = [
    KeyBinding(.left, in: .chart, does: .moveCrosshair(-1), "crosshair one epoch back", hint: "crosshair"),
    KeyBinding(.right, in: .chart, does: .moveCrosshair(1), "crosshair one epoch on"),
    KeyBinding(.shiftLeft, .pageUp, in: .chart, does: .moveCrosshair(-10), "crosshair ten epochs back"),
    KeyBinding(.shiftRight, .pageDown, in: .chart, does: .moveCrosshair(10), "crosshair ten epochs on"),
    KeyBinding(.home, in: .chart, does: .moveCrosshair(.min), "crosshair to the first epoch"),
    KeyBinding(.end, in: .chart, does: .hideCrosshair, "follow the newest epoch", name: "follow"),
    KeyBinding(
      .character("m"), in: .chart, does: .nextMetric, "loss, accuracy, the same of real characters", hint: "metric",
      name: "metric"),
    KeyBinding(
      .character("l"), in: .chart, does: .toggleLogarithmic, "logarithmic or linear axis", hint: "log", name: "log"),
    KeyBinding(
      .character("z"), .up, in: .chart, does: .zoom(in: true), "zoom in on the last epochs", hint: "zoom",
      name: "zoom"),
    KeyBinding(.character("Z"), .down, in: .chart, does: .zoom(in: false), "zoom out", name: "unzoom"),
    KeyBinding(.character("a"), in: .chart, does: .smooth, "smooth the batches: off, 10, 50, 200", name: "smooth"),
    KeyBinding(
      .character("o"), in: .chart, does: .openPalette("compare "), "compare with an earlier run", hint: "compare",
      name: "compare", takes: .earlierRun),
    KeyBinding(
      .character("O"), in: .chart, does: .stopComparing(nil), "take an earlier run away", name: "uncompare",
      takes: .letter),
  ]

  private static let pins = [
    KeyBinding(.up, in: .pins, does: .movePin(-1), "the sentence above"),
    KeyBinding(.down, in: .pins, does: .movePin(1), "the sentence below", hint: "sentences"),
    KeyBinding(.character("p"), .delete, in: .pins, does: .unpin, "unpin the sentence", hint: "unpin"),
  ]

  private static let evaluation = [
    KeyBinding(
      .character("v"), in: .evaluation, does: .evaluate, "evaluate the network, or cancel that", hint: "evaluate",
      name: "evaluate"),
    KeyBinding(.left, in: .evaluation, does: .movePart(-1), "the part of the data before"),
    KeyBinding(.right, in: .evaluation, does: .movePart(1), "the next part of the data: its sentences", hint: "part"),
    KeyBinding(.up, in: .evaluation, does: .scrollEvaluation(-1), "scroll back"),
    KeyBinding(.down, in: .evaluation, does: .scrollEvaluation(1), "scroll on", hint: "sentences"),
    KeyBinding(.pageUp, in: .evaluation, does: .scrollEvaluation(-10), "ten back"),
    KeyBinding(.pageDown, .character(" "), in: .evaluation, does: .scrollEvaluation(10), "ten on"),
    KeyBinding(.home, in: .evaluation, does: .scrollEvaluation(.min), "back to the start"),
    KeyBinding(.end, in: .evaluation, does: .scrollEvaluation(.max), "to the end"),
  ]

  private static let everywhere = [
    KeyBinding(.control("t"), in: .everywhere, does: .toggleTraining, "start training; pause; resume", hint: "train"),
    KeyBinding(.control("x"), .alt(":"), in: .everywhere, does: .openPalette(""), "type a command"),
    KeyBinding(.function(1), in: .everywhere, does: .help, "help", hint: "help"),
    KeyBinding(
      .control("c"), in: .everywhere, does: .interrupt, "cancel decode or download; else save, leave", hint: "leave"),
    KeyBinding(.control("z"), in: .everywhere, does: .suspend, "suspend the program"),
  ]

  private static let pages =
    [KeyBinding(named: "page", in: .everywhere, takes: .page, "show a page")]
    + Page.allCases.flatMap { page in
      [
        KeyBinding(.character(page.digit), in: .commands, does: .show(page), "page: \(page.title)"),
        KeyBinding(.alt(page.digit), in: .everywhere, does: .show(page), "page: \(page.title), also while typing"),
      ]
    }

  private static let answers =
    [
      KeyBinding(.character("n"), .enter, in: .startDialog, does: .startNew, "train a new network", hint: "new"),
      KeyBinding(
        .character("r"), in: .startDialog, does: .startResumed, "resume: train this network further", hint: "resume"),
      KeyBinding(.up, in: .startDialog, does: .chooseData(-1), "the data above"),
      KeyBinding(.down, in: .startDialog, does: .chooseData(1), "the data below", hint: "data"),
      KeyBinding(.escape, in: .startDialog, does: .dismiss, "do not train", hint: "cancel"),
      KeyBinding(.enter, in: .pathDialog, does: .acceptPath, "train on this file", hint: "train"),
      KeyBinding(.escape, in: .pathDialog, does: .dismiss, "do not train", hint: "cancel"),
      KeyBinding(.escape, in: .loadingDialog, does: .dismiss, "do not train", hint: "cancel"),
      KeyBinding(
        .character("s"), in: .quitDialog, does: .stopAndQuit, "stop and save, then quit", hint: "stop and save"),
      KeyBinding(
        .character("k"), in: .quitDialog, does: .quitWhenTrained, "keep going, then quit", hint: "keep going"),
      KeyBinding(.escape, in: .quitDialog, does: .dismiss, "cancel: stay here", hint: "cancel"),
      KeyBinding(.enter, in: .palette, does: .performCommand, "do it", hint: "do it"),
      KeyBinding(.tab, in: .palette, does: .completeCommand, "type the rest of it", hint: "complete"),
      KeyBinding(.up, in: .palette, does: .selectCommand(-1), "the command above"),
      KeyBinding(.down, in: .palette, does: .selectCommand(1), "the command below", hint: "choose"),
      KeyBinding(.escape, in: .palette, does: .closePalette, "close", hint: "close"),
      KeyBinding(
        .escape, .character("q"), .character("?"), .enter, in: .help, does: .closeHelp, "close", hint: "close"),
      KeyBinding(.up, in: .help, does: .scrollHelp(-1), "scroll up"),
      KeyBinding(.down, in: .help, does: .scrollHelp(1), "scroll down", hint: "scroll"),
      KeyBinding(.pageUp, in: .help, does: .scrollHelp(-10), "scroll up a page"),
      KeyBinding(.pageDown, .character(" "), in: .help, does: .scrollHelp(10), "scroll down a page"),
    ] + editing(in: .pathDialog) + editing(in: .palette)
}
