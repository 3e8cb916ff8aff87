import RenewalDelivery
import RenewalRules
import Testing

@Suite struct CancelReasonTests {
    @Test func everyReasonIsReadFromItsWord() {
        for reason in CancelReason.allCases { #expect(CancelReason(rawValue: reason.rawValue) == reason) }
        #expect(CancelReason.allCases.count == RenewalCourse.StopReason.allCases.count + 7)
    }

    @Test func theWordsOfAnOperatorAreNoReasonOfOurs() {
        #expect(CancelReason(rawValue: "renewed at the counter") == nil)
    }
}
