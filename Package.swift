// swift-tools-version:6.1
import PackageDescription

/// Inner loops compile for the baseline processor and, through `target_clones`, for the ones that matter; `errno` is
/// given up so that `sqrt` and its kin vectorise, IEEE semantics (NaN, infinities, signed zeros) are not.
let kernelFlags: [CSetting] = [
  .unsafeFlags(["-O3", "-fno-math-errno", "-fno-trapping-math", "-fveclib=libmvec"])
]

let mode: [SwiftSetting] = [.swiftLanguageMode(.v5)]

/// The interpreter is laid out for what programs do most, by the counts that `make profile` takes: what is seldom done
/// moves out of the way of what is done all the time. Code that changed since is compiled as it would be without.
let takesProfile = Context.environment["NABLA_TAKE_PROFILE"] == "1"
let profile: [SwiftSetting] = [
  .unsafeFlags(
    ["-Xllvm", "-static-func-full-module-prefix=false"]
      + (takesProfile
        ? ["-Xfrontend", "-ir-profile-generate"]
        : [
          "-Xfrontend", "-ir-profile-use=\(Context.packageDirectory)/Sources/NablaVM/interpreter.profdata",
          "-Xllvm", "-no-pgo-warn-mismatch",
        ]),
    .when(configuration: .release))
]

/// Checks of overlapping access cost a tenth of a small operation, and would end the program where they fail.
let unchecked: [SwiftSetting] = mode + [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]
/// Nothing but the interpreter's thread runs code of the room where the halves meet.
let singleThreaded: [SwiftSetting] = unchecked
  + [.unsafeFlags(["-Xfrontend", "-assume-single-threaded"], .when(configuration: .release))]

func target(_ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = mode) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: mode)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "nabla",
  products: [
    .executable(name: "nabla", targets: ["nabla"]),
    .library(name: "NablaNN", targets: ["NablaNN", "NablaTensor"]),
    .library(name: "Nabla", targets: ["Nabla"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // System libraries, as Debian packages them.
    .systemLibrary(name: "CEditline", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // Only headers: OpenBLAS is opened at the first product of matrices, libcurl at the first download.
    .systemLibrary(name: "COpenBLAS", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(name: "CGMP", providers: [.apt(["libgmp-dev"])]),
    // Regular expressions: close to Python's syntax, with limits that keep a pattern from running for ever.
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .target(name: "CKernels", cSettings: kernelFlags, linkerSettings: [.linkedLibrary("mvec"), .linkedLibrary("m")]),

    // The language half: it never sees a tensor.
    target("NablaSource", []),
    target("NablaSyntax", ["NablaSource"]),
    target("NablaBytecode", ["NablaSource"]),
    target("NablaCompiler", ["NablaSource", "NablaSyntax", "NablaBytecode"]),
    target("NablaInteger", ["CGMP"]),
    // Values of the language live on one thread: see CReferences.h. Exclusive access is the loop's own business.
    .target(name: "CReferences", cSettings: [.unsafeFlags(["-O2"])]),
    .target(
      name: "NablaVM", dependencies: ["CReferences", "NablaSource", "NablaBytecode", "NablaInteger"],
      exclude: ["interpreter.profdata"],
      swiftSettings: mode + profile + [
        .unsafeFlags(["-Xfrontend", "-assume-single-threaded", "-enforce-exclusivity=unchecked"])
      ]),

    // The tensor half: it never sees a value of the language.
    target("NablaTensor", ["CKernels", "COpenBLAS"], settings: unchecked),
    target("NablaNN", ["NablaTensor"], settings: unchecked),
    target("NablaData", ["NablaTensor", "CZlib", "CPNG", "CCurl"]),
    target("NablaPlot", ["NablaTensor", "CCairo", "CPNG"]),

    // Where the halves meet, and what people run.
    target(
      "NablaLibrary", ["NablaVM", "NablaTensor", "NablaNN", "NablaData", "NablaPlot", "CPCRE2", "NablaInteger"],
      settings: singleThreaded),
    target("Nabla", ["NablaSource", "NablaSyntax", "NablaBytecode", "NablaCompiler", "NablaVM", "NablaLibrary"]),
    target("NablaNotebook", ["NablaSource", "Nabla", "CCMark", yams]),
    target("NablaREPL", ["Nabla", "NablaNotebook", "CEditline"]),
    .executableTarget(
      name: "nabla", dependencies: ["Nabla", "NablaNotebook", "NablaREPL", argumentParser], swiftSettings: mode,
      // One binary that needs no Swift installation. Asked for at the link only, so that the product and its tests
      // share one compilation; the static archives then have to be named, since the compiled files ask for dynamic ones.
      // mimalloc takes malloc's place: a program's values are many and small.
      linkerSettings: [
        .unsafeFlags([
          "-lmimalloc", "-static-stdlib", "-use-ld=lld", "-lFoundationEssentials", "-l_FoundationCollections", "-lCoreFoundation",
          "-l_FoundationICU", "-l_FoundationCShims", "-lswiftSynchronization",
        ] + (takesProfile ? ["-Xclang-linker", "-fprofile-generate"] : []))
      ]),

    tests("NablaSyntaxTests", ["NablaSyntax"]),
    tests("NablaCompilerTests", ["NablaSource", "NablaSyntax", "NablaBytecode", "NablaCompiler"]),
    tests("NablaIntegerTests", ["NablaInteger"]),
    tests("NablaVMTests", ["NablaSource", "NablaBytecode", "NablaCompiler", "NablaVM"], exclude: ["Programs", "Tracebacks"]),
    tests("NablaTensorTests", ["NablaTensor"]),
    tests("NablaNNTests", ["NablaNN"]),
    tests("NablaDataTests", ["NablaData"], exclude: ["Fixtures"]),
    tests("NablaPlotTests", ["NablaPlot"], exclude: ["Fixtures"]),
    tests("NablaNotebookTests", ["Nabla", "NablaNotebook"]),
    .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
    tests("ProductTests", ["NablaSource", "NablaSyntax", "NablaCompiler", "NablaVM", "NablaTensor", "NablaNN", "Nabla", "NablaNotebook", "NablaREPL", "CPseudoTerminal"]),
  ]
)
