import Foundation
import RegistryFixtures
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

/// The sample registry that the project ships can be imported and read without changes.
@Suite struct SampleTests {
    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Config/sample")

    private static let tables = [
        "review_body": 98, "employer": 150, "person": 1753, "registration": 2000, "application": 428,
        "qualification": 100, "credential": 834, "credential_application": 60, "loss_report": 50,
        "reissue": 27, "relying_party": 3, "relying_party_subscription": 79,
    ]

    @Test func importsWithoutARejectedRow() async throws {
        let file = try TestRegistry.reference()
        let registry = try ReferenceRegistry(path: file.path)
        let now = UnixTime(seconds: 1_780_272_000)
        let today = now.day(utcOffset: .seconds(8 * 3600))
        let options = ImportOptions(writes: true, skipsBad: false, updatedAt: now, day: today)
        for table in ReferenceRegistry.tables {
            guard let rows = Self.tables[table] else { continue }
            let url = Self.folder.appending(path: "\(table).csv")
            let report = try registry.importCSV(
                [ImportFile(name: url.path, bytes: Array(Data(contentsOf: url)))],
                options: options
            ) { _, _ in }[0]
            #expect(report.rejected.isEmpty)
            #expect((report.inserted, report.written) == (rows, true), "\(table)")
        }

        let check = try registry.check(on: day("2026-01-01"))
        #expect(check.damage.isEmpty)
        #expect(check.counts.filter { $0.rows > 0 }.count == Self.tables.count)
        #expect(check.problems.count { $0.table == "person" } == 10)
        #expect(check.problems.allSatisfy { ["email", "valid_until"].contains($0.column) })
        try await expectEverySituation(in: Registry(path: file.path))
    }

    private func expectEverySituation(in registry: Registry) async throws {
        let found = try await registry.scan(.first ... .last, limit: 500)
        #expect(found.records.count == 2000)
        #expect(found.quarantined.isEmpty)
        #expect(Set(found.records.map(\.registration.state)) == Set(RegistrationState.allCases))
        #expect(Set(found.records.compactMap(\.registration.category)).count == 7)
        #expect(found.records.compactMap(\.registration.category).allSatisfy { CategoryName($0).doubt == nil })
        expectFittingReviewBodies(of: found.records)
        expectFittingCategories(of: found.records)
        #expect(found.records.contains { $0.registration.change != nil })
        #expect(found.records.contains { $0.holder?.declinedRenewalOn != nil })
        #expect(found.records.contains { $0.holder?.language == .english })
        #expect(found.records.contains { $0.applications.contains(where: \.state.isPending) })
        let addresses = found.records.flatMap { [$0.holder?.email, $0.employer?.email] }.compactMap { $0 }
        #expect(addresses.allSatisfy { $0.hasSuffix("@example.test") })
    }

    /// Housing reviews construction, transport reviews road transport, each in the employer's province; the groups of
    /// the central government review their own people (V8).
    private func expectFittingReviewBodies(of records: [RegistrationRecord]) {
        let bodies = Set(records.compactMap(\.reviewBody?.name))
        for trade in ["应急管理", "住房和城乡建设", "交通", "中国"] {
            #expect(bodies.contains { $0.contains(trade) }, "no \(trade) among the review bodies")
        }
        for record in records {
            let (body, employer) = (record.reviewBody?.name ?? "", record.employer?.name ?? "")
            if employer.hasPrefix("中国") {
                #expect(employer.hasPrefix(body.replacing("（示例）", with: "")))
                continue
            }
            #expect(body.prefix(2) == employer.prefix(2), "\(body) reviews \(employer)")
            switch record.registration.category.flatMap(PracticeCategory.init(recorded:)) {
            case .construction: #expect(body.contains("住房和城乡建设"))
            case .roadTransport: #expect(body.contains("交通"))
            case .coalMine, .otherMine, .chemical, .metalSmelting, .other, nil: #expect(body.contains("应急管理"))
            }
        }
    }

    /// An engineer is registered in the category of the employer's trade, which its name tells.
    private func expectFittingCategories(of records: [RegistrationRecord]) {
        let trades: [(String, PracticeCategory)] = [
            ("煤业", .coalMine), ("矿业", .otherMine), ("化工", .chemical), ("冶金", .metalSmelting), ("建设", .construction),
            ("运输", .roadTransport),
        ]
        for record in records {
            let name = record.employer?.name ?? ""
            let trade = trades.first { name.contains($0.0) }?.1 ?? .other
            #expect(record.registration.category.flatMap(PracticeCategory.init(recorded:)) == trade, "\(name)")
            let new = record.registration.change?.category.flatMap(PracticeCategory.init(recorded:))
            #expect(new == nil || new != trade, "\(name) changes to what it has")
        }
    }

    @Test func isSmall() throws {
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.folder,
            includingPropertiesForKeys: [.fileSizeKey]
        )
        let size = try files.reduce(0) { try $0 + ($1.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0) }
        #expect(files.count == Self.tables.count)
        #expect(size < 600_000)
    }
}
