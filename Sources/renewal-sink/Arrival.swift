import Foundation
import RenewalTestSupport

/// One mail or webhook, as it is printed and logged.
struct Arrival: Encodable {
    enum Kind: String, Encodable { case mail, webhook }

    enum Signature: String, Encodable {
        case ok, bad, unchecked

        var words: String {
            switch self {
            case .ok: "signature ok"
            case .bad: "BAD SIGNATURE"
            case .unchecked: "signature not checked"
            }
        }
    }

    let type: Kind
    /// The Message-ID without angle brackets, or the webhook-id.
    let id: String
    /// The envelope's recipient, or the path of the request.
    let recipient: String
    /// The mail's subject, or the event's type.
    let subject: String
    var signature: Signature?
    /// SHA-256 of the mail or body.
    let hash: String
    /// How often this id had arrived before.
    var `repeat` = 0

    init(_ mail: ScriptedSMTPServer.Mail) {
        let head = MailHead(mail.bytes)
        type = .mail
        id = (head.value("message-id") ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "<> "))
        recipient = mail.recipients.joined(separator: ",")
        subject = head.value("subject") ?? ""
        hash = ContentHash.hex(of: mail.bytes)
    }

    init(_ request: ScriptedHTTPServer.Request, _ verifier: WebhookVerifier?) {
        type = .webhook
        id = request.header("webhook-id") ?? ""
        recipient = request.target
        // An invalid event still gets a line, without its type.
        subject = (try? JSONDecoder().decode(Event.self, from: Data(request.body)))?.type ?? ""
        signature = verifier.map { $0.accepts(request) ? .ok : .bad } ?? .unchecked
        hash = ContentHash.hex(of: request.body)
    }

    /// The line printed for people.
    var line: String {
        let again = `repeat` == 0 ? nil : "REPEAT \(`repeat`)"
        let parts = [type.rawValue, recipient, subject, id, signature?.words, again]
        return parts.compactMap(\.self).map(Self.printable).joined(separator: "  ")
    }

    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
        )
    }

    private struct Event: Decodable { let type: String }
}
