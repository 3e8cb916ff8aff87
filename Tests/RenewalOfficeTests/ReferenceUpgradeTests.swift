import GRDB
import RegistryFixtures
import RenewalRules
import Synchronization
import Testing

@testable import RenewalOffice
@testable import RenewalRegistry

@Suite struct ReferenceUpgradeTests {
    /// A registry as an earlier version made it, with one application that waits for documents.
    private func registry(ofVersion version: Int) throws -> TestRegistry {
        let registry = try TestRegistry()
        let queue = try DatabaseQueue(path: registry.path)
        let migrations = [
            ReferenceSchema.createFirstVersion, ReferenceSchema.addStateDays, ReferenceSchema.indexDeaths,
            ReferenceSchema.addMoves,
        ]
        var migrator = DatabaseMigrator()
        for (place, migration) in migrations.prefix(version).enumerated() {
            migrator.registerMigration("\(place + 1)", migrate: migration)
        }
        try migrator.migrate(queue)
        try queue.close()
        try registry.execute(
            """
            INSERT INTO registration (id, valid_until, state, ended_on, updated_at)
            VALUES ('R-1', '2026-03-15', 'active', NULL, '2026-01-01T00:00:00Z');
            INSERT INTO application (id, procedure, registration_id, submitted_on, state, updated_at)
            VALUES ('A-1', 'renewal', 'R-1', '2025-12-15', 'supplement_required', '2026-01-01T00:00:00Z')
            """
        )
        return registry
    }

    @Test func theFirstVersionIsReadAsItIs() async throws {
        let registry = try registry(ofVersion: 1)
        let record = try #require(await Registry(path: registry.path).record(registration: "R-1"))
        #expect(record.registration.endReason == nil)
        #expect(record.applications.map(\.state) == [.supplementRequired])
        #expect(record.applications.map(\.stateOn) == [nil])
        #expect(try registry.strings("PRAGMA user_version") == ["1"])
    }

    @Test func aCommandAddsTheColumnsAndAnOpenReaderSeesThem() async throws {
        let registry = try registry(ofVersion: 1)
        let reader = try Registry(path: registry.path)
        let id = RecordID(type: .registration, id: "R-1")
        #expect(try await reader.subjects([id]).subjects.count == 1)
        _ = try ReferenceRegistry(path: registry.path)
        #expect(try registry.strings("PRAGMA user_version") == ["5"])
        try registry.execute(
            """
            UPDATE application SET state_on = '2026-01-20';
            UPDATE registration SET state = 'cancelled', ended_on = '2026-02-01', end_reason = 'deceased'
            """
        )
        guard case .registration(let record) = try await reader.subjects([id]).subjects.first else {
            Issue.record("the registration is not read")
            return
        }
        #expect(record.registration.endReason == .deceased)
        #expect(record.applications.map { $0.stateOn?.description } == ["2026-01-20"])
    }

    /// A daemon goes on for months after the command that added the columns.
    @Test func anOpenReaderLooksAtTheNewColumnsOnce() throws {
        let registry = try registry(ofVersion: 1)
        let connection = try RegistryConnection(path: registry.path, mapping: .init(), time: .unlimited) { _ in .zero }
        _ = try ReferenceRegistry(path: registry.path)
        let statements = Statements()
        let layouts = try (1...3).map { _ in
            try connection.readAtOnce { reader, database in
                database.trace { statements.add("\($0)") }
                return reader.layout.isOlder
            }
        }
        #expect(layouts == [false, false, false])
        #expect(statements.all.filter { !$0.contains("TRANSACTION") } == [])
    }

    private final class Statements: Sendable {
        private let statements = Mutex<[String]>([])

        var all: [String] { statements.withLock { $0 } }

        func add(_ statement: String) { statements.withLock { $0.append(statement) } }
    }

    @Test func theNewColumnsAreImportedAndMapped() async throws {
        let registry = try TestRegistry.reference()
        try registry.importing("registration", "id,valid_until,state,end_reason", "R-1,2026-03-15,revoked,deceit")
        let columns = "id,registration_id,procedure,submitted_on,state,state_on"
        try registry.importing("application", columns, "A-1,R-1,renewal,2025-12-15,supplement_required,2026-01-20")
        let record = try #require(await Registry(path: registry.path).record(registration: "R-1"))
        #expect(record.registration.endReason == .deceit)
        let mapping = RegistryMapping(
            registrations: "SELECT id, valid_until, end_reason FROM registration",
            applications: "SELECT id, registration_id, procedure, submitted_on, state, state_on FROM application"
        )
        let mapped = try await Registry(path: registry.path, mapping: mapping)
            .subjects([RecordID(type: .registration, id: "R-1")])
        guard case .registration(let found) = mapped.subjects.first else {
            Issue.record("the mapped registration is not read")
            return
        }
        #expect(found.registration.endReason == .deceit)
        #expect(found.applications == record.applications)
        #expect(found.applications.map { $0.stateOn?.description } == ["2026-01-20"])
    }

    /// An office may wait with its commands; the daemon does not.
    @Test func theThirdVersionIsReadAsItIs() async throws {
        let registry = try registry(ofVersion: 3)
        try registry.execute(
            "UPDATE registration SET state = 'revoked', ended_on = '2026-01-02', end_reason = 'deceit'"
        )
        let reader = try Registry(path: registry.path)
        let record = try #require(await reader.record(registration: "R-1"))
        #expect(record.registration.endReason == .deceit && record.registration.move == nil)
        #expect(try await reader.programsOfEmployers().isEmpty)
    }

