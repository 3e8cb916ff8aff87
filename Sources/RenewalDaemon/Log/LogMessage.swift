package import Logging

/// Every kind of entry that the log can have.
///
/// Text, level and id of each stand in its row, what the journal's catalogue says of it in its words. The ids are promises:
/// administrators search and alarm by them.
package enum LogMessage: String, CaseIterable, Sendable {
    // The service.
    case started, stopped, failed, loopStuck
    case reloaded, reloadRefused, reloadIncomplete
    case housekeepingDone, housekeepingWaits
    case templateUnusable, fileNarrowed, bellMissing, clockNotSet, stateLocked
    case heartbeatFails, heartbeatWorks

    // The registry.
    case scanDone, scanFailed, scansSucceed
    case rowUnreadable, recordUnreadable, recordsHidden
    case registryMissing, registryLocked, registryUnreadable

    // Sending.
    case sendingHeld, partHeld, sendingReleased, holdNotStored, holdNotTold
    case hoursClosed, deliveriesMade, deliveriesUnderWay, deliveriesStranded
    case channelAtFault, channelRests, channelAnswers, channelWorks, channelDisabled, serverPassedOver
    case attemptEnded, deliveryRefused, deliveryAmbiguous
    case mailReported, bounceMailLeft, bouncesUnreadable, bouncesReadable

    /// What an entry says before its values.
    var text: String { row.text }

    /// How serious it is, unless the one who logs it knows better.
    package var level: Logger.Level { row.level }

    /// The `MESSAGE_ID` in the journal: 32 lower-case hexadecimal digits.
    ///
    /// - Source: systemd.journal-fields(7)
    package var id: String { row.id }

    /// Whether it says that something has changed or answers an administrator: it is always written, and so is all that
    /// comes after it, whatever was written before.
    var isTurn: Bool {
        switch self {
        case .stopped, .failed, .reloaded, .reloadRefused, .reloadIncomplete, .scansSucceed, .sendingReleased,
            .channelWorks, .heartbeatWorks, .bouncesReadable:
            true
        // What was found just before it is no other now.
        case .started, .loopStuck, .housekeepingDone, .housekeepingWaits, .templateUnusable, .fileNarrowed,
            .bellMissing, .clockNotSet, .stateLocked, .heartbeatFails, .scanDone, .scanFailed, .rowUnreadable,
            .recordUnreadable, .recordsHidden, .registryMissing, .registryLocked, .registryUnreadable, .sendingHeld,
            .partHeld,
            .holdNotStored, .holdNotTold, .hoursClosed, .deliveriesMade, .deliveriesUnderWay, .deliveriesStranded,
            .channelAtFault, .channelRests, .channelAnswers, .channelDisabled, .attemptEnded, .deliveryRefused,
            .deliveryAmbiguous,
            .serverPassedOver, .mailReported, .bounceMailLeft, .bouncesUnreadable:
            false
        }
    }
}

extension LogMessage {
    struct Row {
        let id: String
        let level: Logger.Level
        let text: String

        init(_ id: String, _ level: Logger.Level, _ text: String) {
            (self.id, self.level, self.text) = (id, level, text)
        }
    }

