import RenewalRules
import Testing

/// What a column of addresses holds.
@Suite struct EmailAddressesTests {
    @Test(arguments: [
        "a@x.test;b@x.test", "a@x.test, b@x.test", "a@x.test、b@x.test", "a@x.test；b@x.test", "a@x.test，b@x.test",
        "a@x.test b@x.test", "a@x.test\u{3000}b@x.test", "a@x.test\u{A0}b@x.test", "a@x.test\nb@x.test",
        "a@x.test\r\nb@x.test", "a@x.test\tb@x.test", " a@x.test ; b@x.test ", ";a@x.test;;b@x.test；",
    ])
    func severalAreSeparatedInManyWays(text: String) {
        let addresses = EmailAddresses(text)
        #expect(addresses.usable.map(\.description) == ["a@x.test", "b@x.test"])
        #expect(addresses.problems == [])
        #expect(addresses.text == "a@x.test;b@x.test")
    }

    @Test(arguments: ["li.wei@example.test", " li.wei@example.test\u{3000}", "li.wei@example.test;"])
    func oneIsOne(text: String) {
        #expect(EmailAddresses(text).text == "li.wei@example.test")
        #expect(EmailAddresses(text).problems == [])
    }

    @Test func repetitionsCountOnce() {
        let addresses = EmailAddresses("Li.Wei@Example.test;b@x.test;li.wei@example.test")
        #expect(addresses.text == "Li.Wei@Example.test;b@x.test")
        #expect(addresses.mailboxes == ["li.wei@example.test", "b@x.test"])
        #expect(addresses.problems == [])
    }

    @Test(arguments: [
        ("a@x.test;b@x", EmailAddress.Problem.hasBadDomain), ("b@;a@x.test", .hasBadDomain),
        ("a@x.test;无", .isNotASCII), ("张三 a@x.test", .isNotASCII), ("a@x.test；b@@x.test", .hasNoSingleAt),
        ("待补充、a@x.test", .isNotASCII), ("a@x.test;b x@y.test", .hasBadLocalPart),
    ])
    func aBadOneLeavesTheOthers(text: String, problem: EmailAddress.Problem) {
        let addresses = EmailAddresses(text)
        #expect(addresses.text == "a@x.test")
        #expect(addresses.problems == [.partlyUnusable(problem)])
    }

    /// The last part of a torn address is somebody else's.
    @Test(arguments: [
        ("zhang san@x.test", EmailAddress.Problem.hasBadLocalPart), ("zhang@x.test .cn", .hasBadDomain),
        ("zhang@x.test\nBcc: a@x.test", .hasLineBreakOrControl), ("Zhang San <zhang@x.test>", .hasBadLocalPart),
        ("a@b.test x", .hasBadDomain),
    ])
    func whatMayBeTornIsNotUsed(text: String, problem: EmailAddress.Problem) {
        #expect(EmailAddresses(text).usable == [])
        #expect(EmailAddresses(text).problems == [.unusable(problem)])
    }

    @Test(arguments: [
        ("", EmailAddress.Problem.isEmpty), (" \u{3000}\n", .isEmpty), ("；、", .isEmpty), ("无", .isNotASCII),
        ("138-0000-0001", .hasNoSingleAt), ("a@;@b", .hasBadDomain),
    ])
    func withoutAnyItIsUnusable(text: String, problem: EmailAddress.Problem) {
        #expect(EmailAddresses(text).usable == [])
        #expect(EmailAddresses(text).problems == [.unusable(problem)])
        #expect(EmailAddresses(text).text.isEmpty)
    }

    @Test func theEleventhIsAProblem() {
        let ten = (1...10).map { "p\($0)@x.test" }
        #expect(EmailAddresses(ten.joined(separator: " ")).problems == [])
        #expect(EmailAddresses((ten + ["P1@x.test"]).joined(separator: " ")).problems == [])
        let eleven = EmailAddresses((ten + ["p11@x.test", "p12@x.test"]).joined(separator: ";"))
        #expect(eleven.usable.map(\.description) == ten)
        #expect(eleven.problems == [.tooMany])
        #expect(eleven.problems.first?.phrase.english == "has more than 10 addresses")
    }

    @Test(arguments: ["a@x.test;b@x.test", "a@x.test、b@x.test", "无", "a@x.test b@x.test", "a@x.test\nb@x.test"])
    func whatMayBeSeveralIsSeen(text: String) {
        #expect(EmailAddresses.mayBeSeveral(text))
        #expect(!EmailAddresses.mayBeSeveral("a@x.test"))
    }

    /// A record whose holder has one usable address among others asks nobody to put the contact right.
    @Test(arguments: [
        ("a@x.test;无", false), ("无;b@", true), ("a@x.test b@x.test", false), ("；", true),
    ])
    func theContactIsMissingOnlyWithoutAUsableOne(email: String, isMissing: Bool) throws {
        let day = try #require(CalendarDate("2025-12-15"))
        let record = RegistrationRecord(
            registration: Registration(id: "R-1", validUntil: day.adding(days: 90)),
            holder: Person(id: "P-1", name: "张三", email: email)
        )
        let course = RenewalCourse(of: .registration(record), on: day, policy: RenewalPolicy())
        #expect(course.marks.contains { $0.kind == .dataContactMissing } == isMissing)
    }
}
