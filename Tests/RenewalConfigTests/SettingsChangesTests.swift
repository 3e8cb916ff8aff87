import Testing

@testable import RenewalConfig

/// What a reload says has changed.
@Suite struct SettingsChangesTests {
    private let workplace: Workplace

    init() throws { workplace = try Workplace() }

    private func changes(from old: String = goodConfiguration, to new: String) throws -> String {
        try workplace.parse(new).changes(since: workplace.parse(old)).description
    }

    @Test func theSameContentIsNoChange() throws {
        let other =
            "# another comment\n"
            + goodConfiguration.replacing("mail.example.test:465", with: "mail.example.test:465 # x")
            .replacing("type: webhook", with: "\"type\":  'webhook'")
        #expect(try changes(to: other) == "nothing changed")
        #expect(
            try changes(to: goodConfiguration + "delivery: {}\n") == "nothing changed",
            "an empty section says nothing"
        )
    }

    @Test func anotherOrderOfKeysIsNoChange() throws {
        let swapped = goodConfiguration.replacing("version: 1\n", with: "") + "version: 1\n"
        #expect(try changes(to: swapped) == "nothing changed")
    }

    @Test func aKeyIsNamedWithoutItsValue() throws {
        let new = goodConfiguration.replacing("mail.example.test", with: "relay.example.test")
            .replacing("audience: holder", with: "audience: employer")
        #expect(try changes(to: new) == "channels.office-mail.url, routes[0]")
    }

    @Test func newAndGoneKeysAreNamed() throws {
        let more = goodConfiguration + "delivery: {lease: 20m, stop_grace: 9s}\n"
        #expect(try changes(to: more) == "delivery.lease (new), delivery.stop_grace (new)")
        #expect(try changes(from: more, to: goodConfiguration) == "delivery.lease (gone), delivery.stop_grace (gone)")
        let drop = "  drop: {type: maildir, path: /var/lib/drop, from: office@example.test}\nroutes:"
        #expect(try changes(to: goodConfiguration.replacing("routes:", with: drop)) == "channels.drop (new)")
    }

    /// An item put in before others does not change them.
    @Test func itemsOfAListAreCountedFromZero() throws {
        let first = "- {match: {audience: holder}, send: [office-mail]}"
        let both = goodConfiguration.replacing(first, with: "- {match: {audience: employer}, send: [hr]}\n  \(first)")
        #expect(try changes(to: both) == "routes[0] (new)")
        #expect(try changes(from: both, to: goodConfiguration) == "routes[0] (gone)")
        let changed = both.replacing(first, with: first.replacing("[office-mail]", with: "[hr]"))
        #expect(try changes(from: both, to: changed) == "routes[1]")
    }

    @Test func aListOfWordsIsNamedAsAWhole() throws {
        let days = ["[mon, tue]", "[mon, wed]"].map { goodConfiguration + "schedule: {send_days: \($0)}\n" }
        #expect(try changes(from: days[0], to: days[1]) == "schedule.send_days")
    }

    @Test func anotherSecretBehindTheSameKeyIsAChange() throws {
        let old = try workplace.parse(goodConfiguration)
        try workplace.write(Workplace.webhookSecret.replacing("Bw", with: "Cw"), to: "credentials/hr", mode: 0o444)
        let new = try workplace.parse(goodConfiguration)
        #expect(new.changes(since: old).description == "channels.hr (secret)")
    }

    @Test func anotherURLOfTheHeartbeatIsAChange() throws {
        func settings(_ url: String) throws -> Settings {
            try workplace.write(url, to: "credentials/watch", mode: 0o444)
            return try workplace.parse(goodConfiguration + "heartbeat: {url: {credential: watch}}\n")
        }
        let (old, new) = (try settings("https://watch.example.test/1"), try settings("https://watch.example.test/2"))
        #expect(new.changes(since: old).description == "heartbeat.url (secret)")
        #expect(old.changes(since: try workplace.parse(goodConfiguration)).description == "heartbeat.url (new)")
    }

    @Test func aRewrittenFileIsToldInShort() throws {
        let many = (1...30).map { "  a\($0): {type: maildir, path: /var/lib/\($0), from: office@example.test}\n" }
        let new = goodConfiguration.replacing("routes:", with: many.joined() + "routes:")
        #expect(try changes(to: new).hasSuffix("channels.a12 (new), 18 more"))
    }
}
