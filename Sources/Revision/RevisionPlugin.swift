import Foundation
import PackagePlugin

/// Tells the program which revision it is built from: `let revision`, the tag or the commit, with a + behind it where files
/// differ from it; empty where there is no repository.
@main
struct RevisionPlugin: BuildToolPlugin {
  private static let script = """
    revision=$(git -C "$0" describe --tags --always --dirty=+ --abbrev=9 2>/dev/null)
    line="let revision = \\"$revision\\""
    [ "$(cat "$1" 2>/dev/null)" = "$line" ] || printf '%s\\n' "$line" >"$1"
    """

  /// One command that writes one file, and only where something has changed.
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "Revision.swift")
    // Every commit moves the log, and every edit may be what makes the + true.
    let sources = FileManager.default.enumerator(at: root.appending(path: "Sources"), includingPropertiesForKeys: nil)
    let edited = (sources?.allObjects as? [URL] ?? []).filter { !$0.hasDirectoryPath }
    let moved = [".git/logs/HEAD", ".git/HEAD", ".git/index"].map { root.appending(path: $0) }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
    return [
      .buildCommand(
        displayName: "Looking up the revision", executable: URL(fileURLWithPath: "/bin/sh"),
        arguments: ["-c", Self.script, root.path, output.path], inputFiles: moved + edited, outputFiles: [output])
    ]
  }
}
