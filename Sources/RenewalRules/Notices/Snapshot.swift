/// The daily table of what is open with an employer, which programs get beside the digests of news.
public enum Snapshot: String, Hashable, Sendable, CaseIterable {
    case open = "snapshot"
    /// Nothing is open any more: it follows a table with something in it for some days, in case one is lost.
    case empty = "closing"

    /// The notice of an employer's table on a day.
    public func notice(of employer: String, on day: CalendarDate) -> Notice {
        let key = NoticeKey(
            series: NoticeSeries(record: RecordID(type: .employer, id: employer), expires: day),
            kind: .employerDigest,
            milestone: .event,
            audience: .employer,
            occurrence: day,
            detail: rawValue
        )
        return Notice(key: key, dueOn: day, severity: .info, rules: ["D14"])
    }
}
