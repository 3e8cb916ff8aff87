import RenewalRules

extension ReferenceTable {
    static let lossReport = ReferenceTable(
        name: "loss_report",
        columns: [
            .id, .reference("credential_id", "credential"), .prose("reason"), .day("discovered_on"),
            .word("channel", LossChannel.allCases.map(\.rawValue)), .prose("information"),
            .word("state", LossReport.State.allCases.map(\.rawValue), isRequired: true),
            .day("drafted_on"), .instant("completed_at"), .updatedAt,
        ]
    )

    static let reissue = ReferenceTable(
        name: "reissue",
        columns: [
            .id, .reference("loss_report_id", "loss_report"), .day("requested_on"),
            .word("state", Reissue.State.allCases.map(\.rawValue), isRequired: true),
            .day("state_on"), .reference("new_credential_id", "credential"), .updatedAt,
        ]
    )

    static let relyingParty = ReferenceTable(
        name: "relying_party",
        columns: [.id, .line("name"), .line("channel")]
    )

    static let subscription = ReferenceTable(
        name: "relying_party_subscription",
        columns: [
            .reference("relying_party_id", "relying_party", isRequired: true),
            .reference("credential_id", "credential", isRequired: true),
        ],
        key: ["relying_party_id", "credential_id"]
    )

    static let annotation = ReferenceTable(
        name: "annotation",
        columns: [
            .id, .reference("credential_id", "credential"), .line("purpose"), .day("valid_until"), .updatedAt,
        ]
    )

    static let inquiry = ReferenceTable(
        name: "inquiry",
        columns: [
            .id, .reference("reissue_id", "reissue"), .day("asked_on"),
            .word("channel", LossChannel.allCases.map(\.rawValue)), .prose("answer"), .updatedAt,
        ]
    )

    static let history = ReferenceTable(
        name: "history",
        columns: [
            .number("sequence", 1...Int.max), Column(name: "recorded_at", form: .instant, isRequired: true),
            Column(name: "recorded_by", form: .line, isRequired: true),
            Column(name: "event", form: .line, isRequired: true),
            Column(name: "record_type", form: .line, isRequired: true),
            Column(name: "record_id", form: .line, isRequired: true),
            Column(name: "details", form: .prose, isRequired: true),
        ],
        key: ["sequence"],
        isImportable: false
    )
}
