import Foundation
package import RenewalDelivery
package import RenewalRules

extension MaildirSettings: ChannelDescriptor {
    package var reach: ChannelReach { .mailboxes }
    package var content: ChannelContent { .mail(from: MailIdentity(address: from, name: fromName, replyTo: nil)) }
    package var pace: RetryPace { .mail }
    package var secrets: [Secret] { [] }
    package var paths: [String] { [path] }
    package var facts: [Phrase] { [] }

    package func courier(on engine: CurlEngine, as program: String) -> any Courier {
        MaildirCourier(path: path, hostname: ProcessInfo.processInfo.hostName)
    }
}
