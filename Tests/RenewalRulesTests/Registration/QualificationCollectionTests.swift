import RenewalRules
import Testing

/// When a qualification certificate is expected and can be collected.
@Suite struct QualificationCollectionTests {
    static let collections = Vector.all.filter { $0["subject"] == "collection" }

    @Test func vectorFileHasEveryRow() {
        #expect(Self.collections.count == 2)
    }

    @Test(arguments: collections) func estimateMatchesTheVectors(vector: Vector) throws {
        let collection = QualificationCollection(resultsOn: try vector.date("valid_from"))
        let extra = Vector.pairs(in: vector["expected_extra"])
        #expect(collection.collectAbout?.description == extra["collect_about"])
        #expect(collection.state(on: try vector.date("today")) == .unannounced)
    }

    @Test(arguments: [
        (-1, QualificationCollection.State.notOpen), (0, .open), (14, .open), (15, .closed), (20, .collected),
    ])
    func theAnnouncedPeriodIncludesBothDays(offset: Int, state: QualificationCollection.State) {
        let opens = CalendarDate(dayNumber: 20_500)
        let collection = QualificationCollection(
            resultsOn: nil,
            opensOn: opens,
            closesOn: opens.adding(days: 14),
            collectedOn: opens.adding(days: 20)
        )
        #expect(collection.state(on: opens.adding(days: offset)) == state)
    }

    @Test func oneAnnouncedDayIsEnough() {
        let day = CalendarDate(dayNumber: 20_500)
        #expect(QualificationCollection(resultsOn: nil, opensOn: day).state(on: .last) == .open)
        #expect(QualificationCollection(resultsOn: nil, closesOn: day).state(on: day) == .open)
    }

    @Test func announcementIsLateThirtyDaysAfterTheEstimate() throws {
        let results = try #require(CalendarDate("2025-11-30"))
        let about = try #require(CalendarDate("2026-02-28"))
        let collection = QualificationCollection(resultsOn: results)
        #expect(!collection.isAnnouncementLate(on: about.adding(days: 30)))
        #expect(collection.isAnnouncementLate(on: about.adding(days: 31)))
        let announced = QualificationCollection(resultsOn: results, opensOn: about)
        #expect(!announced.isAnnouncementLate(on: .last))
        #expect(!QualificationCollection(resultsOn: nil).isAnnouncementLate(on: .last))
    }
}
