/// What can be done to where the keys go.
package enum KeysAction: Hashable, Sendable {
  case leavePrompt
  case enterPrompt
  case nextPane
  /// Opens the palette, with a command typed.
  case openPalette(CommandName?)
  case selectCommand(Int)
  case completeCommand
  case performCommand
  case closePalette
  case help
  case closeHelp
  /// Scrolls the help by so many lines; `Int.min` and `.max` reach its ends.
  case scrollHelp(Int)
  /// Looks for a text in the help; keeps what is typed; forgets it.
  case searchHelp
  case keepSearch
  case leaveSearch
  /// Takes the question in front back.
  case dismiss
}

/// What can be done to the screen as a whole.
package enum ScreenAction: Hashable, Sendable {
  case show(Page)
  case nextColorScheme
  case use(ColorScheme)
  case export
}

/// What ends the program, or stops something.
package enum LeavingAction: Hashable, Sendable {
  case interrupt
  case suspend
  case quit
  case stopAndQuit
  case quitWhenTrained
}

extension KeyBinding {
  /// What works around every page.
  static let frame = [
    KeyBinding(
      .character("e"), in: .commands, does: .screen(.export), "export the screen as data and as pictures",
      name: .export),
    KeyBinding(
      .character("i"), .enter, in: .commands, does: .keys(.enterPrompt), "back to the prompt", hint: "type"),
    KeyBinding(.tab, in: .commands, does: .keys(.nextPane), "the next pane", hint: "next"),
    KeyBinding(
      .character("T"), in: .commands, does: .screen(.nextColorScheme), "the next theme, or one by its name",
      name: .theme, takes: .colorScheme),
    KeyBinding(.character("?"), in: .commands, does: .keys(.help), "this help", hint: "help", name: .help),
    KeyBinding(.character("q"), in: .commands, does: .leaving(.quit), "quit", hint: "quit", name: .quit),
    KeyBinding(
      .character(":"), in: .commands, does: .keys(.openPalette(nil)), "type a command", hint: "command"),
    KeyBinding(.control("x"), .alt(":"), in: .everywhere, does: .keys(.openPalette(nil)), "type a command"),
    KeyBinding(.function(1), in: .everywhere, does: .keys(.help), "help", hint: "help"),
    KeyBinding(
      .control("c"), in: .everywhere, does: .leaving(.interrupt), "cancel decode or download; else save, leave",
      hint: "leave"),
    KeyBinding(.control("z"), in: .everywhere, does: .leaving(.suspend), "suspend the program"),
  ]
}

extension ScreenAction {
  /// A digit for every page.
  static let pageBindings =
    [KeyBinding(named: .page, in: .everywhere, takes: .page, "show a page")]
    + Page.allCases.flatMap { page in
      let action = Action.screen(.show(page))
      return [
        KeyBinding(.character(page.digit), in: .commands, does: action, "page: \(page.title)"),
        KeyBinding(.alt(page.digit), in: .everywhere, does: action, "page: \(page.title), also while typing"),
      ]
    }
}

extension LeavingAction {
  /// The answers where training would be lost.
  static let answers = [
    KeyBinding(
      .character("s"), in: .quitDialog, does: .leaving(.stopAndQuit), "stop and save, then quit", hint: "stop and save"
    ),
    KeyBinding(
      .character("k"), in: .quitDialog, does: .leaving(.quitWhenTrained), "keep going, then quit", hint: "keep going"),
    KeyBinding(.escape, in: .quitDialog, does: .keys(.dismiss), "cancel: stay here", hint: "cancel"),
  ]
}

extension KeysAction {
  /// The keys of the palette.
  static let paletteBindings =
    [
      KeyBinding(.enter, in: .palette, does: .keys(.performCommand), "do it", hint: "do it"),
      KeyBinding(.tab, in: .palette, does: .keys(.completeCommand), "type the rest of it", hint: "complete"),
      KeyBinding(.up, in: .palette, does: .keys(.selectCommand(-1)), "the command above"),
      KeyBinding(.down, in: .palette, does: .keys(.selectCommand(1)), "the command below", hint: "choose"),
      KeyBinding(.escape, in: .palette, does: .keys(.closePalette), "close", hint: "close"),
    ] + KeyBinding.editing(in: .palette)

  /// The keys of the help.
  static let helpBindings = [
    KeyBinding(
      .escape, .character("q"), .character("?"), .enter, in: .help, does: .keys(.closeHelp), "close", hint: "close"),
    KeyBinding(.up, in: .help, does: .keys(.scrollHelp(-1)), "scroll up"),
    KeyBinding(.down, in: .help, does: .keys(.scrollHelp(1)), "scroll down", hint: "scroll"),
    KeyBinding(.pageUp, in: .help, does: .keys(.scrollHelp(-10)), "scroll up ten rows"),
    KeyBinding(.pageDown, .character(" "), in: .help, does: .keys(.scrollHelp(10)), "scroll down ten rows"),
    KeyBinding(.home, in: .help, does: .keys(.scrollHelp(.min)), "to the beginning"),
    KeyBinding(.end, in: .help, does: .keys(.scrollHelp(.max)), "to the end", hint: "end"),
    KeyBinding(.character("/"), in: .help, does: .keys(.searchHelp), "look for a word", hint: "search"),
  ]

  /// The keys of a search in the help.
  static let searchBindings =
    [
      KeyBinding(.enter, in: .helpSearch, does: .keys(.keepSearch), "scroll through what was found", hint: "keep"),
      KeyBinding(.escape, in: .helpSearch, does: .keys(.leaveSearch), "the whole help again", hint: "all"),
    ] + KeyBinding.editing(in: .helpSearch)
}

extension CommandParameter {
  /// A page by its name or its digit.
  fileprivate static let page = CommandParameter(
    "PAGE", expected: "the name of a page or its digit", choices: Page.allCases.map(\.title),
    inForce: { $0.page.title }
  ) { text in
    Page.allCases.first { $0.title == text || String($0.digit) == text }.map { .screen(.show($0)) }
  }

  /// The colours of the screen.
  fileprivate static let colorScheme = CommandParameter(
    "NAME", expected: "the name of a theme", choices: ColorScheme.allCases.map(\.rawValue),
    inForce: { $0.appearance.colorScheme.rawValue }
  ) { text in
    ColorScheme(rawValue: text).map { .screen(.use($0)) }
  }
}
