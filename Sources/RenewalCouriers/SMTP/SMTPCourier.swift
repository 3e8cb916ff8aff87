package import RenewalDelivery
import RenewalRules

/// Sends mails through one relay.
package struct SMTPCourier: Courier {
    private let settings: SMTPSettings
    private let engine: CurlEngine

    /// Uses `engine`'s mail threads; several couriers may share it.
    package init(settings: SMTPSettings, engine: CurlEngine) {
        self.settings = settings
        self.engine = engine
    }

    package func attempt(_ parcel: Parcel) async -> Verdict {
        let recipient: EmailAddress
        do throws(EmailAddress.Problem) {
            recipient = try EmailAddress(parcel.recipient)
        } catch {
            return Verdict(.permanent, at: .own(.address), about: .recipient, reply: "the address \(error.rawValue)")
        }
        let request = MailRequest(settings: settings, recipient: recipient, message: parcel.payload)
        return SMTPVerdicts.verdict(on: await engine.send(request), rules: settings.replyRules)
    }
}
