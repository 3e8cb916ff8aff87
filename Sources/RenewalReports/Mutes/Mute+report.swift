package import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
package import RenewalRules

extension Mute {
    /// One line of a list, or one object, as it stands on a day.
    package func line(in format: StoryFormat, _ calendar: BusinessCalendar, on day: CalendarDate) -> ReportLine {
        switch format {
        case .text: text(calendar, on: day)
        case .json: ReportLine(data: json(on: day).text)
        }
    }

    private func text(_ calendar: BusinessCalendar, on day: CalendarDate) -> ReportLine {
        let over = holds(on: day) ? Phrase.empty : Phrase("（已结束）", " (over)")
        let end = lastDay.map { Phrase("至\($0)", "until \($0)") + over } ?? Phrase("至恢复提醒为止", "until unmuted")
        let time = calendar.localText(of: since)
        let order =
            isOurs
            ? Phrase("因连续退信于 \(time) 停止", "since \(time), because mail to it came back")
            : Phrase("由 \(by) 于 \(time) 设置", "since \(time) by \(by)")
        let why = reason.map { Phrase("：\($0)", ": \($0)") } ?? .empty
        return ReportLine([party.words, end, order + why].joined(Phrase(verbatim: "  ")))
    }

    /// What an operator sees after giving the order, or one object.
    package func order(in format: StoryFormat, on day: CalendarDate) -> ReportLine {
        switch format {
        case .text: order
        case .json: ReportLine(data: json(on: day).text)
        }
    }

    private var order: ReportLine {
        let end =
            lastDay.map { Phrase("至\($0)", "until \($0)") }
            ?? Phrase("至 `renewald unmute` 为止", "until `renewald unmute`")
        let effect =
            switch party {
            case .record(let record) where record.type == .credential:
                Phrase(
                    "该证书的事项不再通知持证人或持证单位，持证人的聘用单位和管理员照常收到",
                    "its holder, a person or a company, hears nothing of it, a person's employer and the office still do"
                )
            case .record:
                Phrase(
                    "该记录的事项不再通知持证人，聘用单位和管理员照常收到",
                    "its holder hears nothing of it, the employer and the office still do"
                )
            case .person:
                Phrase(
                    "不再通知本人，聘用单位和管理员照常收到",
                    "the person hears nothing, employers and the office still do"
                )
            case .address: Phrase("不再向该邮箱发送邮件", "nothing is mailed there")
            }
        return ReportLine(
            Phrase("已停止提醒\(end.chinese)：", "muted \(end.english): ") + [party.words, effect].joined(.semicolon)
        )
    }

    /// One object.
    func json(on day: CalendarDate) -> JSONValue {
        [
            "kind": .string(party.kind), "id": .string(party.id), "until": .optional(lastDay?.description),
            "reason": .optional(reason), "by": .string(by), "since": .string(since.rfc3339),
            "in_force": .bool(holds(on: day)),
        ]
    }

    /// What a mute means for a record, for whoever asks why its people heard nothing.
    ///
    /// - Parameters:
    ///   - language: of the sentence
    ///   - subject: the record it concerns
    ///   - calendar: in whose time zone it is read
    /// - Returns: `已停止提醒：…`, `muted: …`, without a full stop
    package func sentence(
        in language: Language,
        about subject: Subject,
        _ calendar: BusinessCalendar
    ) -> String {
        let set = calendar.day(of: since)
        switch language {
        case .chinese:
            let end = lastDay.map { "至\(language.date($0))（含当日）" } ?? "至恢复提醒为止"
            guard !isOurs else {
                return "已停止提醒：\(effect(on: subject).chinese)，\(end)；因连续退信于\(language.date(set))停止"
            }
            let why = reason.map { "，原因：\($0)" } ?? ""
            return "已停止提醒：\(effect(on: subject).chinese)，\(end)；由\(by)于\(language.date(set))设置\(why)"
        case .english:
            let end = lastDay.map { "until \(language.date($0))" } ?? "until unmuted"
            guard !isOurs else {
                let effect = effect(on: subject).english
                return "muted: \(effect) \(end); since \(language.date(set)), because mail came back"
            }
            let why = reason.map { ", because: \($0)" } ?? ""
            return "muted: \(effect(on: subject).english) \(end); ordered by \(by) on \(language.date(set))\(why)"
        }
    }

    private func effect(on subject: Subject) -> BothLanguages {
        switch party {
        case .record where subject.isOfCompany: ("本记录的事项不再通知持证单位", "the company hears nothing of this record")
        case .record: ("本记录的事项不再通知持证人", "the holder hears nothing of this record")
        case .person: ("不再通知持证人本人", "the holder hears nothing")
        case .address where isAmong(subject.holder?.addresses, others: true):
            ("不再向持证人的其中一个邮箱发送邮件", "nothing is mailed to one of the holder's addresses")
        case .address where isAmong(subject.holder?.addresses, others: false):
            ("不再向持证人的邮箱发送邮件", "nothing is mailed to the holder's address")
        case .address where subject.isOfCompany: ("不再向持证单位的邮箱发送邮件", "nothing is mailed to the company's address")
        case .address where !isAmong(subject.employer?.addresses):
            ("不再向新聘用单位的邮箱发送邮件", "nothing is mailed to the new employer's address")
        case .address: ("不再向聘用单位的邮箱发送邮件", "nothing is mailed to the employer's address")
        }
    }

    private func isAmong(_ addresses: EmailAddresses?) -> Bool { addresses?.mailboxes.contains(party.id) == true }

    private func isAmong(_ addresses: EmailAddresses?, others: Bool) -> Bool {
        isAmong(addresses) && (addresses?.usable.count ?? 0 > 1) == others
    }
}

extension MutedParty {
    /// Its kind and its id or address: `人员 P-0001`, `person P-0001`.
    package var words: Phrase { kindWords + Phrase(verbatim: " \(id)") }

    /// What it is, in English as `--as` spells it.
    var kindWords: Phrase {
        switch self {
        case .record(let record): Phrase(record.type.name(in: .chinese), kind)
        case .person: Phrase("人员", kind)
        case .address: Phrase("邮箱", kind)
        }
    }

    /// Whether muting it keeps anything about a record from its holder or employer.
    package func concerns(_ subject: Subject) -> Bool {
        switch self {
        case .record(let record): record == subject.record
        case .person(let id): subject.holder?.id == id
        case .address(let address):
            ([subject.holder?.addresses] + subject.employers.map(\.addresses)).contains {
                $0?.mailboxes.contains(address) == true
            }
        }
    }
}
