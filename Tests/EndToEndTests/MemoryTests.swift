import Foundation
import RenewalTestSupport
import Testing

/// A pass keeps one page of the registry in memory, however many notices it plans.
@Suite(.startsPrograms) struct MemoryTests {
    /// The memory for `plan` and a scan: the writer's cache, a batch, and as much again for the rest.
    private static let limitMiB = 56
    private static let registrations = 10_000

    /// Fills the registry behind the program's back, much faster than CSV, with people due in two months.
    private static let filling = """
        import sqlite3, sys
        registry = sqlite3.connect(sys.argv[1])
        count = int(sys.argv[2])
        people = ((f"P-{n}", f"张伟{n}", f"p{n}@example.test") for n in range(10, 10 + count))
        registry.executemany("INSERT INTO person(id, name, email) VALUES (?, ?, ?)", people)
        rows = ((f"R-{n}", f"P-{n}", sys.argv[3]) for n in range(10, 10 + count))
        registry.executemany(
            "INSERT INTO registration(id, person_id, employer_id, valid_until, state, updated_at)"
            " VALUES (?, ?, 'E-1', ?, 'active', '2026-01-01T00:00:00Z')", rows)
        registry.commit()
        """

    /// Runs a program and prints its peak anonymous memory in MiB; file pages, which are many in a debug build, are not
    /// counted.
    private static let measuring = """
        import subprocess, sys, time
        program = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        peak = 0
        while program.poll() is None:
            try:
                lines = open(f"/proc/{program.pid}/status").read().splitlines()
            except OSError:
                continue
            peak = max([peak] + [int(line.split()[1]) for line in lines if line.startswith("RssAnon")])
            time.sleep(0.01)
        assert program.returncode == 0 and peak > 0, (program.returncode, peak)
        print(peak // 1024)
        """

    private func peak(_ arguments: [String]) throws -> Int {
        let program = Program.products.appending(path: "renewald").path
        let output = try ForeignProgram.python(Self.measuring, arguments: [program] + arguments)
        return try #require(Int(output.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    @Test func planningTwentyThousandNoticesStaysWithinTheMemoryLimit() throws {
        let office = try Office()
        try office.fill(1) { _ in 1000 }
        let day = Office.day(nil, plus: 60)
        _ = try ForeignProgram.python(Self.filling, arguments: [office.registry, "\(Self.registrations)", day])
        try office.configure(smtpPort: 1, httpPort: 1)
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        // Nothing is sent: the memory of transfers is not measured here.
        try office.write(yaml.replacing("send: [hr-system]", with: "send: [office-mail]"), to: "renewald.yaml")
        #expect(try peak(["plan", "--since", "never", "--config", office.configuration]) < Self.limitMiB)
        let closed = try String(contentsOfFile: office.configuration, encoding: .utf8)
            .replacing("\"00:00-24:00\"", with: "\"00:00-00:01\"")
        try office.write(closed + "delivery: {max_due_per_scan: 1000000}\n", to: "renewald.yaml")
        #expect(try peak(["run", "--once", "--config", office.configuration]) < Self.limitMiB)
        let listed = try office.renewald(["outbox", "list", "--config", office.configuration, "--limit", "1"])
        #expect(listed.contains("in all: \(2 * Self.registrations) pending"))
    }
}
