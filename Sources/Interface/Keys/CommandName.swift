/// What the palette calls the commands: every name stands here, and nowhere else as a text.
package enum CommandName: String, CaseIterable, Hashable, Sendable {
  // Training
  case train, stop, save, raise, lower, rate, epochs
  // The pinned sentences
  case pin
  // The network and the data
  case load, data, fetch
  // Translating
  case slower, faster, speed, branch, undo, draw, cooler, warmer, temperature, references, copy
  case beam
  case against, alone
  // Inspecting
  case panel, force, encode
  // The curves
  case follow, metric, log, zoom, unzoom, earlier, later, window, smooth, compare, uncompare, before
  // Evaluating
  case evaluate
  // The runs
  case runs, sort, filter
  // The screen and the program
  case page, theme, export, help, quit
}
