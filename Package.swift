// swift-tools-version: 6.1
import PackageDescription

// The targets in the order the data travels: Kernels -> Model -> Interface -> seq2seq, and CTerminal -> Terminal ->
// Interface. The C kernels are optimised in every configuration: at -O0 a test of them would take minutes.
// Essentials stands for Foundation in all of them. None has `resources:`, whose generated code imports the whole of
// Foundation: what comes with the program is found by ProgramFiles.
let package = Package(
  name: "seq2seq",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "seq2seq", targets: ["seq2seq"]),
    .executable(name: "compose-corpus", targets: ["compose-corpus"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(name: "CZlib"),
    .target(
      name: "Kernels",
      exclude: ["SPEED.md"],
      cSettings: [.unsafeFlags(["-O3", "-fno-math-errno", "-Wall", "-Wno-psabi"])]
    ),
    .target(name: "Essentials"),
    .target(name: "CTransfer", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "Model",
      dependencies: ["Essentials", "Kernels", "CZlib", "CTransfer"],
      exclude: ["Data/Resources", "Evaluation/TRANSLATION.md"]
    ),
    .target(name: "CorpusComposer", resources: [.copy("Tables"), .copy("Phrases")]),
    .executableTarget(name: "compose-corpus", dependencies: ["CorpusComposer"]),
    .target(
      name: "CTerminal",
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]
    ),
    .target(name: "Terminal", dependencies: ["Essentials", "CTerminal"]),
    .target(name: "Interface", dependencies: ["Essentials", "Model", "Terminal"]),
    .executableTarget(
      name: "seq2seq",
      dependencies: [
        "Essentials",
        "Model",
        "Interface",
        "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["seq2seq.1"],
      plugins: ["Revision"]
    ),
    .plugin(name: "Revision", capability: .buildTool(), path: "Sources/Revision"),
    .testTarget(name: "EssentialsTests", dependencies: ["Essentials"]),
    .testTarget(
      name: "ModelTests", dependencies: ["Model", "Kernels"],
      resources: [.copy("Reference"), .copy("Keras/KerasFiles")]),
    .testTarget(name: "CorpusTests", dependencies: ["CorpusComposer", "Model"]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal"]),
    .testTarget(name: "InterfaceTests", dependencies: ["Interface"]),
    .testTarget(
      name: "CommandTests", dependencies: ["Model"],
      exclude: ["screen.py", "figures.py", "corpora.py", "starts.py", "installed.sh"]),
  ],
  swiftLanguageModes: [.v6]
)
