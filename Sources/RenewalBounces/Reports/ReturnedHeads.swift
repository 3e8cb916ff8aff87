import RenewalDelivery

/// The headers of the mails that a report returns, whole or alone: which mails of ours they are.
struct ReturnedHeads {
    private(set) var deliveryIDs: [String] = []
    private(set) var addressees: Set<String> = []

    init(in parts: [MailPart]) {
        for part in parts where part.isReturned { add(part.fields) }
        guard deliveryIDs.isEmpty else { return }
        // Some quote the headers in their own text.
        for part in parts where part.isText && !part.isReturned {
            for fields in HeaderFields.quoted(in: part.text) { add(fields) }
        }
        guard deliveryIDs.isEmpty, let head = parts.first?.fields else { return }
        // Nothing of it was returned, but its envelope sender may have named it.
        for field in ["delivered-to", "x-original-to", "envelope-to", "to"] {
            for address in head[field].map(Addresses.all) ?? [] {
                let detail = address.prefix { $0 != "@" }.split(separator: "+").dropFirst().last
                if let detail, Self.isDeliveryID(detail), deliveryIDs.isEmpty { deliveryIDs = [String(detail)] }
            }
        }
    }

    private mutating func add(_ fields: HeaderFields) {
        for id in fields["message-id"].map(Self.deliveryIDs) ?? [] where !deliveryIDs.contains(id) {
            guard deliveryIDs.count < BounceReport.limit else { return }
            deliveryIDs.append(id)
        }
        addressees.formUnion(fields["to"].map(Addresses.all) ?? [])
    }

    /// The ids of deliveries in a `Message-ID`, which servers fold and gateways write in capitals.
    ///
    /// A digest that was composed anew has the number of its attempt behind the id.
    private static func deliveryIDs(in value: String) -> [String] {
        let text = value.lowercased().filter { !$0.isWhitespace && $0 != "<" && $0 != ">" }
        return text.split(separator: ",").compactMap { word in
            let local = word.prefix { $0 != "@" }
            let parts = local.split(separator: "_", omittingEmptySubsequences: false)
            guard local.count < word.count, let id = parts.first, parts.count < 3, isDeliveryID(id) else { return nil }
            guard parts.count == 1 || !parts[1].isEmpty && parts[1].allSatisfy(\.isNumber) else { return nil }
            return String(id)
        }
    }

    private static func isDeliveryID(_ text: Substring) -> Bool {
        text.utf8.count == StableID.length
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "2")...UInt8(ascii: "7"): true
                default: false
                }
            }
    }
}
