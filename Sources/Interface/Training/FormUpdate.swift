import Model

/// What can be done to the form that sets a training up.
package enum FormAction: Hashable, Sendable {
  /// Moves the cursor over the rows, or over the paths that are offered.
  case move(Int)
  /// Goes to the row before, or the next one behind a path that is typed whole.
  case previous, next
  /// Takes another choice, or moves the cursor in the text.
  case change(Int)
  /// Starts the training; takes the path that is chosen; shows more rows.
  case accept
  /// Closes the form, which keeps what was typed.
  case leave
}

extension FormAction {
  /// The keys of the form.
  static let bindings =
    [
      KeyBinding(
        .enter, in: .form, does: .training(.form(.accept)), "start; take the path chosen; show more",
        hint: "start"),
      KeyBinding(.up, in: .form, does: .training(.form(.move(-1))), "the row above, or the path above"),
      KeyBinding(.down, in: .form, does: .training(.form(.move(1))), "the row below, or the path below", hint: "rows"),
      KeyBinding(
        .right, .control("f"), in: .form, does: .training(.form(.change(1))),
        "the next choice, as Space; in a text one on", hint: "change"),
      KeyBinding(
        .left, .control("b"), in: .form, does: .training(.form(.change(-1))), "the choice before; in a text one back"),
      KeyBinding(
        .tab, in: .form, does: .training(.form(.next)), "type the rest of a path; the next row", hint: "next"),
      KeyBinding(.backTab, in: .form, does: .training(.form(.previous)), "the row before"),
      KeyBinding(.pageUp, in: .form, does: .training(.form(.move(-5))), "five rows up"),
      KeyBinding(.pageDown, in: .form, does: .training(.form(.move(5))), "five rows down"),
      KeyBinding(
        .escape, in: .form, does: .training(.form(.leave)), "leave; what was typed stays", hint: "leave"),
    ]
    + KeyBinding.editing(in: .form).filter { $0.action != .edit(.left) && $0.action != .edit(.right) }
}

extension WorkbenchState {
  /// Shows the form, the cursor on its data, as it was left.
  mutating func openForm() {
    training.outlook = Inquiry()
    if training.form.resumes, !(training.canResume && network.card != nil && data.fitsNetwork != false) {
      training.form.train(further: false)
    }
    keys.dialog = .form
    selectField(.setting(.data))
  }

  mutating func perform(_ action: FormAction) -> [Effect] {
    guard keys.dialog == .form else { return [] }
    switch action {
    case .move(let distance): moveInForm(by: distance)
    case .previous: selectField(-1, isRound: true)
    case .next: completeOrGoOn()
    case .change(let distance): changeField(by: distance)
    case .accept: return acceptForm()
    case .leave: keys.dialog = nil
    }
    return []
  }

  /// Edits the row under the cursor: a choice goes to the word that begins so, a text is edited.
  mutating func editForm(_ edit: LineEdit) {
    if case .insert = edit, training.form.isFull { return }
    guard let row = FormSheet(self).selected else { return }
    switch (row.kind, edit) {
    case (.more, .insert(" ")), (.choice, .insert(" ")): changeField(by: 1)
    case (.path, .insert(" ")) where changesByArrows: changeField(by: 1)
    case (.choice(let words), .insert(let text)):
      let place = (words.firstIndex(of: row.text) ?? 0) + 1
      let ahead = words[place...] + words[..<place]
      if let word = ahead.first(where: { $0.lowercased().hasPrefix(text.lowercased()) }) { choose(word, in: row) }
    case (.more, _), (.choice, _): break
    case (.text, _), (.path, _): training.form.apply(edit)
    }
  }

  /// The paths that are offered for the row under the cursor.
  package var formOffers: [String] {
    guard case .path(let extensions, let words) = FormSheet(self).selected?.kind else { return [] }
    return training.form.offers(words: words, extensions: extensions)
  }

  /// The folder whose files the form could offer, to be read once.
  mutating func folderForForm() -> String? {
    guard keys.dialog == .form, case .path = FormSheet(self).selected?.kind else { return nil }
    let isOffering = training.form.isTyping || training.form.editor.isEmpty
    return isOffering ? training.form.folderToList() : nil
  }

  /// Puts the cursor on a row.
  private mutating func selectField(_ field: FormField) {
    let text = FormSheet(self).rows.first { $0.field == field }?.text ?? ""
    training.form.select(field, text: text)
  }

  private mutating func selectField(_ distance: Int, isRound: Bool = false) {
    let rows = FormSheet(self).rows.filter { !$0.isFixed }
    guard !rows.isEmpty else { return }
    let place = (rows.firstIndex { $0.field == training.form.selected } ?? 0) + distance
    let index = isRound ? (place + rows.count) % rows.count : max(0, min(rows.count - 1, place))
    training.form.select(rows[index].field, text: rows[index].text)
  }

  private mutating func moveInForm(by distance: Int) {
    let (offer, offers) = (training.form.offer, formOffers)
    if offers.isEmpty || offer == 0 && distance < 0 { return selectField(distance) }
    training.form.choose(offer + distance, of: offers.count)
  }

  private mutating func completeOrGoOn() {
    let offers = formOffers
    if training.form.isTyping, let path = offers.dropFirst(max(0, training.form.offer - 1)).first {
      training.form.complete(path)
    } else {
      selectField(1, isRound: true)
    }
  }

  private mutating func changeField(by distance: Int) {
    guard let row = FormSheet(self).selected else { return }
    switch row.kind {
    case .choice(let words): choose(from: words, by: distance, in: row)
    case .path(_, let words) where changesByArrows: choose(from: words, by: distance, in: row)
    case .more: training.form.showAll(distance > 0 ? !training.form.isWhole : false)
    case .text, .path: training.form.apply(distance > 0 ? .right : .left)
    }
  }

  private mutating func choose(from words: [String], by distance: Int, in row: FormSheet.Row) {
    let place = words.firstIndex(of: row.text) ?? (distance > 0 ? -1 : 0)
    choose(words[(place + distance + words.count) % words.count], in: row)
  }

  private mutating func choose(_ word: String, in row: FormSheet.Row) {
    if row.field == .network {
      guard case .choice(let words) = row.kind else { return }
      training.form.train(further: word != words.first)
    } else {
      training.form.replace(with: word)
    }
  }

  /// Starts what the form says, unless something is wrong with it: then the cursor goes there.
  private mutating func acceptForm() -> [Effect] {
    if training.form.offer > 0 {
      completeOrGoOn()
      return []
    }
    if training.form.selected == .more {
      training.form.showAll(!training.form.isWhole)
      return []
    }
    let sheet = FormSheet(self)
    if let problem = sheet.problem {
      refuseForm(problem)
      return []
    }
    if let language = sheet.download {
      keys.dialog = nil
      return fetch(language)
    }
    guard let plan = sheet.plan else { return [] }
    training.loading = plan
    keys.dialog = .loading
    return [.prepareTraining(plan)]
  }

  private mutating func refuseForm(_ problem: FormProblem) {
    if case .hyperparameter(let hyperparameter) = problem.field, Hyperparameter.rest.contains(hyperparameter) {
      training.form.showAll(true)
    }
    if training.form.selected != problem.field { selectField(problem.field) }
    training.form.refuse(problem.reason)
  }
}