    @Test func theFourthVersionIsReadAsItIs() async throws {
        let registry = try registry(ofVersion: 4)
        try registry.execute(
            """
            INSERT INTO employer (id, channel) VALUES ('E-1', 'north');
            UPDATE registration SET employer_id = 'E-1', moved_on = '2026-01-02'
            """
        )
        let reader = try Registry(path: registry.path)
        let record = try #require(await reader.record(registration: "R-1"))
        #expect(record.registration.id == "R-1" && record.employer?.channel == "north")
        #expect(try await reader.programsOfEmployers() == ["E-1": "north"])
        #expect(try await reader.sizes()[.registration] == 1)
        #expect(try registry.strings("PRAGMA user_version") == ["4"], "a reader changes nothing")
        _ = try ReferenceRegistry(path: registry.path)
        try registry.execute("UPDATE registration SET left_on = '2026-02-01'")
        #expect(try await reader.record(registration: "R-1") == nil)
    }

    @Test func theSourcesOfRowsAreHeldToTheirForm() throws {
        let registry = try TestRegistry.reference("INSERT INTO identity_key VALUES ('a1b2')")
        let hash = String(repeating: "0a", count: 32)
        try registry.importing("person", "id", "P-1", "P-2")
        func isAccepted(_ sql: String) -> Bool {
            let queue = try? DatabaseQueue(path: registry.path)
            return (try? queue?.write { try $0.execute(sql: sql) }) != nil
        }
        #expect(!isAccepted("INSERT INTO identity_key VALUES ('另一把')"), "there is one key")
        #expect(isAccepted("UPDATE person SET identity_hash = '\(hash)' WHERE id = 'P-1'"))
        #expect(!isAccepted("UPDATE person SET identity_hash = '\(hash)' WHERE id = 'P-2'"), "two people are two")
        #expect(!isAccepted("UPDATE person SET identity_hash = '\(hash.uppercased())' WHERE id = 'P-2'"))
        #expect(!isAccepted("UPDATE person SET identity_hash = '0a' WHERE id = 'P-2'"))
        #expect(isAccepted("INSERT INTO import_run VALUES (1, '名单.xlsx', '2026-01-05T01:00:00Z', 'refused', '少一列')"))
        #expect(!isAccepted("INSERT INTO import_run VALUES (2, '名单.xlsx', '2026-01-05T01:00:00Z', 'done', '')"))
        #expect(isAccepted("INSERT INTO sighting VALUES ('registration', 'R-1', '名单.xlsx', '2026-01-05T01:00:00Z')"))
        #expect(!isAccepted("INSERT INTO sighting VALUES ('registration', 'R-1', '另一份.xlsx', '2026-01-05T01:00:00Z')"))
    }

    @Test func movesAndProgramsOfEmployersAreReadAndMapped() async throws {
        let registry = try TestRegistry.reference()
        try registry.importing("employer", "id,name,channel", "E-1,旧单位,", "E-2,新单位,north")
        try registry.importing(
            "registration",
            "id,valid_until,employer_id,previous_employer_id,moved_on",
            "R-1,2026-03-15,E-2,E-1,2025-12-15"
        )
        let mapping = RegistryMapping(
            registrations: """
                SELECT id, valid_until, moved_on, previous_employer_id, '旧单位' AS previous_employer_name, employer_id,
                    'north' AS employer_channel
                FROM registration
                """
        )
        let readers = [try Registry(path: registry.path), try Registry(path: registry.path, mapping: mapping)]
        for reader in readers {
            let found = try await reader.subjects([RecordID(type: .registration, id: "R-1")]).subjects.first
            guard case .registration(let record) = found else {
                Issue.record("the registration is not read")
                return
            }
            let day = try #require(CalendarDate("2025-12-15"))
            #expect(record.registration.move == .init(on: day, from: Employer(id: "E-1", name: "旧单位")))
            #expect(record.employer?.channel == "north")
            #expect(try await reader.programsOfEmployers() == ["E-2": "north"])
        }
        let silent = RegistryMapping(registrations: "SELECT id, valid_until FROM registration")
        #expect(try await Registry(path: registry.path, mapping: silent).programsOfEmployers().isEmpty)
    }

    @Test func theCertificatesBeforeAndAfterOneAreRead() async throws {
        let registry = try TestRegistry.reference()
        try registry.importing(
            "credential",
            "id,issued_on,valid_until,state,replaces_id",
            "C-1,2024-12-15,2026-12-14,void,",
            "C-2,2025-12-15,2026-12-14,active,C-1"
        )
        let ids = ["C-1", "C-2"].map { RecordID(type: .credential, id: $0) }
        let found = try await Registry(path: registry.path).subjects(ids).subjects.compactMap { subject in
            if case .credential(let record) = subject { record } else { nil }
        }
        let days = found.sorted { $0.credential.id < $1.credential.id }.map { record in
            [record.predecessor, record.successor].map { $0?.issuedOn?.description ?? "-" }
        }
        #expect(days == [["-", "2025-12-15"], ["2024-12-15", "-"]])
    }
}
