import RenewalDelivery
import RenewalRules
import Testing

@Suite struct StableIDTests {
    /// The prefix of SHA-256 in RFC 4648 base 32, as Python's `hashlib` and `base64` compute it.
    @Test(arguments: [
        ("", "4oymiquy7qobjgx36tejs35zeq"), ("abc", "xj4bnp4pahh6uqkbidpf3lrceo"),
        ("注册/R-0001", "7zh6ihdijdhqph23h3dgwh46bu"),
        (String(repeating: "a", count: 200), "ykuqrwmplx4yplpednp44ijqm7"),
    ])
    func idIsAPrefixOfSHA256(text: String, base32: String) {
        #expect(StableID.of(text) == base32)
    }

    @Test func hostileIDsHaveDistinctKeys() throws {
        let expires = try #require(CalendarDate("2026-03-15"))
        let ids = ["a/b", "a%2Fb", "a/\u{301}b", "a%2F\u{301}b", "a", "a%", "注册/1", ""].map { id in
            NoticeKey(
                series: NoticeSeries(record: RecordID(type: .registration, id: id), expires: expires),
                kind: .markReached,
                milestone: .monthsBefore(3),
                audience: .holder
            )
        }
        #expect(Set(ids.map(\.description)).count == ids.count)
        #expect(Set(ids.map(\.noticeID)).count == ids.count)
    }
}

@Suite struct RetryScheduleTests {
    @Test func mailWaitsByAgeBetweenItsLimits() {
        func delay(_ age: Int, _ chance: Double = 0) -> Duration? {
            let schedule = RetrySchedule.mail(giveUpAfter: .seconds(432_000))
            return schedule.delay(age: .seconds(age), retryAfter: nil, limit: .seconds(86_400), chance: chance)
        }
        #expect(delay(0) == .seconds(300))
        #expect(delay(0, 0.5) == .seconds(600))
        #expect(delay(600) == .seconds(1800))
        #expect(delay(9000) == .seconds(9000))
        #expect(delay(431_999) == .seconds(14_400))
        #expect(delay(432_000) == nil)
    }

    /// The attempts of a webhook that always fails, each after the delay returned for the previous one.
    @Test(arguments: [0, 0.3, 0.999]) func webhooksFollowTheirScheduleAndEnd(chance: Double) {
        var (age, delays) = (Duration.zero, [Duration]())
        while let delay = RetrySchedule.webhook(giveUpAfter: .seconds(259_200)).delay(
            age: age,
            retryAfter: nil,
            limit: .seconds(86_400),
            chance: chance
        ), delays.count < 20 {
            delays.append(delay)
            age += delay + .milliseconds(20)
        }
        #expect((8...10).contains(delays.count))
        #expect(delays == delays.sorted())
        #expect(age > .seconds(3 * 86_400 * 0.8))
    }

    @Test func retryAfterMayLengthenButNotShorten() {
        func delay(_ age: Int, retryAfter: Int) -> Duration? {
            RetrySchedule.webhook(giveUpAfter: .seconds(259_200)).delay(
                age: .seconds(age),
                retryAfter: .seconds(retryAfter),
                limit: .seconds(86_400),
                chance: 0.5
            )
        }
        #expect(delay(0, retryAfter: 120) == .seconds(120))
        #expect(delay(10, retryAfter: 1) == .seconds(300))
        #expect(delay(10, retryAfter: 10_000_000) == .seconds(86_400))
    }
}

@Suite struct VerdictTests {
    @Test func repliesAreShortAndPrintable() {
        let verdict = Verdict(
            .retry,
            at: .smtp(.rcpt),
            about: .recipient,
            reply: "450 \u{1B}[31m\u{202E}稍后\r\n" + String(repeating: "再", count: 200)
        )
        #expect(verdict.reply.utf8.count <= 200)
        #expect(verdict.reply.hasPrefix("450  [31m 稍后"))
    }
}
