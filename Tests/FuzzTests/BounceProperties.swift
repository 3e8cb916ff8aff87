import RenewalBounces
import RenewalRules

/// Whatever comes to the mailbox for bounces is read with bounds, and the same twice.
enum BounceProperties {
    static func check(_ bytes: [UInt8]) throws(Finding) {
        let mail = ReturnedMail(bytes)
        try insist(mail == ReturnedMail(bytes), "read otherwise the second time")
        guard case .report(let report) = mail else { return }
        try insist((1...BounceReport.limit).contains(report.deliveryIDs.count), "ids: \(report.deliveryIDs)")
        try insist(Set(report.deliveryIDs).count == report.deliveryIDs.count, "twice: \(report.deliveryIDs)")
        let isID = report.deliveryIDs.allSatisfy { id in
            id.utf8.count == 26 && id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) }
        }
        try insist(isID, "no ids: \(report.deliveryIDs)")
        try insist((1...BounceReport.limit).contains(report.recipients.count), "recipients: \(report.recipients.count)")
        for recipient in report.recipients {
            try insist(recipient.reply.count <= ReportedRecipient.textLimit, "long: \(recipient.reply)")
            try insist(!recipient.reply.contains(where: \.isNewline), "several lines: \(recipient.reply)")
            try insist(recipient.addresses.count <= BounceReport.limit, "addresses: \(recipient.addresses.count)")
            try insist(recipient.addresses.allSatisfy { $0 == $0.lowercased() }, "capitals: \(recipient.addresses)")
        }
    }
}
