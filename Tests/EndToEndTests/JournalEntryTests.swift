import Foundation
import RenewalTestSupport
import Testing

/// The program under a real journald, in a name space of its own, as `journalctl` shows it.
@Suite(.startsPrograms) struct JournalEntryTests {
    /// What `journalctl -o json` tells of an entry.
    private struct Entry: Decodable {
        let MESSAGE: String
        let PRIORITY: String
        let MESSAGE_ID: String?
        let SYSLOG_IDENTIFIER: String?
        let RENEWALD_FILE: String?
        let RENEWALD_CHANNEL: String?
        let RENEWALD_DELIVERY: String?
        let RENEWALD_RECORD: String?
        let RENEWALD_CHANGES: String?
        let _TRANSPORT: String
        let _COMM: String?
    }

    /// Starts journald, runs a script whose standard error is its stream, and prints what `journalctl` says.
    ///
    /// - Parameters:
    ///   - script: has the program as `$renewald`, and as `$1` … the arguments
    ///   - arguments: of the script
    ///   - journalctl: options of the last call
    /// - Returns: what the last call printed
    /// - Throws: when a step failed, with what it said
    private func journal(_ script: String, _ arguments: [String], _ journalctl: String = "-o json") throws -> String {
        let stage = """
            set -e
            renewald=$1; catalogue=$2; language=$3; shift 3
            mount -t tmpfs tmpfs /run
            mount -t tmpfs tmpfs /var/lib/systemd/catalog
            mkdir -p /run/systemd/journal /run/catalogue/usr/lib/systemd/catalog /run/catalogue/var/lib/systemd/catalog
            # Less than is usually dropped, and everything of this second.
            mkdir -p /run/systemd/journald.conf.d
            printf '[Journal]\\nStorage=volatile\\nRateLimitIntervalSec=0\\n' > /run/systemd/journald.conf.d/test.conf
            /lib/systemd/systemd-journald &
            journald=$!
            trap 'kill $journald' EXIT
            for i in $(seq 600); do [ -S /run/systemd/journal/stdout ] && [ -S /run/systemd/journal/socket ] && break; sleep 0.1; done
            export renewald
            # As the service manager does, which systemd-cat does not.
            systemd-cat --identifier=renewald bash -c 'export JOURNAL_STREAM=$(stat -Lc %d:%i /proc/self/fd/2); \(script)' renewald "$@" || true
            journalctl --sync
            cp "$catalogue"/*.catalog /run/catalogue/usr/lib/systemd/catalog/
            journalctl --update-catalog --root=/run/catalogue
            cp /run/catalogue/var/lib/systemd/catalog/database /var/lib/systemd/catalog/
            LC_ALL= LANG=$language LC_MESSAGES=$language journalctl --no-pager --identifier=renewald \(journalctl)
            """
        return try ForeignProgram.run(
            "/usr/bin/unshare",
            [
                "--mount", "--propagation", "private", "/bin/bash", "-c", stage, "journal",
                Program.products.appending(path: "renewald").path,
                ForeignProgram.repository.appending(path: "systemd").path, "C.UTF-8",
            ] + arguments
        )
    }

    private func entries(_ script: String, _ arguments: [String]) throws -> [Entry] {
        try journal(script, arguments).split(separator: "\n")
            .map { try JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
    }

    private func office() throws -> Office {
        let office = try Office()
        try office.fill(2) { _ in 60 }
        let (smtp, http) = (try HeldPort(), try HeldPort())
        // Nobody listens.
        try office.configure(smtpPort: smtp.number, httpPort: http.number)
        return office
    }

    @Test func entriesHaveFieldsAnIDAndTheirPriority() throws {
        let office = try office()
        let found = try entries("exec $renewald run --once --verbose --config $1", [office.configuration])
        let done = try #require(found.first { $0.MESSAGE.hasPrefix("scan done ") })
        #expect(done.PRIORITY == "5" && done._TRANSPORT == "journal" && done.SYSLOG_IDENTIFIER == "renewald")
        #expect(done.MESSAGE_ID == "9a03bbf8756547dca140b3917a3e9dbb")
        let attempt = try #require(found.first { $0.MESSAGE.hasPrefix("delivery attempt ended ") })
        #expect(["office-mail", "hr-system"].contains(attempt.RENEWALD_CHANNEL) && attempt.PRIORITY == "7")
        #expect(attempt.RENEWALD_DELIVERY?.count == 26 && attempt.RENEWALD_RECORD?.hasPrefix("R-") == true)
        let stopped = try #require(found.first { $0.MESSAGE == "stopped" })
        #expect(stopped._COMM == "renewald")
        let complaint = try #require(found.last { $0.PRIORITY == "3" })
        #expect(complaint.MESSAGE.contains("did not end well") && complaint._TRANSPORT == "journal")
        // What it prints for cron is information.
        #expect(
            found.filter { $0._TRANSPORT == "stdout" }.allSatisfy { $0.PRIORITY == "6" && !$0.MESSAGE.hasPrefix("<") }
        )
    }

    /// Before there is a configuration, a logger or a language.
    @Test(arguments: [
        ("run --config $1", "none.yaml", "none.yaml"), ("run --config $1", "bad.yaml", "did you mean"),
        ("run --confg $1", "bad.yaml", "--config"), ("run --config $1 --nonsense", "bad.yaml", "--help"),
    ])
    func fatalErrorsAreErrorsFromTheFirstLineOn(command: String, file: String, words: String) throws {
        let office = try office()
        let good = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(good.replacing("timezone:", with: "timezome:"), to: "bad.yaml")
        let found = try entries("exec env LC_ALL=zh_CN.UTF-8 $renewald \(command)", [office.directory.path(file)])
        #expect(found.contains { $0.MESSAGE.contains(words) }, "\(found.map(\.MESSAGE))")
        #expect(found.allSatisfy { $0.PRIORITY == "3" && $0.MESSAGE_ID == "6e14db99c7ac4b159d2bb704dd5aaedb" })
        #expect(found.allSatisfy { $0.MESSAGE.unicodeScalars.allSatisfy(\.isASCII) }, "the journal is English")
    }

    @Test func aReloadNamesWhatHasChanged() throws {
        let office = try office()
        let good = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(good.replacing("parallel: 4}", with: "parallel: 2}"), to: "next.yaml")
        let script = """
            says() {
                for _ in $(seq 1200); do
                    journalctl --sync && journalctl -t renewald | grep -q "$1" && return
                    sleep 0.1
                done
            }
            $renewald run --config $1 & daemon=$!
            says started
            kill -HUP $daemon
            says "nothing changed"
            cp $2 $1; kill -HUP $daemon
            says hr-system.parallel
            kill $daemon; wait $daemon
            """
        let found = try entries(script, [office.configuration, office.directory.path("next.yaml")])
        let changes = found.filter { $0.MESSAGE_ID == "40175a6849304e70ab4fa00bdd87dcba" }.map(\.RENEWALD_CHANGES)
        #expect(changes == ["nothing changed", "channels.office-mail.parallel, channels.hr-system.parallel"])
        #expect(
            found.first?.MESSAGE.hasPrefix("started ") == true && found.first?.RENEWALD_FILE == office.configuration
        )
    }

    @Test func journalctlExplainsAnEntry() throws {
        let office = try office()
        let told = try journal(
            "exec $renewald run --once --config $1",
            [office.configuration],
            "--catalog --grep \"scan done\""
        )
        #expect(told.contains("Subject: A scan is done"), "\(told)")
        #expect(told.contains("It looked at 2 records and planned 4 new notices "), "\(told)")
    }
}
