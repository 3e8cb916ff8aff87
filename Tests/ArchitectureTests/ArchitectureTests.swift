import Foundation
import Testing

/// House rules that the compiler does not enforce.
@Suite struct ArchitectureTests {
    /// What each floor may import besides the standard library: arrows point down only.
    static let allowed: [String: Set<String>] = [
        "RenewalRules": [],
        "RenewalDelivery": ["RenewalRules", "Crypto"],
        "RenewalFiles": ["RenewalRules", "Glibc"],
        "RenewalBounces": ["RenewalRules", "RenewalDelivery", "RenewalFiles", "Foundation"],
        "RenewalSQLite": ["RenewalRules", "CSQLite", "GRDB", "GRDBSQLite", "Glibc"],
        "RenewalConfig": [
            "RenewalRules", "RenewalDelivery", "RenewalFiles", "RenewalRegistry", "RenewalNotices", "RenewalCouriers",
            "Yams", "Foundation", "Glibc",
        ],
        "RenewalRegistry": [
            "RenewalRules", "RenewalFiles", "RenewalSQLite", "GRDB", "GRDBSQLite", "Foundation", "Glibc",
        ],
        "RenewalOffice": [
            "RenewalRules", "RenewalFiles", "RenewalSQLite", "RenewalRegistry", "GRDB", "Crypto", "Foundation", "Glibc",
        ],
        "RenewalOutbox": [
            "RenewalRules", "RenewalDelivery", "RenewalFiles", "RenewalSQLite", "GRDB", "Crypto", "Foundation", "Glibc",
        ],
        "RenewalNotices": ["RenewalRules", "RenewalDelivery", "Mustache", "Foundation"],
        "RenewalCouriers": [
            "RenewalRules", "RenewalDelivery", "RenewalFiles", "CCurl", "Crypto", "Foundation", "Glibc",
        ],
        "RenewalDaemon": [
            "RenewalRules", "RenewalDelivery", "RenewalBounces", "RenewalConfig", "RenewalSQLite", "RenewalRegistry",
            "RenewalOutbox", "RenewalNotices", "RenewalCouriers",
            "CLinux", "Logging", "ServiceLifecycle", "UnixSignals", "Foundation", "Glibc",
        ],
        "RenewalReports": [
            "RenewalRules", "RenewalDelivery", "RenewalFiles", "RenewalBounces", "RenewalConfig", "RenewalRegistry",
            "RenewalOffice", "RenewalOutbox", "RenewalNotices", "RenewalDaemon",
        ],
        "renewald": [
            "RenewalRules", "RenewalDelivery", "RenewalFiles", "RenewalConfig", "RenewalRegistry", "RenewalOffice",
            "RenewalOutbox", "RenewalNotices", "RenewalCouriers", "RenewalDaemon", "RenewalReports", "ArgumentParser",
            "Logging", "Foundation", "Glibc",
        ],
        // Nothing of ours links these libraries but renewald-sheet, and renewald-sheet nothing else of ours.
        "RenewalSheets": ["CZip", "CExpat", "CXlsxWriter", "CUchardet", "FoundationEssentials", "Glibc"],
        "renewald-sheet": ["RenewalSheets", "CConfinement", "Glibc"],
        // It alone listens, and nothing else of ours links an HTTP server.
        "renewald-web": [
            "RenewalRules", "RenewalConfig", "RenewalOutbox", "RenewalDaemon", "RenewalReports", "Hummingbird",
            "HummingbirdCore",
            "HTTPTypes",
            "NIOCore", "NIOHTTPTypes", "Logging", "Foundation", "Glibc",
        ],
        "RenewalTestSupport": ["Crypto", "Foundation", "Glibc"],
        "renewal-sink": ["RenewalTestSupport", "ArgumentParser", "Foundation", "Glibc"],
        "renewal-simulate": [
            "RenewalRules", "RenewalDelivery", "RenewalConfig", "RenewalSQLite", "RenewalRegistry", "RenewalOffice",
            "RenewalOutbox",
            "RenewalCouriers", "RenewalDaemon",
            "ArgumentParser", "GRDB", "Logging", "ServiceLifecycle", "Foundation", "Glibc",
        ],
    ]
    static let standard: Set<String> = ["Synchronization", "Swift", "Dispatch"]

    @Test func sourceTreeIsFound() {
        #expect(Set(SourceTree.sources.map(\.target)) == Set(Self.allowed.keys))
        #expect(SourceTree.tests.count > 20)
    }

    @Test(arguments: SourceTree.sources) func importsPointDown(file: SourceFile) throws {
        let allowed = try #require(Self.allowed[file.target])
        #expect(Set(file.imports).subtracting(allowed).subtracting(Self.standard) == [])
    }

    @Test(arguments: SourceTree.sources) func onlyTheClockReadsTheTime(file: SourceFile) {
        guard file.name != "Clock.swift", !["RenewalTestSupport", "renewal-sink"].contains(file.target) else { return }
        for (number, line) in file.code {
            let asks = line.contains("Date()") || line.contains("ContinuousClock.now") || line.contains("Date.now")
            #expect(!asks, "\(file.path):\(number)")
        }
    }

