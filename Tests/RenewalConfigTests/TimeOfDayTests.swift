import Testing

@testable import RenewalConfig

@Suite struct TimeOfDayTests {
    @Test(arguments: [("00:00", 0), ("08:30", 510), ("23:59", 1439), ("24:00", 1440)])
    func readsHoursAndMinutes(text: String, minutes: Int) {
        #expect(TimeOfDay(text)?.minutes == minutes)
        #expect(TimeOfDay(text)?.description == text)
    }

    @Test(arguments: ["", "8:30", "08:3", "24:01", "25:00", "08:60", "-1:00", "+8:30", "08:30:00", " 08:30", "０８:30"])
    func refusesEverythingElse(text: String) {
        #expect(TimeOfDay(text) == nil)
    }

    @Test func isOrderedByTheClock() throws {
        #expect(try #require(TimeOfDay("09:59")) < #require(TimeOfDay("10:00")))
    }
}
