import GRDB
import RenewalRules
import RenewalSQLite
import RenewalTestSupport
import Testing

@testable import RenewalRegistry

@Suite struct RegistryErrorTests {
    private static let full = DatabaseError(resultCode: .SQLITE_FULL, message: "database or disk is full").said

    static let all: [RegistryError] = [
        .missing(path: "/x/登记.db"), .unreadable(path: "/x", reason: full), .notADatabase(path: "/x"),
        .schemaTooNew(path: "/x", found: 9, known: 5), .layout(path: "/x", reason: full),
        .mapping(setting: "registry.mapping.registrations", reason: full), .busy(path: "/x"),
        .cannotCreate(path: "/x", reason: full), .tooLong(path: "/x", object: nil, limit: .seconds(60)),
        .tooMuch(path: "/x", object: Phrase("application表", "the rows of application"), reason: full),
        .badFile(name: "人员.csv", line: 3, reason: full), .unknownTable(name: "人员", known: ["person", "employer"]),
        .cancelled,
    ]

    /// A new case does not compile until it has a number here, and a sample above.
    private func number(of error: RegistryError) -> Int {
        switch error {
        case .missing: 0
        case .unreadable: 1
        case .notADatabase: 2
        case .schemaTooNew: 3
        case .layout: 4
        case .mapping: 5
        case .busy: 6
        case .cannotCreate: 7
        case .tooLong: 8
        case .tooMuch: 9
        case .badFile: 10
        case .unknownTable: 11
        case .cancelled: 12
        }
    }

    private func expectSound(_ phrase: Phrase) {
        #expect(SentenceReview.faults(chinese: phrase.chinese, english: phrase.english) == [])
    }

    @Test func eachErrorSaysTheSameInBothLanguages() {
        #expect(Self.all.map(number) == Array(0...12))
        for error in Self.all {
            expectSound(error.phrase)
            #expect(error.phrase.english == "\(error)")
        }
    }

    @Test func whatEndsAReadingSaysTheSameInBothLanguages() {
        let causes: [ReadingFailure.Cause] = [
            .sqlite(DatabaseError(resultCode: .SQLITE_TOOBIG)), .sqlite(DatabaseError(resultCode: .SQLITE_CANTOPEN)),
            .sqlite(DatabaseError(resultCode: .SQLITE_CORRUPT)), .sqlite(DatabaseError(resultCode: .SQLITE_ERROR)),
            .tooLong(.seconds(60)), .tooLarge(1 << 28), .tooMany(100_000), .tooManyViews,
        ]
        for cause in causes {
            for object in [nil, Phrase(verbatim: "registry.mapping.registrations")] {
                expectSound(RegistryError(ReadingFailure(object: object, cause: cause), path: "/x").phrase)
            }
        }
    }

    @Test func theEnglishIsWhatItAlwaysWas() {
        #expect(
            "\(Self.all[8])"
                == "reading records of the registry /x: given up after 60 s; look for a view or a SELECT of registry.mapping "
                + "that does not end, or raise registry.read_timeout"
        )
        #expect("\(Self.all[1])" == "using the registry /x: database or disk is full")
    }

    @Test func whatSQLiteSaysIsQuotedBehindItsMeaning() {
        #expect(Self.full.chinese == "磁盘空间已满，SQLite提示“database or disk is full”")
        let unknown = DatabaseError(resultCode: .SQLITE_ERROR, message: "no such table: t").said
        #expect(unknown.chinese == "SQLite提示“no such table: t”")
    }

    @Test func whyACellCannotBeReadIsSaidInBothLanguages() {
        let all: [CellProblem] = [
            .notUTF8("name"), .tooLong("name"), .notText("name"), .missing("id"), .notADay("valid_until"),
            .notAnInstant("not_after"), .notANumber("term_years", in: 1...10), .noneOf(["active", "void"], "state"),
        ]
        for problem in all { expectSound(problem.reason) }
    }
}
