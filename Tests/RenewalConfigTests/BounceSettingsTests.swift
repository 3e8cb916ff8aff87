import RenewalCouriers
import RenewalRules
import Testing

@testable import RenewalConfig

@Suite struct BounceSettingsTests {
    let workplace: Workplace

    init() throws { workplace = try Workplace() }

    @Test func theySayWhereReportsAreAndWhatTheyCost() throws {
        let text = "bounces: {maildir: bounces, verp: true, suppress_after: 3, suppress_for: 90d}\n"
        let settings = try workplace.parse(goodConfiguration + text)
        #expect(settings.bounces.maildir?.hasSuffix("/bounces") == true)
        #expect(settings.bounces.suppressAfter == 3 && settings.bounces.suppressFor == .days(90))
        for case .smtp(let smtp) in settings.channels.map(\.kind) { #expect(smtp.verp) }
    }

    @Test func withoutThemNothingIsLookedAt() throws {
        let settings = try workplace.parse(goodConfiguration)
        #expect(settings.bounces == BounceSettings() && settings.bounces.maildir == nil && !settings.bounces.verp)
    }
}
