import Foundation
import GRDB
import RegistryFixtures
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct PeopleTests {
    private static let hash = String(repeating: "0a", count: 32)
    private static let otherHash = String(repeating: "0b", count: 32)

    /// 张伟 with a registration and a credential that was lost; 王芳, who is 张伟 too, with a second registration.
    private func office() throws -> RecordOffice {
        let office = try RecordOffice()
        try office.addCredential()
        try office.file.execute(
            """
            UPDATE person SET phone = '13800138000' WHERE id = 'P-1';
            UPDATE person SET email = 'wang.fang@example.test', phone = '13900139000', birth_year = 1980 WHERE id = 'P-2';
            INSERT INTO registration (id, person_id, valid_until, left_on, updated_at)
                VALUES ('R-2', 'P-2', '2031-03-15', '2026-01-05', '2026-01-05T00:00:00Z');
            INSERT INTO loss_report (id, credential_id, state, updated_at)
                VALUES ('L-1', 'C-1', 'draft', '2026-01-05T00:00:00Z');
            INSERT INTO reissue (id, loss_report_id, state, updated_at)
                VALUES ('I-1', 'L-1', 'requested', '2026-01-05T00:00:00Z');
            INSERT INTO sighting VALUES ('registration', 'R-1', '名单.xlsx', '2026-01-05T01:00:00Z');
            INSERT INTO import_run VALUES (1, '名单.xlsx', '2026-01-05T01:00:00Z', 'refused', '文件：名单.xlsx');
            """
        )
        return office
    }

    @Test func someoneIsFoundByIdOrWholeName() throws {
        let office = try office()
        #expect(try office.registry.people(called: "P-1").map(\.name) == ["张伟"])
        #expect(try office.registry.people(called: " 张伟 ").map(\.id) == ["P-1"])
        #expect(try office.registry.people(called: "张").isEmpty)
        try office.file.execute("UPDATE person SET name = '张伟' WHERE id = 'P-3'")
        let two = try office.registry.people(called: "张伟")
        #expect(two.map(\.id) == ["P-1", "P-3"] && two.map(\.employer) == ["示例化工有限公司", nil])
    }

    @Test func everythingOfTheSecondBelongsToTheFirst() throws {
        let office = try office()
        let merge = try office.registry.merge("P-2", into: "P-1", writes: true, office.on("2026-03-10"))
        #expect(merge.isWritten)
        #expect(Set(merge.moved) == [RowName("registration", "R-2"), RowName("qualification", "Q-2")])
        #expect(merge.filled.map(\.column) == ["email", "birth_year"])
        #expect(merge.differing.map(\.column) == ["name", "phone"])
        #expect(try office.rows("person_id", from: "registration") == ["P-1", "P-1"])
        #expect(try office.rows("person_id", from: "qualification") == ["P-1"])
        #expect(
            try office.rows("id", "name", "email", "phone", "birth_year", from: "person") == [
                "P-1 张伟 wang.fang@example.test 13800138000 1980", "P-3 李娜 - - -",
            ]
        )
        let history = try office.history()
        #expect(history.contains("person.merged registration R-2") && history.contains("person.merged person P-2"))
        #expect(try office.strings("SELECT details FROM history WHERE record_id = 'P-2'")[0].contains(#""to":"P-1""#))
        #expect(try office.strings("PRAGMA foreign_key_check").isEmpty)
    }

    @Test func aTrialChangesNothing() throws {
        let office = try office()
        let before = try office.contents()
        let merge = try office.registry.merge("P-2", into: "P-1", writes: false, office.on("2026-03-10"))
        #expect(!merge.isWritten && merge.moved.count == 2)
        #expect(try office.contents() == before)
    }

    @Test func anIdentityNumberOfEitherIsKept() throws {
        for (first, second) in [(Self.hash, nil), (nil, Self.hash), (Self.hash, nil)] as [(String?, String?)] {
            let office = try office()
            for (id, hash) in [("P-1", first), ("P-2", second)] {
                guard let hash else { continue }
                try office.file.execute("UPDATE person SET identity_hash = '\(hash)' WHERE id = '\(id)'")
            }
            _ = try office.registry.merge("P-2", into: "P-1", writes: true, office.on("2026-03-10"))
            #expect(try office.strings("SELECT identity_hash FROM person WHERE id = 'P-1'") == [Self.hash])
        }
    }

    @Test func twoIdentityNumbersAreTwoPeople() throws {
        let office = try office()
        try office.file.execute("UPDATE person SET identity_hash = '\(Self.hash)' WHERE id = 'P-1'")
        try office.file.execute("UPDATE person SET identity_hash = '\(Self.otherHash)' WHERE id = 'P-2'")
        let before = try office.contents()
        let context = try office.on("2026-03-10")
        for (second, first) in [("P-2", "P-1"), ("P-1", "P-1"), ("P-9", "P-1"), ("P-1", "P-9")] {
            #expect(throws: RecordingError.self) {
                _ = try office.registry.merge(second, into: first, writes: true, context)
            }
        }
        #expect(try office.contents() == before)
    }

    @Test func thePersonsFileHoldsAllThatIsKnown() throws {
        let office = try office()
        _ = try office.registry.end(registration: "R-1", as: .cancelled, office.on("2026-03-10"))
        try office.file.execute("UPDATE person SET identity_hash = '\(Self.hash)' WHERE id = 'P-1'")
        let file = try #require(try office.registry.file(ofPerson: "P-1"))
        #expect(file.name == "张伟" && file.hasIdentityNumber)
        #expect(
            file.records.map(\.name.description) == [
                "registration R-1", "credential C-1", "loss report L-1", "reissue I-1",
                "relying party subscription C-1",
            ]
        )
        #expect(file.history.map(\.event) == ["registration.cancelled"])
        #expect(!"\(file)".contains(Self.hash))
        #expect(try office.registry.file(ofPerson: "P-9") == nil)
    }

    @Test func anErasedPersonIsNowhereInTheFile() throws {
        let office = try office()
        _ = try office.registry.merge("P-2", into: "P-1", writes: true, office.on("2026-03-10"))
        try office.file.execute("UPDATE registration SET successor_id = 'R-1' WHERE id = 'R-2'")
        try office.file.execute("UPDATE person SET identity_hash = '\(Self.hash)' WHERE id = 'P-1'")
        let copy = try office.registry.keepCopy(at: UnixTime(seconds: 0))
        let gone = try office.registry.erase(person: "P-1", office.on("2026-03-12"))
        #expect(gone.rows.last == RowName("person", "P-1") && gone.rows.count == 8 && gone.leftBytes == nil)
        for table in [
            "registration", "credential", "qualification", "loss_report", "reissue", "relying_party_subscription",
        ] {
            #expect(try office.strings("SELECT count(*) FROM \(table)") == ["0"], "\(table)")
        }
        #expect(try office.strings("SELECT id FROM person") == ["P-3"])
        #expect(try office.strings("SELECT count(*) FROM sighting") == ["0"])
        #expect(try office.history().last == "person.erased person P-1")
        #expect(office.registry.forgetCopies().removed == 1)
        #expect(!FileManager.default.fileExists(atPath: copy.path))
        let bytes = try Data(contentsOf: URL(filePath: office.file.path))
        for trace in ["张伟", "wang.fang@example.test", "13800138000", "44010001234", Self.hash] {
            #expect(bytes.range(of: Data(trace.utf8)) == nil, "\(trace)")
        }
        #expect(throws: DatabaseError.self) { try office.file.execute("UPDATE history SET event = 'x'") }
        #expect(try office.registry.check(on: day("2026-03-12")).damage == [])
    }

    /// As when an id was free again, or somebody wrote the history by hand.
    @Test func peopleWhoBecameEachOtherAreErasedToo() throws {
        let office = try office()
        _ = try office.registry.merge("P-2", into: "P-1", writes: true, office.on("2026-03-10"))
        try office.file.execute("INSERT INTO person (id, name) VALUES ('P-2', '王芳')")
        _ = try office.registry.merge("P-1", into: "P-2", writes: true, office.on("2026-03-10"))
        let gone = try office.registry.erase(person: "P-2", office.on("2026-03-12"))
        #expect(gone.rows.last == RowName("person", "P-2"))
        let details = "SELECT details FROM history WHERE event = 'person.merged' AND record_type = 'person'"
        #expect(try office.strings(details).allSatisfy { !$0.contains("P-") })
    }

    @Test func whatInterruptedCommandsLeftGoesToo() throws {
        let office = try office()
        let file = office.file.path
        let copy = try office.registry.keepCopy(at: UnixTime(seconds: 0)).path
        for name in ["\(copy).partial", "\(copy).partial-journal", "\(file).undo.partial", "\(file).own.partial"] {
            try Data("张伟".utf8).write(to: URL(filePath: name))
        }
        #expect(office.registry.forgetCopies() == ReferenceRegistry.ForgottenCopies(removed: 4))
        let folder = URL(filePath: file).deletingLastPathComponent().path
        let left = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains(".partial") }
        #expect(left.map { $0.hasSuffix(".own.partial") } == [true], "nobody knows what it is")
    }

    @Test func aCopyThatStaysIsNamed() throws {
        let office = try office()
        let copy = RegistryCopy(of: office.file.path, at: UnixTime(seconds: 0)).path
        // Nobody can remove a folder as if it were a file.
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
        let copies = office.registry.forgetCopies()
        #expect(copies.removed == 0 && copies.left.map(\.path) == [copy])
    }

    @Test func whileSomebodyReadsOldBytesStayAndThatIsSaid() throws {
        let office = try office()
        let reader = try DatabaseQueue(path: office.file.path)
        try office.file.execute("PRAGMA journal_mode = WAL")
        try reader.inDatabase { database in
            try database.execute(sql: "BEGIN; SELECT count(*) FROM person")
            let gone = try office.registry.erase(person: "P-1", office.on("2026-03-12"))
            #expect(gone.leftBytes == .busy(path: office.file.path))
            try database.execute(sql: "COMMIT")
        }
    }

    @Test func whoIsUnknownIsNotErased() throws {
        let office = try office()
        let before = try office.contents()
        let context = try office.on("2026-03-12")
        #expect(throws: RecordingError.self) { _ = try office.registry.erase(person: "P-9", context) }
        #expect(try office.contents() == before)
    }
}
