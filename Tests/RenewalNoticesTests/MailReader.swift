import Foundation
import RenewalTestSupport

/// Python's `email` package as a second opinion on what we write.
struct MailReader: Decodable {
    /// By lower-case name, with every occurrence.
    let headers: [String: [String]]
    /// Display names of `from`, `to` and `reply-to`; reading fails when one of them has two addresses.
    let display: [String: String]
    let address: [String: String]
    let text: String
    let html: String
    let types: [String]
    let defects: [String]
    /// The `Date` header in ISO 8601.
    let date: String

    /// Reads several mails in one run of Python.
    static func read(_ mails: [[UInt8]]) throws -> [MailReader] {
        let output = try ForeignProgram.python(script, input: Array(mails.joined(separator: [0])))
        return try JSONDecoder().decode([MailReader].self, from: Data(output.utf8))
    }

    private static let script = """
        import email, email.policy, json, sys
        def read(raw):
            message = email.message_from_bytes(raw, policy=email.policy.default)
            headers, display, address = {}, {}, {}
            defects = [repr(d) for part in message.walk() for d in part.defects]
            for name, value in message.items():
                headers.setdefault(name.lower(), []).append(str(value))
                defects += [name + ": " + repr(d) for d in value.defects]
            for name in ("from", "to", "reply-to"):
                if message[name]:
                    (only,) = message[name].addresses
                    display[name], address[name] = only.display_name, only.addr_spec
            parts = {part.get_content_subtype(): part.get_content() for part in message.iter_parts()}
            return {"headers": headers, "display": display, "address": address, "text": parts["plain"],
                "html": parts["html"], "types": [part["content-type"] for part in message.iter_parts()],
                "defects": defects, "date": message["date"].datetime.isoformat()}
        print(json.dumps([read(raw) for raw in sys.stdin.buffer.read().split(b"\\0")]))
        """
}
