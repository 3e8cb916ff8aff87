import RenewalRules

extension BounceReport {
    /// Reads a report in the standard form, which a part `message/delivery-status` makes; `nil` for anything else, and
    /// for reports about mails that are none of ours.
    ///
    /// - Source: RFC 3464, RFC 6533
    init?(standard parts: [MailPart]) {
        guard let status = parts.first(where: { $0.isDeliveryStatus && !$0.isReturned }) else { return nil }
        let groups = HeaderFields.groups(of: status.content)
        let recipients = groups.compactMap(ReportedRecipient.init(group:))
        let returned = ReturnedHeads(in: parts)
        guard !recipients.isEmpty, !returned.deliveryIDs.isEmpty else { return nil }
        self.init(
            deliveryIDs: returned.deliveryIDs,
            recipients: Array(recipients.prefix(Self.limit)),
            addressees: returned.addressees,
            writtenAt: parts.first?.fields["date"].flatMap(MailDate.instant)
        )
    }
}

extension ReportedRecipient {
    /// Reads the fields about one recipient; `nil` for the group about the message.
    fileprivate init?(group: HeaderFields) {
        let addresses = ["final-recipient", "original-recipient", "x-actual-recipient"].compactMap { group[$0] }
            .compactMap(Self.address)
        let status = group["status"].flatMap(StatusCode.first)
        guard !addresses.isEmpty, let action = Self.action(group["action"], status) else { return nil }
        self.init(
            addresses: Set(addresses),
            action: action,
            status: status,
            reply: group["diagnostic-code"].map(Self.withoutType) ?? ""
        )
    }

    /// A server that leaves the action out says by the status whether it has given up.
    private static func action(_ word: String?, _ status: String?) -> Action? {
        switch word?.lowercased().prefix(while: \.isLetter) {
        case "failed": .failed
        case "delayed": .delayed
        case "delivered", "relayed", "expanded": .done
        default:
            switch status?.first {
            case "5": .failed
            case "4": .delayed
            case "2": .done
            default: nil
            }
        }
    }

    /// `rfc822; <li@example.test>` without the type and the brackets, in small letters.
    private static func address(_ value: String) -> String? {
        Addresses.all(in: withoutType(value)).first
    }

    /// What follows the type: `smtp; 550 no` is `550 no`.
    private static func withoutType(_ value: String) -> String {
        let halves = value.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, !String(halves[0]).trimmingBlanks.contains(where: \.isWhitespace) else {
            return OneLine.of(value)
        }
        return OneLine.of(halves[1])
    }
}
