// swift-tools-version: 6.0
import PackageDescription

// Imports go only downwards: a target names every sibling it imports, and the Makefile
// builds with the explicit dependency check so that an undeclared import is an error.
let package = Package(
  name: "natrix",
  products: [
    .executable(name: "natrix", targets: ["natrix"]),
    .library(name: "NatrixEvaluator", type: .static, targets: ["NatrixEvaluator"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    .target(name: "CPrimitives", path: "runtime/primitives"),
    .target(name: "NatrixSupport"),
    .target(name: "NatrixSyntax", dependencies: ["NatrixSupport"]),
    .target(name: "NatrixIR", dependencies: ["NatrixSupport", "CPrimitives"]),
    .target(name: "NatrixProgram", dependencies: ["NatrixSupport", "NatrixSyntax"]),
    .target(
      name: "NatrixLowering",
      dependencies: ["NatrixSupport", "NatrixSyntax", "NatrixProgram", "NatrixIR"]),
    .target(name: "NatrixPasses", dependencies: ["NatrixSupport", "NatrixIR"]),
    .target(name: "NatrixInference", dependencies: ["NatrixSupport", "NatrixIR"]),
    .target(
      name: "NatrixSpeculation", dependencies: ["NatrixSupport", "NatrixIR", "NatrixInference"]),
    .target(name: "NatrixEmit", dependencies: ["NatrixSupport", "NatrixIR"]),
    .target(
      name: "NatrixEvaluator",
      dependencies: [
        "NatrixSupport", "NatrixSyntax", "NatrixProgram", "NatrixLowering", "NatrixIR",
        "NatrixPasses",
      ]),
    .target(
      name: "NatrixDriver",
      dependencies: [
        "NatrixSupport", "NatrixSyntax", "NatrixProgram", "NatrixLowering",
        "NatrixIR", "NatrixPasses", "NatrixInference", "NatrixSpeculation", "NatrixEmit", "NatrixReport",
      ]),
    .target(name: "NatrixReport"),
    .target(name: "NatrixBench", dependencies: ["NatrixDriver", "NatrixReport"]),
    .executableTarget(
      name: "natrix",
      dependencies: [
        "NatrixBench", "NatrixDriver", "NatrixReport", "NatrixSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(
      name: "SyntaxTests", dependencies: ["NatrixSyntax", "NatrixSupport", "TestSupport"],
      path: "Tests/SyntaxTests"),
    .testTarget(
      name: "IRTests", dependencies: ["NatrixIR", "TestSupport"], path: "Tests/IRTests"),
    .testTarget(
      name: "PassesTests",
      dependencies: ["NatrixIR", "NatrixPasses", "NatrixSupport", "TestSupport"],
      path: "Tests/PassesTests"),
    .testTarget(
      name: "InferenceTests",
      dependencies: [
        "NatrixSyntax", "NatrixProgram", "NatrixLowering", "NatrixIR", "NatrixPasses", "NatrixInference",
        "NatrixSupport", "TestSupport",
      ],
      path: "Tests/InferenceTests"),
    .testTarget(
      name: "SpeculationTests",
      dependencies: [
        "NatrixSyntax", "NatrixProgram", "NatrixLowering", "NatrixIR", "NatrixPasses", "NatrixInference",
        "NatrixSpeculation", "NatrixSupport", "TestSupport",
      ],
      path: "Tests/SpeculationTests"),
    .testTarget(
      name: "ReportTests", dependencies: ["NatrixReport", "NatrixBench"], path: "Tests/ReportTests"),
    .testTarget(
      name: "EmitTests",
      dependencies: ["NatrixIR", "NatrixPasses", "NatrixEmit", "NatrixSupport", "TestSupport"],
      path: "Tests/EmitTests"),
  ]
)
