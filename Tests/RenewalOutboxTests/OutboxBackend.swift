import Foundation
import RenewalOutbox
import RenewalRules
import Testing

/// An implementation of an outbox; every behaviour test runs against all of them.
struct OutboxBackend: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Creates an empty place that no other test shares.
    let makePlace: @Sendable () throws -> StorePlace

    static let all = [
        OutboxBackend(
            testDescription: "SQLite",
            makePlace: {
                let file = try OutboxPlace()
                return StorePlace { try file.open($0) }
            }
        )
    ]
}

/// Where an outbox is kept; tests of behaviour know nothing else of it.
struct StorePlace: Sendable {
    private let openStore: @Sendable (OutboxAccess) throws -> any OutboxStore

    init(_ openStore: @escaping @Sendable (OutboxAccess) throws -> any OutboxStore) { self.openStore = openStore }

    func open(_ access: OutboxAccess = .daemon) throws -> any OutboxStore { try openStore(access) }
}

/// A fresh directory and the path of a state file in it; removed when the test process ends.
struct OutboxPlace: Sendable {
    let directory: URL

    init() throws {
        directory = Self.root.appending(path: "状态-\(Self.uniqueName())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    var path: String { directory.appending(path: "state.db").path }

    func open(_ access: OutboxAccess = .daemon) throws -> Outbox {
        try Outbox(path: path, access: access, at: Sample.start)
    }

    /// Short: the path of the bell may have 107 bytes, whatever folder the environment names.
    private static func uniqueName() -> String { String(UInt64.random(in: 0 ... .max), radix: 36) }

    private static let root: URL = {
        // Leftovers in the temporary directory do no harm.
        atexit { try? FileManager.default.removeItem(at: OutboxPlace.root) }
        return FileManager.default.temporaryDirectory.appending(path: "outbox-\(uniqueName())")
    }()
}