    /// Made with `systemd-id128 new`; a released one is never given to another kind.
    var row: Row {
        switch self {
        case .started: Row("f52e623872f343998aae1a3b26888745", .notice, "started")
        case .stopped: Row("84fdc3226ca3400b90d6bbc9fa34d9ae", .notice, "stopped")
        case .failed: Row("6e14db99c7ac4b159d2bb704dd5aaedb", .error, "a command failed")
        case .loopStuck:
            Row("97897a835e0747379b7869dc10b12dff", .error, "a loop is stuck: the watchdog is no longer fed")
        case .reloaded: Row("40175a6849304e70ab4fa00bdd87dcba", .notice, "configuration reloaded")
        case .reloadRefused:
            Row("8fee1998b2554b5fa71862fe8f37040e", .error, "configuration refused, the old one stays")
        case .reloadIncomplete:
            Row(
                "816cdd0f3ced4d78a209afcc77028a22",
                .warning,
                "configuration reloaded, but not all of its consequences"
            )
        case .housekeepingDone: Row("0573acd9a81a498db637c22fba7ace2f", .notice, "housekeeping done")
        case .housekeepingWaits:
            Row(
                "c8128236a09944579d35d23d53bd81ef",
                .warning,
                "state file locked by another program, housekeeping waits for tomorrow"
            )
        case .templateUnusable:
            Row("caf8afbe5d42448dac8caa5ed0e52394", .warning, "template not used, plain words instead")
        case .fileNarrowed:
            Row(
                "bcbf0eeddd6143d8ade21a274894172e",
                .warning,
                "others could use this file, now only its owner can"
            )
        case .bellMissing:
            Row(
                "b612d530841249ce85431969369f6461",
                .notice,
                "no bell beside the state file: orders are noticed within a minute"
            )
        case .clockNotSet: Row("f23e4b5451f34377a6748c13298416cc", .error, "waiting for the clock")
        case .stateLocked:
            Row(
                "9bc5ce562ea74767a09158da24fd3fef",
                .warning,
                "state file locked by another program, deliveries wait"
            )
        case .heartbeatFails: Row("ba93f7d3dc72406891aef600ed49622c", .warning, "heartbeat fails, sending goes on")
        case .heartbeatWorks: Row("c082193e1c2a4dbbaaa8fecfff8077ea", .notice, "heartbeat works again")
        case .scanDone: Row("9a03bbf8756547dca140b3917a3e9dbb", .notice, "scan done")
        case .scanFailed:
            Row("bda7d4ab6e0143a79666a69c7d369615", .error, "scan failed, nothing is lost: it will be repeated")
        case .scansSucceed: Row("b3dd5490744f4d04a856229f9bdbcc01", .notice, "scans succeed again")
        case .rowUnreadable:
            Row("6a2bcef9f21440caac86dbe9bdbcf589", .warning, "row skipped, it cannot be read")
        case .recordUnreadable:
            Row(
                "59fc064194c34d8abc2d9ece1156427f",
                .warning,
                "record cannot be read before sending, delivery waits"
            )
        case .recordsHidden:
            Row("6c1ae24f2bb84579a9d3b80a97ce8285", .error, "records hidden before sending, their deliveries wait")
        case .registryMissing:
            Row("a4b51fa9246e4cd881f969457ddcafc2", .warning, "started without the registry, planning tries again")
        case .registryLocked:
            Row("11e3f9619a90467a91d07c126f331cd9", .warning, "registry locked by another program, the start waits")
        case .registryUnreadable:
            Row("5dd2682049b44f6eac7c842f00d08f53", .error, "registry unreadable before sending, deliveries wait")
        case .sendingHeld:
            Row(
                "c3e9b7b48abe4a4fa5a75d6414c5b022",
                .error,
                "sending is held: look at what waits with `renewald outbox list`, then `renewald outbox release`"
            )
        case .partHeld:
            Row(
                "8ec79b214c1e464f91955f1c86132b91",
                .error,
                "a part of sending is held: `renewald outbox list --state held`, then `renewald outbox release --scope`"
            )
        case .sendingReleased: Row("5606c7073cd04cb8bd1f33f871da9516", .notice, "sending is released")
        case .holdNotStored: Row("1a817a912ae74a1c90aae624ec36ae0d", .error, "cannot hold sending yet")
        case .holdNotTold: Row("4fbf8dccc1b04eec8f80f049a6c91d45", .warning, "cannot tell of the hold yet")
        case .hoursClosed:
            Row("b83c005138554daabbf878906da9bc12", .notice, "outside the sending hours, deliveries wait")
        case .deliveriesMade: Row("5a159d753b1240ad93742f01d82c02c9", .notice, "deliveries made")
        case .deliveriesUnderWay:
            Row(
                "f30552fd4a144dcf8a32b60252d4d5af",
                .warning,
                "deliveries were under way when the last run ended"
            )
        case .deliveriesStranded:
            Row(
                "08d4c4229dd14157937777d772663561",
                .warning,
                "deliveries wait for a channel that the configuration does not have: `renewald outbox move` or `cancel --channel`"
            )
        case .channelAtFault:
            Row("c6b6623ccc1345498e3dedf7371279e8", .error, "channel at fault, its deliveries wait")
        case .channelRests:
            Row(
                "1733dbd69d2f470aaf9d7b563fe58bf2",
                .notice,
                "channel rests before one attempt tries it again"
            )
        case .channelAnswers:
            Row("649a81e686014bdc8c6a9e57daaf8309", .notice, "channel takes connections again, its rest ends")
        case .channelWorks: Row("eac4de7a4fe244a9bcc30036cab3d138", .notice, "channel works again")
        case .channelDisabled:
            Row("231a22b4e3a34817bfb478b95d55d8ae", .error, "endpoint is gone, its channel is disabled")
        case .serverPassedOver:
            Row("22e45eafbd0405f9bf37b3598f1ebb40", .warning, "server at fault, the next one was used")
        case .attemptEnded: Row("de6b3474463a4d3fb8240c9f7ee1e606", .debug, "delivery attempt ended")
        case .deliveryRefused: Row("47b2273714f2481e962ef6a03ea0225f", .warning, "delivery refused for good")
        case .mailReported: Row("bcfa790f00c04df699498d3bd1ec7545", .warning, "mail server reported")
        case .bounceMailLeft:
            Row("693500b67aab493488d2b5e2a17d8183", .warning, "mail left in the maildir for bounces")
        case .bouncesUnreadable:
            Row(
                "448209ebda624d14b20f6b789f7e072c",
                .error,
                "maildir for bounces not usable, reports wait in it"
            )
        case .bouncesReadable: Row("1b31879eba594c9e986b51a83eacfb12", .notice, "maildir for bounces usable again")
        case .deliveryAmbiguous:
            Row(
                "e87ac7b6bfe24186b32f2abce64a9b99",
                .warning,
                "delivery handed over, the answer is unknown"
            )
        }
    }
}

extension Logger {
    /// Writes an entry.
    ///
    /// - Parameters:
    ///   - message: its kind
    ///   - values: by dotted keys, such as `delivery.channel`; nothing personal above `debug`
    ///   - level: in place of the kind's own
    package func log(_ message: LogMessage, _ values: @autoclosure () -> Metadata = [:], level: Level? = nil) {
        log(
            level: level ?? message.level,
            "\(message.text)",
            metadata: values().merging([LogEntry.kindKey: "\(message.rawValue)"]) { own, _ in own }
        )
    }
}
