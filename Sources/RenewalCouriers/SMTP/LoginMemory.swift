import Synchronization

/// The relays that refuse every login except one that sends the password; shared by all mail threads, so that none of
/// them has to be refused again.
final class LoginMemory: Sendable {
    private let relays = Mutex<Set<SMTPSettings>>([])

    func needsPassword(_ settings: SMTPSettings) -> Bool { relays.withLock { $0.contains(settings) } }

    func notePassword(_ settings: SMTPSettings) { relays.withLock { _ = $0.insert(settings) } }
}
