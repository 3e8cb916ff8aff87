import Foundation
package import RenewalDelivery
package import RenewalRules

extension MaildirSettings {
    package func probe(as program: String, at now: UnixTime) async -> ChannelProbe {
        var probe = ChannelProbe()
        let folders = ["tmp", "new"].map { "\(path)/\($0)" }
        let files = FileManager.default
        guard
            let folder = (folders + [path]).first(where: {
                files.fileExists(atPath: $0) && !files.isWritableFile(atPath: $0)
            })
        else {
            // The courier makes what is missing.
            let parent = URL(filePath: path).deletingLastPathComponent().path
            let isMakable = files.fileExists(atPath: path) || files.isWritableFile(atPath: parent)
            if isMakable {
                probe.note(.folder, Phrase("\(path) 可以写入", "\(path) can be written"))
            } else {
                probe.note(.folder, .misconfigured, Self.unwritable(parent))
            }
            return probe
        }
        probe.note(.folder, .misconfigured, Self.unwritable(folder))
        return probe
    }

    private static func unwritable(_ folder: String) -> Phrase {
        Phrase(
            "\(folder) 不能写入：请将其交给本服务的用户",
            "\(folder) cannot be written: give it to the service's user"
        )
    }
}
