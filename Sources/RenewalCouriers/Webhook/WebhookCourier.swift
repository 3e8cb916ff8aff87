package import RenewalDelivery
package import RenewalRules

/// Posts events to one endpoint, signed the Standard Webhooks way.
package struct WebhookCourier: Courier {
    /// Why an endpoint cannot be used with its configuration.
    package enum Problem: Error, Hashable, Sendable, Speakable, CustomStringConvertible {
        case hasNoSecret
        /// The position in the settings, 0 for the newest.
        case unreadSecret(position: Int)
        /// The same.
        case badSecret(position: Int, StandardWebhooks.SecretProblem)

        package var phrase: Phrase {
            switch self {
            case .hasNoSecret:
                Phrase(
                    "webhook没有用于签名的密钥：请指定内容为whsec_…的文件",
                    "the webhook has no secret to sign with: name a file with a whsec_… text"
                )
            case .unreadSecret(let position):
                Phrase("webhook的第\(position + 1)个密钥未读取", "secret \(position + 1) of the webhook was not read")
            case .badSecret(let position, let problem):
                Phrase(
                    "webhook的第\(position + 1)个密钥\(problem.phrase.chinese)",
                    "secret \(position + 1) of the webhook \(problem.phrase.english)"
                )
            }
        }
    }

    private let settings: WebhookSettings
    private let keys: [[UInt8]]
    private let engine: CurlEngine

    /// Reads the keys out of the secrets.
    ///
    /// - Throws: ``Problem`` when a secret is missing, unread or malformed
    package init(settings: WebhookSettings, engine: CurlEngine) throws(Problem) {
        guard !settings.secrets.isEmpty else { throw .hasNoSecret }
        var keys: [[UInt8]] = []
        for (position, secret) in settings.secrets.enumerated() {
            guard let text = secret.revealed else { throw .unreadSecret(position: position) }
            do throws(StandardWebhooks.SecretProblem) {
                keys.append(try StandardWebhooks.key(fromSecret: text))
            } catch {
                throw .badSecret(position: position, error)
            }
        }
        self.settings = settings
        self.keys = keys
        self.engine = engine
    }

    package func attempt(_ parcel: Parcel) async -> Verdict {
        guard parcel.hasSafeID else { return Parcel.unsafeID }
        var verdict: Verdict?
        // One that arrived is repeated with the others if a later one does not.
        for (id, body) in parcel.events {
            let answer = await post(body, of: parcel, as: id)
            guard answer.outcome == .delivered else { return answer }
            verdict = answer
        }
        return verdict ?? Verdict(.permanent, at: .own(.setup), about: .message, reply: "the event is empty")
    }

    package func isReachable() async -> Bool {
        let (network, prefixes) = (settings.network, settings.nat64Prefixes)
        return await Knock(url: settings.url, network: network, nat64Prefixes: prefixes).isAnswered()
    }

    /// Standard Webhooks have no word for an event that was accepted before.
    private static let replayMark = "webhook-replay: true"

    private func post(_ body: [UInt8], of parcel: Parcel, as id: String) async -> Verdict {
        let signed = StandardWebhooks.headers(id: id, timestamp: parcel.sentAt, body: body, keys: keys)
        let headers =
            ["Content-Type: application/json"] + signed.map { "\($0): \($1)" }
            + (parcel.isReplay ? [Self.replayMark] : [])
        let request = WebRequest(settings: settings, headers: headers, body: body)
        let trace = await engine.post(request)
        var verdict = HTTPVerdicts.verdict(on: trace)
        verdict.note(server: ServerName.of(settings.url), certificateEnd: trace.certificateEnd)
        return verdict
    }
}
