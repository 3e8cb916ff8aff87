import ArgumentParser
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalRules

extension Settings {
    /// A channel by its name.
    ///
    /// - Throws: `ValidationError` when there is none
    func channel(named name: String) throws -> ChannelSettings {
        guard let channel = channels.first(where: { $0.name == name }) else {
            throw ValidationError("配置文件中没有渠道 '\(name)'", "the configuration has no channel '\(name)'")
        }
        return channel
    }
}

extension ChannelSettings {
    /// Sees to it that the channel can be used from here.
    ///
    /// - Throws: `ExitCode` after saying that a secret of it is out of reach
    func requireSecrets() throws {
        guard !kind.descriptor.secrets.contains(.unread) else {
            let command = "`systemd-run --pipe --wait -p User=renewald -p LoadCredential=NAME:PATH renewald …`"
            Console.complain(
                Phrase(
                    "使用渠道 \(name)：其密钥是 systemd 只交给服务的凭据；请照服务单元的写法交给本命令：\(command)",
                    "using channel \(name): its secret is a credential that systemd hands to the service alone; hand it "
                        + "over as the unit does: \(command)"
                )
            )
            throw ExitCode(Sysexit.configuration.rawValue)
        }
    }
}

extension Verdict {
    /// The status of a command that has made this attempt.
    ///
    /// - Source: sysexits.h
    var exitStatus: Int32 {
        switch outcome {
        case .delivered: 0
        case .ambiguous: Sysexit.temporaryFailure.rawValue
        // Without a code nobody has answered.
        case .retry: code == nil ? Sysexit.unavailable.rawValue : Sysexit.temporaryFailure.rawValue
        case .permanent, .channelAtFault, .disabled: Sysexit.unavailable.rawValue
        }
    }
}
