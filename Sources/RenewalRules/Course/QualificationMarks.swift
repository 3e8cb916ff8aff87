/// The marks of a qualification certificate: its collection, and the time for a first registration.
///
/// - Source: catalogue of notices N20–N24
struct QualificationMarks {
    let record: QualificationRecord
    let policy: RenewalPolicy

    private var id: RecordID { RecordID(type: .qualification, id: record.id) }

    /// The series of the five years for a first registration; `nil` without the day of the certificate.
    var deadlineSeries: NoticeSeries? {
        record.initialDeadline(policy: policy).map { NoticeSeries(record: id, expires: $0) }
    }

    /// The marks before the end of the five years; filing an application ends them.
    ///
    /// - Source: rule V4
    var deadline: [Mark] {
        guard policy.modules.contains(.initialDeadline), record.saysIfRegistered, !isSettled,
            let series = deadlineSeries
        else { return [] }
        let marks: [(Milestone, Severity)] = [
            (.monthsBefore(12), .notice), (.monthsBefore(6), .notice), (.monthsBefore(3), .notice),
            (.monthsBefore(1), .notice), (.daysAfter(-7), .urgent), (.daysAfter(0), .urgent),
        ]
        let reminders = marks.compactMap { milestone, severity in
            series.mark(.initialDeadline, milestone, severity, .holder, rules: ["R17", "V4"])
        }
        let late = series.mark(.initialLate, .daysAfter(1), .warning, .holder, rules: ["V4"])
        return reminders + [late].compactMap(\.self)
    }

    /// Registered, or with an application pending or granted.
    private var isSettled: Bool {
        record.isRegistered || record.applications.contains { $0.state.isPending || $0.state == .approved }
    }

    /// The marks from the results to the collected paper certificate.
    ///
    /// An announced period replaces the estimate and ends with its last day. The call on the day before that is urgent:
    /// a day later it would be of no use.
    ///
    /// - Source: rules R7–R12, A17
    func collection(on day: CalendarDate) -> [Mark] {
        let collection = record.collection
        guard record.isCollected, collection.collectedOn == nil else { return [] }
        if let closes = collection.closesOn, day > closes { return [] }
        guard let opens = collection.opensOn ?? collection.closesOn else { return expected }
        let series = NoticeSeries(record: id, expires: collection.closesOn ?? opens)
        let opening = collection.opensOn.map { day in
            series.mark(.collectionOpen, on: day, .notice, .holder, nature: .repeated, rules: ["R10", "R11", "R12"])
        }
        let closing = collection.closesOn.map { closes in
            [(-7, Severity.warning), (-1, .urgent)].map { days, severity in
                series.mark(
                    .collectionClosing,
                    .daysAfter(days),
                    on: closes.adding(days: days),
                    severity,
                    .holder,
                    nature: .repeated,
                    rules: ["R11"]
                )
            }
        }
        // A period shorter than a week opens on the day its end is near.
        let near = (closing ?? []).filter { $0.date > collection.opensOn ?? .first }
        return ([opening].compactMap(\.self) + near).inOrder
    }

    private var expected: [Mark] {
        guard let results = record.collection.resultsOn else { return [] }
        let series = NoticeSeries(record: id, expires: results)
        return [
            series.mark(
                .collectionExpected,
                .monthsAfterResults(policy.collectionWait.months),
                on: results.adding(policy.collectionWait),
                .info,
                .holder,
                nature: .repeated,
                rules: ["R7", "A17"]
            )
        ]
    }

    /// A pending first registration, and its refusal.
    ///
    /// - Source: rules R17, R27, catalogue of notices N13, N14, N18, N46
    func applications(on day: CalendarDate) -> [[Mark]] {
        let filed = record.applications.filter { application in application.filedOn.map { $0 <= day } ?? false }
        let pending = filed.filter(\.state.isPending).flatMap { application in
            let series = NoticeSeries(record: id, expires: application.submittedOn ?? day)
            return [
                ApplicationMarks(application: application, series: series, ends: nil, policy: policy).all(on: day),
                SupplementMarks(application: application, record: id, expires: nil, ends: nil)
                    .track(around: day, besides: []),
            ]
        }
        let refusal = CountingApplications.rejected(in: filed, on: day).flatMap { rejected in
            rejected.decidedOn.map { decidedOn in
                NoticeSeries(record: id, expires: decidedOn)
                    .news(.applicationRejected, on: decidedOn, .urgent, .everyone, rules: ["D8"], detail: rejected.id)
            }
        }
        return pending + [[refusal].compactMap(\.self)]
    }
}
