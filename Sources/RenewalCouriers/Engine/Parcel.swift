import RenewalDelivery
package import RenewalRules

/// One delivery, ready to be sent: the bytes are complete and sent unchanged.
package struct Parcel: Sendable {
    /// The delivery's stable id: letters, digits, `-` and `_`; the same on every attempt.
    package let deliveryID: String
    /// The id that an event has of its own; that of the delivery, but for a digest that was composed anew.
    package let eventID: String
    /// A mail address; for webhooks and maildirs a label that is not sent.
    package let recipient: String
    /// The composed mail or the event's JSON.
    package let payload: [UInt8]
    /// The instant of this attempt; it becomes `webhook-timestamp`.
    package let sentAt: UnixTime
    /// The other side has accepted it before; a webhook says so in a header.
    package let isReplay: Bool

    package init(
        deliveryID: String,
        eventID: String? = nil,
        recipient: String,
        payload: [UInt8],
        sentAt: UnixTime,
        isReplay: Bool = false
    ) {
        self.deliveryID = deliveryID
        self.eventID = eventID ?? deliveryID
        self.recipient = recipient
        self.payload = payload
        self.sentAt = sentAt
        self.isReplay = isReplay
    }

    /// The events of a webhook's parcel with their ids: the parts of a large digest are events of their own.
    package var events: [(id: String, body: [UInt8])] {
        payload.split(separator: UInt8(ascii: "\n")).enumerated().map { index, body in
            (index == 0 ? eventID : "\(eventID)_p\(index + 1)", Array(body))
        }
    }

    /// Whether the id is safe in a header and as a file name.
    var hasSafeID: Bool {
        let bytes = deliveryID.utf8
        return !bytes.isEmpty && bytes.count <= Self.idByteLimit && bytes.allSatisfy(Self.isSafe)
    }

    /// File names are limited to 255 bytes, and the host's name follows the id.
    private static let idByteLimit = 128

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// The verdict on a parcel whose id is unsafe in a header or a file name.
    static let unsafeID = Verdict(
        .permanent,
        at: .own(.deliveryID),
        about: .message,
        reply: "the delivery id has characters outside A-Z a-z 0-9 - _"
    )
}
