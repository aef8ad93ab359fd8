import Model

/// What a key stands for.
package enum Action: Hashable, Sendable {
  // The line being typed
  case edit(LineEdit)
  case translate
  case complete
  case deleteOrQuit
  // Where the keys go
  case leavePrompt
  case enterPrompt
  case nextPane
  case show(Page)
  // Training
  case toggleTraining
  case stopTraining
  case saveCheckpoint
  case changeLearningRate(up: Bool)
  case setLearningRate(Double)
  case setEpochs(Int)
  // The curves
  case moveCrosshair(Int)
  case hideCrosshair
  case nextMetric
  case toggleLogarithmic
  case zoom(in: Bool)
  case smooth
  case compare(path: String)
  case stopComparing(Character?)
  // The pinned sentences
  case togglePin(String?)
  case movePin(Int)
  case unpin
  // The steps
  case moveStep(Int)
  case moveAlternative(Int)
  case revealNext
  case openBranch
  case closeBranch
  case moveBranch(Int)
  case moveSentence(Int)
  case changeSpeed(faster: Bool)
  case setSpeed(StreamSpeed)
  // Beside a decode
  case toggleReferences
  case draw(seed: UInt64?)
  case warm(Int)
  case setTemperature(Double)
  case toggleBeam
  case widenBeam(Int)
  case setBeamWidth(Int)
  case moveHypothesis(Int)
  case openHypothesis
  case leaveBeam
  case openOther(path: String)
  case closeOther
  // Behind a decode
  case nextPanel(Int)
  case showPanel(InspectorPanel)
  case moveInPanel(Int)
  case openInspectedBranch
  case nextReference
  case weigh(reference: String)
  case encodeAnew
  // How well it translates
  case evaluate
  case movePart(Int)
  case scrollEvaluation(Int)
  // Everywhere
  case openPalette(String)
  case load(path: String)
  case fetch(LanguageCode)
  case nextColorScheme
  case use(ColorScheme)
  case export
  case help
  case closeHelp
  case scrollHelp(Int)
  case interrupt
  case suspend
  case quit
  // Answers
  case chooseData(Int)
  case selectCommand(Int)
  case completeCommand
  case performCommand
  case closePalette
  case startNew
  case startResumed
  case acceptPath
  case stopAndQuit
  case quitWhenTrained
  case dismiss
}
