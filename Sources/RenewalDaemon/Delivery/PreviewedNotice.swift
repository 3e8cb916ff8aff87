package import RenewalOutbox
package import RenewalRules

/// One notice of a record that somebody wants to see, and what keeps it from being sent.
package struct PreviewedNotice: Sendable {
    /// What is wanted; what is left out is chosen: without a mark the next notice that will be sent.
    package struct Wish: Hashable, Sendable {
        /// How a mark is named.
        package enum Name: Hashable, Sendable {
            case milestone(Milestone)
            case kind(NoticeKind)
        }

        package var mark: Name?
        package var audience: Audience?
        package var day: CalendarDate?

        package init(mark: Name?, audience: Audience?, day: CalendarDate?) {
            (self.mark, self.audience, self.day) = (mark, audience, day)
        }
    }

    /// Why there is nothing to show.
    package enum Problem: Error, Hashable, Sendable {
        /// The rules know no such mark of the record; these are the ones they know.
        case unknownMark([Mark])
        /// Nothing will be sent as the registry is now; these are the marks to choose from.
        case nothingToCome([Mark])
    }

    /// What keeps a notice from being sent, or from being sent singly.
    package enum Obstacle: Hashable, Sendable {
        /// The rules do not send it on that day.
        case stopped(RenewalCourse.StopReason)
        /// An application that has ended since kept its day silent.
        case quiet
        /// A digest of this record includes it.
        case digest(RecordID)
        /// No route, or no usable address.
        case nowhere
        /// All who would get it are muted.
        case muted
        /// It was sent already, on this day.
        case sent(CalendarDate)
    }

    package let subject: Subject
    package let notice: Notice
    /// The day its words are written on.
    package let day: CalendarDate
    /// Whom it is for, muted or not; empty where it reaches nobody, and where only a digest does.
    package let recipients: [Recipient]
    /// Empty when it will be sent.
    package let obstacles: [Obstacle]
}

/// Chooses the notice that somebody wants to see.
struct PreviewChooser {
    let subject: Subject
    /// With the routes and digests of the configuration; who is muted is worked out for each day.
    let planner: Planner
    let acknowledged: [NoticeSeries: CalendarDate]
    let history: [NoticeHistory]
    let mutes: [Mute]
    let calendar: BusinessCalendar
    let today: CalendarDate

    init(
        about subject: Subject,
        planner: Planner,
        outbox: any OutboxLookups,
        calendar: BusinessCalendar,
        on today: CalendarDate
    ) async throws {
        self.subject = subject
        self.planner = try await planner.knowingPrograms()
        acknowledged = try await outbox.acknowledgements(of: [subject.record])
        history = try await outbox.notices(record: subject.record)
        mutes = try await outbox.mutes()
        self.calendar = calendar
        self.today = today
    }

    func choose(_ wish: PreviewedNotice.Wish) throws(PreviewedNotice.Problem) -> PreviewedNotice {
        let start = wish.day ?? today
        let course = course(on: start)
        guard let name = wish.mark else { return try next(wish, in: course) }
        let known = marks(of: course)
        let named = known.filter { $0.isCalled(name) }
        guard let mark = named.first(where: { $0.date >= start }) ?? named.last else { throw .unknownMark(known) }
        let day = wish.day ?? mark.date
        let shown = audiences(of: mark, wish, in: course).map { preview(of: mark.notice(for: $0), on: day) }
        guard let best = shown.first(where: \.obstacles.isEmpty) ?? shown.first else { throw .unknownMark(known) }
        return best
    }

    /// Those wanted; an audience that the mark is not for is shown its words all the same.
    private func audiences(of mark: Mark, _ wish: PreviewedNotice.Wish, in course: RenewalCourse) -> [Audience] {
        if let audience = wish.audience { return [audience] }
        let concerned = mark.audiences.filter(course.concerns)
        return concerned.isEmpty ? mark.audiences : concerned
    }

    /// What waits in the outbox, else what the next scan will plan, else the first mark to come that is sent.
    private func next(_ wish: PreviewedNotice.Wish, in course: RenewalCourse) throws(PreviewedNotice.Problem)
        -> PreviewedNotice
    {
        let start = course.day
        let waiting = history.filter { $0.deliveries.contains { [.pending, .deferred].contains($0.state) } }
        let due = planner.plan(course, of: subject, since: nil, missed: course.standing).due.notices
        let known = Set(history.map(\.notice.key))
        let now = waiting.map(\.notice) + due.filter { !known.contains($0.key) }
        let coming = course.marks.filter { $0.date > start && !course.isSilenced($0) }
            .flatMap { mark in mark.audiences.filter(course.concerns).map { (mark.notice(for: $0), mark.date) } }
        for (notice, day) in now.map({ ($0, start) }) + coming {
            guard wish.audience.map({ $0 == notice.key.audience }) ?? true else { continue }
            let preview = preview(of: notice, on: day)
            if preview.obstacles.isEmpty { return preview }
        }
        throw .nothingToCome(marks(of: course))
    }

    /// The marks of the course, and those of the calendar that have ended, by date.
    private func marks(of course: RenewalCourse) -> [Mark] {
        let there = course.marks
        let ended = RenewalCourse.ladder(of: subject, on: course.day, policy: planner.policy).filter { mark in
            !there.contains { ($0.kind, $0.milestone) == (mark.kind, mark.milestone) }
        }
        return (there + ended).sorted { $0.date < $1.date }
    }

    private func course(on day: CalendarDate) -> RenewalCourse {
        planner.course(of: subject, on: day, acknowledged: acknowledged)
    }

    private func preview(of notice: Notice, on day: CalendarDate) -> PreviewedNotice {
        // A day that has passed sends nothing any more; today would.
        let leaves = max(day, today)
        let digest = planner.digests.digest(for: notice, about: subject)
        let recipients = planner.addressing.recipients(of: notice, about: subject)
        return PreviewedNotice(
            subject: subject,
            notice: notice,
            day: day,
            recipients: digest == nil ? recipients : [],
            obstacles: sent(notice) + ended(notice, on: leaves)
                + unheard(notice, by: recipients, or: digest, on: leaves)
        )
    }

    private func sent(_ notice: Notice) -> [PreviewedNotice.Obstacle] {
        let known = history.first { $0.notice.key.isSame(as: notice.key) }
        let last = known?.deliveries.filter { $0.state == .sent }.map(\.updatedAt).max()
        return last.map { [.sent(calendar.day(of: $0))] } ?? []
    }

    private func ended(_ notice: Notice, on day: CalendarDate) -> [PreviewedNotice.Obstacle] {
        let course = course(on: day)
        if let reason = course.stopReason(for: notice.key) { return [.stopped(reason)] }
        let mark = course.marks.first { $0.notice(for: notice.key.audience).key.isSame(as: notice.key) }
        return mark.map(course.wasQuiet) ?? false ? [.quiet] : []
    }

    private func unheard(
        _ notice: Notice,
        by recipients: [Recipient],
        or digest: RecordID?,
        on day: CalendarDate
    ) -> [PreviewedNotice.Obstacle] {
        if let digest { return [.digest(digest)] }
        guard !recipients.isEmpty else { return [.nowhere] }
        let heard = planner.heeding(mutes, on: day).divide(recipients, of: notice, about: subject).heard
        return heard.isEmpty ? [.muted] : []
    }
}

extension Mark {
    fileprivate func isCalled(_ name: PreviewedNotice.Wish.Name) -> Bool {
        switch name {
        case .milestone(let milestone): self.milestone == milestone
        case .kind(let kind): self.kind == kind
        }
    }
}
