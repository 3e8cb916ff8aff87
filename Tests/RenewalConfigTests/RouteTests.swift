import RenewalRules
import Testing

@testable import RenewalConfig

@Suite struct RouteTests {
    @Test func routeWithoutConditionsMatchesEverything() {
        let route = Route(channels: ["drop"])
        for audience in Audience.allCases {
            #expect(route.matches(audience: audience, severity: .info, kind: .expired))
        }
    }

    @Test func everyConditionMustMatch() {
        let route = Route(
            audiences: [.holder, .employer],
            severities: [.urgent],
            kinds: [.expired],
            channels: ["drop"]
        )
        #expect(route.matches(audience: .employer, severity: .urgent, kind: .expired))
        #expect(!route.matches(audience: .administrator, severity: .urgent, kind: .expired))
        #expect(!route.matches(audience: .holder, severity: .warning, kind: .expired))
        #expect(!route.matches(audience: .holder, severity: .urgent, kind: .lastCall))
    }

    @Test func readsOneWordOrAList() throws {
        let workplace = try Workplace()
        let text = goodConfiguration.replacing(
            "{audience: holder}",
            with: "{audience: [holder, relying_party], severity: critical, kind: application.overdue}"
        )
        let route = try workplace.parse(text).routes[0]
        #expect(route.audiences == [.holder, .relyingParty])
        #expect(route.severities == [.critical])
        #expect(route.kinds == [.applicationOverdue])
        #expect(route.fallback.isEmpty)
    }

    @Test func readsTheFallback() throws {
        let workplace = try Workplace()
        let text = goodConfiguration.replacing("send: [office-mail]", with: "send: [office-mail], fallback: hr")
        #expect(try workplace.parse(text).routes[0].fallback == ["hr"])
    }
}
