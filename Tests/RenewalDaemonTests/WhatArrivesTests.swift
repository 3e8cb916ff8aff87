import Foundation
import RenewalConfig
import RenewalOutbox
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon
@testable import RenewalNotices

/// The table of what reaches a program, in the page for consumers of events, is what the planner does.
@Suite struct WhatArrivesTests {
    /// `Scripts/notices --update` takes an intended change over, by setting this variable.
    private static let isUpdating = ProcessInfo.processInfo.environment["RENEWALD_UPDATE_NOTICES"] == "1"
    private static let marks = (begin: "<!-- what arrives, by Scripts/notices -->\n", end: "<!-- end -->\n")

    /// How notices of a kind reach a program.
    private struct Way: OptionSet {
        let rawValue: Int
        static let singly = Way(rawValue: 1)
        static let inDigest = Way(rawValue: 2)

        func words(of kind: NoticeKind, _ language: Language) -> String {
            let row: (String, String) = kind.effect == .opens ? ("行", "row") : ("文字", "words")
            let (chinese, english): (String, String) =
                switch self {
                case []: ("–", "–")
                case .singly: ("单独", "singly")
                case .inDigest: row
                default: ("\(row.0)，紧急时单独", "\(row.1), singly when pressing")
                }
            return language == .chinese ? chinese : english
        }
    }

    /// A program in an office that sends digests or not.
    private struct Place {
        let channel: String
        let planner: Planner

        /// Whether the digests of an audience reach the program.
        func reads(_ audience: Audience) -> Bool {
            switch audience {
            case .employer: true
            case .administrator: channel == "feed" && planner.addressing.leadsToProgram(.administrator)
            case .holder, .relyingParty: false
            }
        }
    }

    /// The shipped configuration's routes, under the names of a test's channels.
    private static func routes() throws -> String {
        let file = ForeignProgram.repository.appending(path: "Config/renewald.yaml")
        let lines = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let block = lines.drop { $0 != "routes:" }.prefix { !$0.isEmpty }.joined(separator: "\n")
        return block.replacing("office-mail", with: "mail").replacing("hr-system", with: "feed")
            .replacing("drop", with: "desk")
    }

    private static func places() throws -> [Place] {
        try ["feed", "north"].flatMap { channel in
            try [DigestSettings(), .off].map { digests in
                let own = "north: {type: webhook, url: \"https://north.example.test/\", secret: {file: feed.secret}}"
                let office = try Sample(on: "2025-12-15", digests: digests, routes: routes(), programs: [own])
                let modules = OptionalModule.allCases.map(\.rawValue).joined(separator: ", ")
                let settings = try office.settings("rules: {modules: [\(modules)]}")
                let planner = Planner(registry: try office.configuration().registry, settings: settings)
                return Place(channel: channel, planner: planner)
            }
        }
    }

    /// A made-up record of the kind, whose employer has a program of its own.
    private static func subject(_ kind: NoticeKind) -> Subject {
        switch TemplateFixture.complete.subject(kind) {
        case .registration(var record):
            record.employer?.channel = "north"
            record.registration.change?.employer?.channel = "north"
            return .registration(record)
        case .credential(var record):
            record.employer?.channel = "north"
            return .credential(record)
        case .employer(var records):
            records.employer.channel = "north"
            return .employer(records)
        case let other: return other
        }
    }

    private static func way(of kind: NoticeKind, in place: Place) -> Way {
        let subject = subject(kind)
        return (-400...100).reduce(into: []) { way, offset in
            let day = TemplateFixture.expires.adding(days: offset)
            let course = place.planner.course(of: subject, on: day, acknowledged: [:])
            let corrections =
                kind.isCorrection
                ? Audience.allCases.compactMap { audience in
                    course.correction(
                        of: TemplateFixture.expires.adding(days: -100),
                        in: subject,
                        for: audience,
                        round: 1,
                        toRegisteredEmployer: false
                    )?.notice
                } : []
            for notice in course.standing + corrections where notice.key.kind == kind {
                if place.planner.digests.digest(for: notice, about: subject) != nil {
                    way.formUnion(place.reads(notice.key.audience) ? .inDigest : [])
                } else if place.planner.addressing.recipients(of: notice, about: subject).contains(where: {
                    $0.channel == place.channel
                }) {
                    way.insert(.singly)
                }
            }
        }
    }

    private static func table(_ language: Language) throws -> String {
        let places = try places()
        let head: (String, String) = (
            "| 类型 | `hr-system` | 不汇总时 | 单位自己的程序 | 不汇总时 |",
            "| kind | `hr-system` | digests off | an employer's own | digests off |"
        )
        // Withdrawals follow what was told, and the page says of reports when they come.
        let kinds = NoticeKind.allCases.filter { $0.effect == .opens || $0.effect == .tells }
        let rows = kinds.compactMap { kind -> String? in
            let ways = places.map { way(of: kind, in: $0) }
            guard ways.contains(where: { !$0.isEmpty }) else { return nil }
            return "| `\(kind.rawValue)` | \(ways.map { $0.words(of: kind, language) }.joined(separator: " | ")) |"
        }
        return ([language == .chinese ? head.0 : head.1, "|---|---|---|---|---|"] + rows).joined(separator: "\n") + "\n"
    }

    @Test(arguments: [(Language.english, "webhooks.md"), (.chinese, "webhooks.zh-CN.md")])
    func thePageSaysWhatArrives(language: Language, name: String) throws {
        let file = ForeignProgram.repository.appending(path: "Documentation/\(name)")
        var text = try String(contentsOf: file, encoding: .utf8)
        let begin = try #require(text.range(of: Self.marks.begin)?.upperBound)
        let end = try #require(text.range(of: Self.marks.end)?.lowerBound)
        let wanted = try Self.table(language)
        if Self.isUpdating {
            text.replaceSubrange(begin..<end, with: wanted)
            try Data(text.utf8).write(to: file)
        } else {
            #expect(text[begin..<end] == wanted, "Scripts/notices --update writes it")
        }
    }
}
