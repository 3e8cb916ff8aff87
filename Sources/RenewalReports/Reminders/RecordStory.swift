package import RenewalConfig
import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
package import RenewalRegistry
package import RenewalRules

/// Why a record stands where it stands, what was sent, what comes next.
package struct RecordStory: Sendable {
    package let subject: Subject
    /// The day it is told for.
    package let day: CalendarDate
    package let explanation: RenewalExplanation
    package let history: [NoticeHistory]
    /// Due notices that reach nobody, known or new.
    package let unreachable: [Notice]
    /// What holds its deliveries.
    package let holds: [SendingHold]
    /// What is wrong with the channels its deliveries wait for.
    package let troubles: [ChannelTrouble]
    /// The mutes that hold on the day and keep something about it from somebody.
    package var mutes: [Mute] = []
    /// Who hears nothing of a mark, of the day or later, because they are muted on its day.
    package var silent: [Mark: Set<Audience>] = [:]
    /// Who would not be reached by a mark that is to come: there is no address or no route.
    package var unreached: [Mark: Set<Audience>] = [:]
    /// Notices due now that nobody hears, because all who would get them are muted.
    package var unheard: Set<NoticeKey> = []
    let calendar: BusinessCalendar

    /// The marks with an audience.
    package var marks: [Mark] {
        explanation.course.marks.filter { !$0.kind.isFact && $0.audiences.contains(where: explanation.course.concerns) }
    }

    /// The marks after the day, all of them.
    package var coming: [Mark] { marks.filter { $0.date > day } }

    /// The story as lines: text in paragraphs in one language, JSON as one object with both.
    package func lines(in format: StoryFormat, language: Language) -> [ReportLine] {
        switch format {
        case .text: StoryText(story: self, language: language).lines.map { ReportLine(Phrase(verbatim: $0)) }
        case .json: [ReportLine(data: json.text)]
        }
    }

    /// Who hears nothing about it, a sentence for each mute.
    package func muteSentences(in language: Language) -> [String] {
        mutes.map { $0.sentence(in: language, about: subject, calendar) }
    }

    /// What keeps its deliveries from leaving just now.
    package var remarks: [Phrase] { holds.map { $0.sentence(calendar) } + troubles.map { $0.sentence(calendar) } }
}

extension RecordStory {
    /// Gathers the story of a record as it is on a day.
    ///
    /// - Throws: `OutboxError`, or `DaemonError` for an unknown time zone
    package init(
        of subject: Subject,
        on day: CalendarDate,
        settings: Settings,
        registry: any RegistrySource,
        outbox: any OperatorStore,
        at now: UnixTime
    ) async throws {
        let planner = try await Planner(registry: registry, settings: settings).heeding(outbox, on: day)
        let acknowledged = try await outbox.acknowledgements(of: [subject.record])
        let explanation = planner.explanation(of: subject, on: day, acknowledged: acknowledged)
        let course = explanation.course
        let plan = planner.plan(course, of: subject, since: nil, missed: course.standing)
        let history = try await outbox.notices(record: subject.record)
        let deliveries = history.flatMap(\.deliveries)
        let holds = try await outbox.sendingHolds().filter { hold in
            hold.scope == .everything || deliveries.contains(where: hold.keeps)
        }
        let orders = try await outbox.mutes()
        let silent = course.marks.filter { $0.date >= day }.map { mark in
            (mark, planner.heeding(orders, on: mark.date).mutedAudiences(of: mark, about: subject))
        }
        let unreached = course.marks.filter { $0.date > day }.map { mark in
            (mark, planner.unreachedAudiences(of: mark, about: subject))
        }
        let waiting = Set(deliveries.filter(\.isWaiting).map(\.channel))
        self.init(
            subject: subject,
            day: day,
            explanation: explanation,
            history: history,
            unreachable: plan.unreachable,
            holds: holds,
            troubles: try await ChannelTrouble.all(in: outbox, settings: settings, of: waiting, at: now),
            mutes: orders.filter { $0.holds(on: day) && $0.party.concerns(subject) },
            silent: Dictionary(silent) { first, _ in first },
            unreached: Dictionary(unreached) { first, _ in first },
            unheard: Set(plan.planned.filter(\.isUnheard).map(\.notice.key)),
            calendar: try settings.calendar()
        )
    }
}
