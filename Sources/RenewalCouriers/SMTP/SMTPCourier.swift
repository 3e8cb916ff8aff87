package import RenewalDelivery
package import RenewalRules

/// Sends mails through one relay.
package struct SMTPCourier: Courier {
    /// Why a relay cannot be used as it is configured.
    package enum Problem: Error, Hashable, Sendable, Speakable, CustomStringConvertible {
        case unreadPassword

        package var phrase: Phrase {
            switch self {
            case .unreadPassword: Phrase("登录有用户名，但密码未读取", "the login has a name, and its password was not read")
            }
        }
    }

    private let settings: SMTPSettings
    private let engine: CurlEngine

    /// Uses `engine`'s mail threads; several couriers may share it.
    ///
    /// - Throws: ``Problem`` for a login without a password that was read
    package init(settings: SMTPSettings, engine: CurlEngine) throws(Problem) {
        guard settings.username == nil || settings.password?.revealed != nil else { throw .unreadPassword }
        self.settings = settings
        self.engine = engine
    }

    package func attempt(_ parcel: Parcel) async -> Verdict {
        let recipient: EmailAddress
        do throws(EmailAddress.Problem) {
            recipient = try EmailAddress(parcel.recipient)
        } catch {
            return Verdict(.permanent, at: .own(.address), about: .recipient, reply: "the address \(error)")
        }
        let request = MailRequest(
            settings: settings,
            sender: settings.sender(of: parcel.deliveryID),
            recipient: recipient,
            message: parcel.payload
        )
        let trace = await engine.send(request)
        var verdict = SMTPVerdicts.verdict(on: trace, rules: settings.replyRules)
        verdict.note(server: ServerName.of(settings.url), certificateEnd: trace.certificateEnd)
        return verdict
    }

    package func isReachable() async -> Bool {
        let (network, prefixes) = (settings.network, settings.nat64Prefixes)
        return await Knock(url: settings.url, network: network, nat64Prefixes: prefixes).isAnswered()
    }
}
