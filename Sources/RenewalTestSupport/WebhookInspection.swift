import Crypto
import Foundation

/// Checks one webhook by hand, and says of each part what is wrong with it.
///
/// Where no signature matches, the slips that developers make are tried in turn: one that makes it match is named.
package struct WebhookInspection: Sendable {
    /// A secret, a header, or the body.
    package struct Part: Hashable, Sendable {
        package let name: String
        package let isGood: Bool
        /// What is good or wrong about it.
        package let remark: String
    }

    package let parts: [Part]

    /// Whether a consumer should take it.
    package var isGood: Bool { parts.allSatisfy(\.isGood) }

    /// Checks a request as a consumer would.
    ///
    /// - Parameters:
    ///   - headers: names and values as they came
    ///   - body: the bytes as they came
    ///   - secrets: a text for each, any of which may have signed
    ///   - now: seconds since 1970
    ///   - tolerance: how many seconds the timestamp may be away from that
    package init(headers: [(String, String)], body: [UInt8], secrets: [String], now: Int, tolerance: Int) {
        let headers = Dictionary(headers.map { ($0.0.lowercased(), $0.1) }) { first, _ in first }
        let keys = secrets.map(WebhookKey.init)
        let event = SignedEvent(
            id: headers["webhook-id"] ?? "",
            time: headers["webhook-timestamp"] ?? "",
            signatures: headers["webhook-signature"] ?? "",
            body: body
        )
        var parts = keys.enumerated().map { place, key in
            let name = keys.count == 1 ? "secret" : "secret \(place + 1)"
            return Part(name: name, isGood: key.problem == nil, remark: key.problem ?? "usable")
        }
        if keys.isEmpty { parts.append(Part(name: "secret", isGood: false, remark: "there is none in the file")) }
        parts.append(Self.id(event))
        parts.append(Self.time(event.time, now: now, tolerance: tolerance))
        parts.append(Self.signature(event, keys.map(\.key)))
        parts += Self.content(event)
        self.parts = parts
    }

    private static func id(_ event: SignedEvent) -> Part {
        let name = "webhook-id"
        guard !event.id.isEmpty else { return Part(name: name, isGood: false, remark: "is missing") }
        let isKnown = event.id.wholeMatch(of: /msg_[a-z2-7]{26}(_[0-9]+)?(_p[0-9]+)?/) != nil
        let form = "is not msg_ and 26 characters of a–z and 2–7, with _2 or _p2 after them at most"
        return Part(name: name, isGood: isKnown, remark: isKnown ? event.id : "\(form): \(event.id)")
    }

    private static func time(_ text: String, now: Int, tolerance: Int) -> Part {
        let name = "webhook-timestamp"
        func wrong(_ remark: String) -> Part { Part(name: name, isGood: false, remark: remark) }
        guard !text.isEmpty else { return wrong("is missing") }
        guard let seconds = Int(text), (0...latest).contains(seconds) else {
            return wrong("is not whole seconds since 1970: \(text)")
        }
        let age = now - seconds
        let distance = age < 0 ? "\(-age) s ahead" : "\(age) s old"
        guard abs(age) <= tolerance else {
            return wrong("is \(distance), \(tolerance) s are allowed: an old request, a wrong clock, milliseconds")
        }
        return Part(name: name, isGood: true, remark: distance)
    }

    /// Today's time in milliseconds has as many digits.
    private static let latest = 9_999_999_999_999

    private static func signature(_ event: SignedEvent, _ keys: [SymmetricKey?]) -> Part {
        let name = "webhook-signature"
        func wrong(_ remark: String) -> Part { Part(name: name, isGood: false, remark: remark) }
        guard !event.signatures.isEmpty else { return wrong("is missing") }
        guard !event.codes.isEmpty else { return wrong("has no v1, with base 64 of 32 bytes after it") }
        if let place = keys.firstIndex(where: event.isSigned) {
            return Part(name: name, isGood: true, remark: keys.count == 1 ? "matches" : "matches secret \(place + 1)")
        }
        for slip in event.slips where keys.contains(where: slip.event.isSigned) { return wrong(slip.name) }
        return wrong("does not match: another secret, or a body, id or timestamp that is not the one that came")
    }

    /// What the body says of itself, where it is an event.
    private static func content(_ event: SignedEvent) -> [Part] {
        struct Content: Decodable {
            struct Data: Decodable { let id: String }
            let data: Data
        }
        guard let content = try? JSONDecoder().decode(Content.self, from: Data(event.body)) else {
            return [Part(name: "body", isGood: false, remark: "is not the JSON of an event")]
        }
        let isSame = content.data.id == event.id
        let other = "is event \(content.data.id), which is not what webhook-id says"
        return [Part(name: "body", isGood: isSame, remark: isSame ? "\(event.body.count) bytes" : other)]
    }
}

