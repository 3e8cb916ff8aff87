import RenewalDaemon
import RenewalNotices
import RenewalOutbox
import RenewalRules

/// Notices and what became of them, a line each, as they are read to a caller.
struct NoticeLines {
    let language: Language
    let calendar: BusinessCalendar
    /// The certificates that companies hold themselves, as far as their notices are among the lines.
    let ofCompanies: Set<RecordID>

    /// Prepares lines about some records; notices of others are worded as those of a person.
    init(language: Language, calendar: BusinessCalendar, about subjects: [Subject]) {
        (self.language, self.calendar) = (language, calendar)
        ofCompanies = Set(subjects.filter(\.isOfCompany).map(\.record))
    }

    /// A line for each delivery of a notice; one for a notice without any.
    func lines(of entry: NoticeHistory) -> [String] {
        let head = head(of: entry.notice)
        let number = language.text(of: ("通知编号：", "Notice: ")) + entry.id
        guard !entry.deliveries.isEmpty else { return ["\(head)  \(fate(of: entry))  \(number)"] }
        return entry.deliveries.map { "\(head)  \(line(of: $0))  \(number)" }
    }

    /// Its day, its title, and whom it is for.
    func head(of notice: Notice) -> String {
        let recipients = recipients([notice.key.audience], of: notice.key.series.record)
        return "\(language.text(of: notice.dueOn))  \(title(notice.key.kind, notice.severity))  \(recipients)"
    }

    /// A title with its severity: `注册即将期满（紧急）`.
    func title(_ kind: NoticeKind, _ severity: Severity) -> String {
        let (title, severity) = (kind.title(in: language), severity.name(in: language))
        return language.text(of: ("\(title)（\(severity)）", "\(title) (\(severity.lowercased()))"))
    }

    /// Those a notice about a record is for: `发给本人、聘用单位`.
    func recipients(_ audiences: [Audience], of record: RecordID) -> String {
        language.text(of: ("发给", "to ")) + names(audiences, of: record)
    }

    /// Those who are muted: `本人已停止提醒`.
    func muted(_ audiences: [Audience], of record: RecordID) -> String {
        let names = names(audiences, of: record)
        return language.text(of: ("\(names)已停止提醒", "muted: \(names)"))
    }

    func unreached(_ audiences: [Audience], of record: RecordID) -> String {
        let names = names(audiences, of: record)
        return language.text(of: ("\(names)没有可用的收件地址或发送渠道", "no route or usable address: \(names)"))
    }

    private func names(_ audiences: [Audience], of record: RecordID) -> String {
        let isOfCompany = ofCompanies.contains(record)
        return language.list(audiences.map { language.text(of: $0.words(isOfCompany: isOfCompany)) })
    }

    /// A delivery: through which channel, where to unless that is the channel itself, the outcome, and since when.
    func line(of delivery: DeliverySummary) -> String {
        let way =
            delivery.recipient == delivery.channel
            ? delivery.channel : "\(delivery.channel) \(delivery.whereTo[language])"
        return "\(way)  \(delivery.outcome(in: language))  \(local(delivery.updatedAt))"
    }

    /// What is said of a notice that reaches nobody.
    var nowhere: String { language.text(of: ("没有可用的收件地址或发送渠道", "no route or no usable address")) }

    /// The fate of a notice without a separate message.
    private func fate(of entry: NoticeHistory) -> String {
        switch entry.digest {
        case .waiting: return language.text(of: ("将列入下一次汇总", "in the next digest"))
        case .told(let digest, let deliveries):
            let place = language.text(of: ("已列入汇总（汇总的通知编号：\(digest)）", "in the digest \(digest)"))
            let outcomes = Set(deliveries.filter { $0.state != .sent }.map { $0.outcome(in: language) }).sorted()
            guard !outcomes.isEmpty else { return place }
            return place + language.text(of: ("，", ": ")) + language.list(outcomes)
        case nil:
            return entry.isSuperseded ? language.text(of: ("已由后一次提醒取代", "replaced by a later reminder")) : nowhere
        }
    }

    private func local(_ instant: UnixTime) -> String {
        let time = calendar.localText(of: instant).split(separator: " ").last ?? ""
        return "\(language.text(of: calendar.day(of: instant))) \(time)"
    }
}
