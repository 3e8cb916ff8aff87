import RenewalDelivery
import RenewalNotices
import RenewalOutbox
import RenewalRules

extension Finding {
    /// An object for each hit, which says in `found` what it is, and one with the totals.
    var objects: [JSONValue] {
        people.map(object) + records.map(object) + notices.map(object)
            + deliveries.map { delivery in object("delivery", of: delivery.json()) } + [totals]
    }

    private func object(of person: Person) -> JSONValue {
        let own = records.filter { $0.holder?.id == person.id }
        return [
            "found": .string("person"), "id": .string(person.id), "name": .optional(FieldText.clean(person.name)),
            "records": .array(own.map { identity(of: $0.record) }),
        ]
    }

    /// A record with whom it belongs to; of its number only the end.
    func object(of subject: Subject) -> JSONValue {
        [
            "found": .string("record"), "record": identity(of: subject.record),
            "holder": party(subject.holder?.id, subject.holder?.name),
            "employer": party(subject.employer?.id, subject.employer?.name),
            "number_masked": .optional(subject.number.map { MaskedNumber($0).description }),
            "category": .optional(FieldText.clean(subject.category)),
            "valid_until": .optional(subject.validUntil(policy: policy)?.description),
        ]
    }

    private func object(of entry: NoticeHistory) -> JSONValue {
        let key = entry.notice.key
        return [
            "found": .string("notice"), "notice_id": .string(entry.id), "kind": .string(key.kind.rawValue),
            "milestone": .string("\(key.milestone)"), "audience": .string(key.audience.rawValue),
            "severity": .string(entry.notice.severity.rawValue), "due_on": .string("\(entry.notice.dueOn)"),
            "record": identity(of: key.series.record), "superseded": .bool(entry.isSuperseded),
            "digest": digest(of: entry),
            "deliveries": .array(entry.deliveries.map { $0.json() }),
        ]
    }

    private func digest(of entry: NoticeHistory) -> JSONValue {
        switch entry.digest {
        case .told(let id, _): .string(id)
        case .waiting: .string("waiting")
        case nil: .null
        }
    }

    private func object(_ found: String, of value: JSONValue) -> JSONValue {
        ["found": .string(found), "delivery": value]
    }

    private var totals: JSONValue {
        [
            "found": .string("total"), "records": .integer(counts.records), "notices": .integer(counts.notices),
            "deliveries": .integer(counts.deliveries),
        ]
    }

    private func identity(of record: RecordID) -> JSONValue {
        ["type": .string(record.type.rawValue), "id": .string(record.id)]
    }

    private func party(_ id: String?, _ name: String?) -> JSONValue {
        guard let id else { return .null }
        return ["id": .string(id), "name": .optional(FieldText.clean(name))]
    }
}