    /// A report is handed over, to whoever prints it or makes a page of it.
    @Test(arguments: SourceTree.sources.filter { $0.target == "RenewalReports" })
    func reportsAreNotPrinted(file: SourceFile) {
        for (number, line) in file.code {
            for word in ["print(", "FileHandle.", "fputs(", "fwrite(", "exit("] {
                #expect(!line.contains(word), "\(file.path):\(number)")
            }
        }
    }

    @Test(arguments: SourceTree.sources) func nothingCrashesOnPurpose(file: SourceFile) {
        for (number, line) in file.code {
            for word in ["try!", "fatalError(", "as! ", "TODO", "FIXME"] {
                #expect(!line.contains(word), "\(file.path):\(number)")
            }
        }
    }

    @Test(arguments: SourceTree.sources) func sqlStaysInTheDatabaseFloors(file: SourceFile) {
        // The simulator inspects and damages the state file from outside.
        let floors = ["RenewalSQLite", "RenewalRegistry", "RenewalOffice", "RenewalOutbox", "renewal-simulate"]
        guard !floors.contains(file.target) else { return }
        for (number, line) in file.code {
            for word in ["INSERT INTO", "DELETE FROM", "CREATE TABLE", "PRAGMA "] {
                #expect(!line.contains(word), "\(file.path):\(number)")
            }
        }
    }

    /// What a second outbox or registry would be written against knows nothing of the first one's database.
    @Test(
        arguments: [
            "OutboxLookups", "PlanningStore", "DeliveryStore", "OperatorStore", "EvidenceStore", "MonitoringStore",
            "OutboxStore", "RegistrySource",
        ]
    )
    func rolesKnowNoDatabase(name: String) throws {
        let file = try #require(SourceTree.sources.first { $0.name == "\(name).swift" })
        #expect(Set(file.imports).isDisjoint(with: ["GRDB", "RenewalSQLite", "CSQLite"]))
    }

    /// Declarations visible to other floors or to the public have a doc comment.
    @Test(arguments: SourceTree.sources) func visibleDeclarationsAreDocumented(file: SourceFile) {
        guard !["RenewalTestSupport", "renewal-sink", "renewald"].contains(file.target) else { return }
        var type = ""
        for (index, line) in file.lines.enumerated() {
            if let header = OurProtocols.header(of: line) { type = header.name }
            guard isVisibleDeclaration(line, of: type) else { continue }
            var above = index - 1
            while above >= 0, file.lines[above].trimmingCharacters(in: .whitespaces).hasPrefix("@") { above -= 1 }
            let comment = file.lines[max(above, 0)].trimmingCharacters(in: .whitespaces)
            #expect(comment.hasPrefix("///"), "\(file.path):\(index + 1)")
        }
    }

    /// Operators, and functions that are documented at a foreign protocol that asks for them.
    private static let foreignRequirements: Set<String> = ["<", "+", "-", "encode", "log"]
    private static let protocols = OurProtocols(in: SourceTree.sources)

    private func isVisibleDeclaration(_ line: String, of type: String) -> Bool {
        let declaration = line.drop { $0 == " " }
        guard declaration.hasPrefix("public ") || declaration.hasPrefix("package ") else { return false }
        let words = declaration.split(separator: " ").map(String.init)
        let rest = words.drop { ["public", "package", "static", "final", "mutating", "indirect"].contains($0) }
        guard let kind = rest.first else { return false }
        guard kind != "func" else {
            let name = OurProtocols.function(in: line) ?? ""
            return !Self.foreignRequirements.contains(name) && !Self.protocols.ask(for: name, of: type)
        }
        return ["struct", "enum", "class", "actor", "protocol"].contains(kind)
    }

    /// A suite's function without `@Test` silently never runs.
    @Test(arguments: SourceTree.tests) func everyTestIsMarked(file: SourceFile) {
        var isInSuite = false
        var marked = false
        for (number, line) in file.code {
            if line.hasPrefix("@Suite") { isInSuite = true }
            if line.hasPrefix("}") { isInSuite = false }
            if line.hasPrefix("    @Test") { marked = true }
            guard isInSuite, line.hasPrefix("    ") && !line.hasPrefix("     ") else { continue }
            if line.contains("func "), !line.contains("private "), !line.contains("static ") {
                #expect(marked, "\(file.path):\(number)")
            }
            if line.contains("func ") { marked = false }
        }
    }

    @Test(
        arguments: [
            "bench", "bootstrap", "demo", "docs", "faults", "fuzz", "golden", "man", "sanitize", "simulate", "test",
            "widths",
        ]
    )
    func scriptsAreExecutable(name: String) {
        let path = SourceTree.root.appending(path: "Scripts/\(name)").path
        #expect(FileManager.default.isExecutableFile(atPath: path))
    }

    @Test func theReadmeNamesEveryTarget() throws {
        let text = try String(contentsOf: SourceTree.root.appending(path: "README.md"), encoding: .utf8)
        for target in Self.allowed.keys { #expect(text.contains("`\(target)`")) }
    }
}