/// A secret as somebody has written it.
private struct WebhookKey {
    /// `nil` where nothing can be made of it.
    let key: SymmetricKey?
    /// `nil` where it is as it must be.
    let problem: String?

    init(_ text: String) {
        let quotes = CharacterSet(charactersIn: "\"'")
        let bare = text.trimmingCharacters(in: quotes)
        let encoded = bare.hasPrefix("whsec_") ? String(bare.dropFirst("whsec_".count)) : bare
        let standard = encoded.replacing("-", with: "+").replacing("_", with: "/")
        let padded = standard + String(repeating: "=", count: (4 - standard.count % 4) % 4)
        guard !text.hasPrefix("v1,"), let bytes = Data(base64Encoded: padded) else {
            key = nil
            problem = text.hasPrefix("v1,") ? "is a signature, not the whsec_ text" : "is not base 64 after whsec_"
            return
        }
        key = SymmetricKey(data: bytes)
        problem =
            if bare != text {
                "stands between quotation marks"
            } else if bare == encoded {
                "does not begin with whsec_"
            } else if padded != encoded {
                "is not standard base 64 with padding: libraries read it otherwise or not at all"
            } else if !(24...64).contains(bytes.count) {
                "holds \(bytes.count) bytes, not 24 to 64: a part of it is missing, or it is not base 64"
            } else {
                nil
            }
    }
}

/// What is signed, and with what.
private struct SignedEvent {
    var id: String
    var time: String
    var signatures: String
    var body: [UInt8]

    var codes: [Data] {
        signatures.split(separator: " ").filter { $0.hasPrefix("v1,") }
            .compactMap { Data(base64Encoded: String($0.dropFirst(3))) }.filter { $0.count == Self.codeLength }
    }

    /// Bytes of an HMAC-SHA256.
    private static let codeLength = 32

    func isSigned(_ key: SymmetricKey?) -> Bool {
        guard let key else { return false }
        let signed = Data("\(id).\(time).".utf8) + Data(body)
        return codes.contains { HMAC<SHA256>.isValidAuthenticationCode($0, authenticating: signed, using: key) }
    }

    /// What may have happened to it on its way to this check, with what it was before.
    var slips: [(name: String, event: SignedEvent)] {
        [
            ("matches a body without the line break at its end: an editor or `echo` has added it", with(Self.lineEnd)),
            ("matches a body without the byte order mark at its beginning", with(Self.orderMark)),
            (
                "matches the body in compact JSON: it was parsed and written anew; check the bytes as they came",
                with { CompactJSON($0).bytes }
            ),
            ("matches an id with msg_ before it: the header's whole value counts", withID("msg_\(id)")),
            ("matches the timestamp without its last three digits: it is in seconds", withTime("\(time.dropLast(3))")),
        ]
    }

    private static func lineEnd(_ body: [UInt8]) -> [UInt8] {
        Array(body.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed())
    }

    private static func orderMark(_ body: [UInt8]) -> [UInt8] {
        body.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(body.dropFirst(3)) : body
    }

    private func with(_ change: ([UInt8]) -> [UInt8]) -> SignedEvent {
        var event = self
        event.body = change(body)
        return event
    }

    private func withID(_ id: String) -> SignedEvent {
        var event = self
        event.id = id
        return event
    }

    private func withTime(_ time: String) -> SignedEvent {
        var event = self
        event.time = time
        return event
    }
}
