import Testing

@testable import RenewalRules

@Suite struct HoldScopeTests {
    @Test(arguments: [
        HoldScope.everything, .part(of: .employer("E-0007"), isUrgent: false),
        .part(of: .employer("urgent:record:x"), isUrgent: true), .part(of: .records(.credential), isUrgent: true),
        .part(of: .records(.credentialApplication), isUrgent: false),
    ]) func roundTripsThroughItsText(scope: HoldScope) { #expect(HoldScope("\(scope)") == scope) }

    @Test(arguments: ["employer", "employer:", "record:", "record:house", "urgent:", "E-0007", ":", "urgent:E-7"])
    func unknownScopesAreRefused(text: String) { #expect(HoldScope(text) == nil) }
}
