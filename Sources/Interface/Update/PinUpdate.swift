import Model

/// The pinned sentences as the network of an epoch translates them.
package struct PinUpdate: Sendable {
  /// The translations.
  package let translations: [Model.Translation]
  /// The epoch.
  package let epoch: Int
  /// The training run, by number.
  package let run: Int

  /// Translations after an epoch.
  package init(_ translations: [Model.Translation], epoch: Int, run: Int) {
    self.translations = translations
    self.epoch = epoch
    self.run = run
  }
}
