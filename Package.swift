// swift-tools-version: 6.1
import PackageDescription

/// The floors whose parsers and composers are fuzzed.
let fuzzed: [Target.Dependency] = [
    "RenewalRules", "RenewalFiles", "RenewalBounces", "RenewalConfig", "RenewalOffice", "RenewalOutbox",
    "RenewalNotices", "RenewalSheets",
    .product(name: "GRDB", package: "GRDB.swift"),
]

/// The properties that hold for every input: with the tests a seeded run, for `Scripts/fuzz` a libFuzzer program.
let fuzzing: Target =
    Context.environment["RENEWALD_FUZZ"] == "true"
    ? .executableTarget(
        name: "renewal-fuzz",
        dependencies: fuzzed,
        path: "Tests/FuzzTests",
        exclude: ["EvidenceEditTests.swift", "FuzzTests.swift", "Mutator.swift"]
    )
    : .testTarget(name: "FuzzTests", dependencies: fuzzed + ["RenewalTestSupport"], exclude: ["LibFuzzer.swift"])

/// The floors of the house, top to bottom; imports point down only (`ArchitectureTests` holds this list to account).
let package = Package(
    name: "renewald",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "RenewalRules", targets: ["RenewalRules"]),
        .executable(name: "renewald", targets: ["renewald"]),
        .executable(name: "renewald-sheet", targets: ["renewald-sheet"]),
        .executable(name: "renewald-web", targets: ["renewald-web"]),
        .executable(name: "renewal-sink", targets: ["renewal-sink"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .target(name: "RenewalRules"),
        .target(
            name: "RenewalDelivery",
            dependencies: ["RenewalRules", .product(name: "Crypto", package: "swift-crypto")]
        ),
        .target(name: "RenewalFiles", dependencies: ["RenewalRules"]),
        .target(name: "RenewalBounces", dependencies: ["RenewalRules", "RenewalDelivery", "RenewalFiles"]),
        .target(
            name: "RenewalConfig",
            dependencies: [
                "RenewalRules", "RenewalDelivery", "RenewalFiles", "RenewalRegistry", "RenewalNotices",
                "RenewalCouriers", .product(name: "Yams", package: "Yams"),
            ]
        ),
        .systemLibrary(name: "CSQLite"),
        .target(
            name: "RenewalSQLite",
            dependencies: [
                "RenewalRules", "CSQLite", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        .target(
            name: "RenewalRegistry",
            dependencies: [
                "RenewalRules", "RenewalFiles", "RenewalSQLite", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        .target(
            name: "RenewalOffice",
            dependencies: [
                "RenewalRules", "RenewalFiles", "RenewalSQLite", "RenewalRegistry",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(
            name: "RenewalOutbox",
            dependencies: [
                "RenewalRules", "RenewalDelivery", "RenewalFiles", "RenewalSQLite",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(
            name: "RenewalNotices",
            dependencies: ["RenewalRules", "RenewalDelivery", .product(name: "Mustache", package: "swift-mustache")]
        ),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CLinux"),
        .target(
            name: "RenewalCouriers",
            dependencies: [
                "RenewalRules", "RenewalDelivery", "RenewalFiles", "CCurl",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(
            name: "RenewalDaemon",
            dependencies: [
                "RenewalRules", "RenewalDelivery", "RenewalBounces", "RenewalConfig", "RenewalSQLite",
                "RenewalRegistry", "RenewalOutbox", "RenewalNotices", "RenewalCouriers", "CLinux",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "RenewalReports",
            dependencies: [
                "RenewalRules", "RenewalDelivery", "RenewalFiles", "RenewalBounces", "RenewalConfig", "RenewalRegistry",
                "RenewalOffice", "RenewalOutbox", "RenewalNotices", "RenewalDaemon",
            ]
        ),
        .executableTarget(
            name: "renewald",
            dependencies: [
                "RenewalRules", "RenewalDelivery", "RenewalFiles", "RenewalConfig", "RenewalRegistry", "RenewalOffice",
                "RenewalOutbox", "RenewalNotices", "RenewalCouriers", "RenewalDaemon", "RenewalReports",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .systemLibrary(name: "CZip"),
        .systemLibrary(name: "CExpat"),
        .systemLibrary(name: "CXlsxWriter"),
        .systemLibrary(name: "CUchardet"),
        .target(name: "RenewalSheets", dependencies: ["CZip", "CExpat", "CXlsxWriter", "CUchardet"]),
        .target(name: "CConfinement"),
        .executableTarget(name: "renewald-sheet", dependencies: ["RenewalSheets", "CConfinement"]),
        .executableTarget(
            name: "renewald-web",
            dependencies: [
                "RenewalRules", "RenewalConfig", "RenewalOutbox", "RenewalDaemon", "RenewalReports",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ]
        ),
        .target(
            name: "RenewalTestSupport",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")]
        ),
        .target(
            name: "RegistryFixtures",
            dependencies: [
                "RenewalRules", "RenewalSQLite", "RenewalRegistry", "RenewalOffice",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Tests/RegistryFixtures"
        ),
        .executableTarget(
            name: "renewal-sink",
            dependencies: [
                "RenewalTestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "renewal-simulate",
            dependencies: [
                "RenewalRules", "RenewalDelivery", "RenewalConfig", "RenewalSQLite", "RenewalRegistry", "RenewalOffice",
                "RenewalOutbox",
                "RenewalCouriers", "RenewalDaemon",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(name: "bare-courier", dependencies: ["CCurl"], path: "Benchmarks/bare-courier"),
        .testTarget(
            name: "RenewalRulesTests",
            dependencies: ["RenewalRules", "RenewalDelivery", "RenewalTestSupport"],
            resources: [.copy("vectors.csv")]
        ),
        .testTarget(name: "RenewalDeliveryTests", dependencies: ["RenewalRules", "RenewalDelivery"]),
        .testTarget(name: "RenewalFilesTests", dependencies: ["RenewalFiles", "RenewalTestSupport"]),
        .testTarget(
            name: "RenewalBouncesTests",
            dependencies: ["RenewalRules", "RenewalDelivery", "RenewalFiles", "RenewalBounces", "RenewalTestSupport"]
        ),
        .testTarget(
            name: "RenewalConfigTests",
            dependencies: [
                "RenewalRules", "RenewalDelivery", "RenewalFiles", "RenewalRegistry", "RenewalNotices",
                "RenewalCouriers", "RenewalConfig", "RenewalTestSupport",
            ]
        ),
        .testTarget(
            name: "RenewalRegistryTests",
            dependencies: [
                "RenewalRegistry", "RenewalOffice", "RegistryFixtures", "RenewalTestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "RenewalOfficeTests",
            dependencies: [
                "RenewalSQLite", "RenewalRegistry", "RenewalOffice", "RegistryFixtures", "RenewalTestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "RenewalOutboxTests",
            dependencies: [
                "RenewalSQLite", "RenewalOutbox", "RenewalTestSupport", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            resources: [.copy("EarlierFiles")]
        ),
        .testTarget(name: "RenewalNoticesTests", dependencies: ["RenewalNotices", "RenewalTestSupport"]),
        .testTarget(
            name: "RenewalCouriersTests",
            dependencies: ["RenewalRules", "RenewalDelivery", "RenewalCouriers", "CCurl", "RenewalTestSupport"]
        ),
        .testTarget(
            name: "RenewalDaemonTests",
            dependencies: [
                "RenewalRules", "RenewalDelivery", "RenewalBounces", "RenewalConfig", "RenewalSQLite",
                "RenewalRegistry", "RenewalOffice", "RenewalOutbox",
                "RenewalNotices", "RenewalCouriers", "RenewalDaemon", "RenewalTestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "RenewalReportsTests",
            dependencies: [
                "RenewalRules", "RenewalDelivery", "RenewalConfig", "RenewalRegistry", "RenewalOffice", "RenewalOutbox",
                "RenewalNotices", "RenewalDaemon", "RenewalReports", "RenewalTestSupport",
            ]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "renewald", "renewald-sheet", "renewald-web", "renewal-sink", "renewal-simulate", "RenewalTestSupport",
            ],
            exclude: ["Registry/Fixtures"]
        ),
        .testTarget(
            name: "SheetTests",
            dependencies: ["RenewalSheets", "RenewalTestSupport"],
            exclude: ["Fixtures"]
        ),
        .testTarget(name: "ArchitectureTests", dependencies: ["RenewalTestSupport"]),
        fuzzing,
    ],
    swiftLanguageModes: [.v6]
)

/// Continuous integration (`CI=true`) refuses warnings; at a desk they stay warnings.
let refusesWarnings = Context.environment["CI"] == "true"

/// The plugin that builds the documentation is nothing that a build of the program needs (`Scripts/docs`).
if Context.environment["RENEWALD_DOCS"] == "true" {
    package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"))
}

for target in package.targets where !target.name.hasPrefix("C") {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ] + (refusesWarnings ? [.unsafeFlags(["-warnings-as-errors"])] : [])
        // To optimise the tests themselves takes longer than it saves.
        + (target.type == .test ? [.unsafeFlags(["-Onone"], .when(configuration: .release))] : [])
}
