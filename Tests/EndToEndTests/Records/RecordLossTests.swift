import Foundation
import RenewalTestSupport
import Testing

/// Electronic credentials through the command line: above all, nothing is voided by accident.
@Suite(.startsPrograms) struct RecordLossTests {
    private let office: Office

    /// C-1 of 张伟 is valid for another 200 days.
    init() throws {
        office = try Office()
        try office.fill(1) { _ in 60 }
        try office.configure(smtpPort: 1, httpPort: 1)
        _ = try record(
            "credential issue --person P-1 --serial 5A01 --id C-1 --valid-until \(Office.day(nil, plus: 200))"
        )
    }

    @discardableResult
    private func record(_ command: String, endsWith status: Int32 = 0) throws -> String {
        let words = command.split(separator: " ").map(String.init)
        let options = ["--registry", office.registry, "--config", office.configuration]
        let ending = try Program.run("renewald", ["registry", "record"] + words + options)
        #expect(ending.status == status, "\(command): \(ending.errors)")
        return ending.output + ending.errors
    }

    /// The fields of a table, joined.
    private func state(of table: String) throws -> String {
        try office.renewald(["registry", "export", "--registry", office.registry, table])
            .replacing("\",\"", with: ",")
    }

    /// A report that only needs to be completed.
    private func submit() throws {
        try record("loss draft C-1 --reason lost --channel phone --information situation,relevant_info --id L-1")
        try record("loss submit L-1 --confirmed")
    }

    @Test func aScriptVoidsOnlyWithYes() throws {
        try submit()
        let refusal = try record("loss complete L-1", endsWith: 65)
        #expect(refusal.contains("NOT_CONFIRMED under rule R83"))
        #expect(refusal.contains("--yes"))
        #expect(try state(of: "credential").contains(",active,"))
        let done = try record("loss complete L-1 --yes")
        #expect(done.contains("credential C-1 is void at once and for good"))
        #expect(done.contains("0 relying parties will be told"))
        #expect(try state(of: "credential").contains(",void,"))
        #expect(try record("loss complete L-1 --yes", endsWith: 65).contains("VOID under rule R82"))
    }

    /// On a terminal the command asks; only the whole word `yes` confirms.
    @Test(arguments: [("yes", 0, ",void,"), ("y", 65, ",active,"), ("", 65, ",active,")])
    func completionAsksForConfirmationOnATerminal(answer: String, status: Int, state: String) throws {
        try submit()
        let script = """
            import os, pty, sys
            answer = sys.argv[1].encode() + b"\\n"
            pid, terminal = pty.fork()
            if pid == 0:
                os.execv(sys.argv[2], sys.argv[2:])
            seen = b""
            while b"Type yes" not in seen:
                seen += os.read(terminal, 4096)
            os.write(terminal, answer)
            try:
                while piece := os.read(terminal, 4096):
                    seen += piece
            except OSError:
                pass
            print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            print(seen.decode())
            """
        let program = Program.products.appending(path: "renewald").path
        let said = try ForeignProgram.python(
            script,
            arguments: [
                answer, program, "registry", "record", "loss", "complete", "L-1", "--registry", office.registry,
            ]
        )
        #expect(said.hasPrefix("\(status)\n"), "\(said)")
        #expect(said.contains("voids its credential at once and for good"))
        #expect(try self.state(of: "credential").contains(state))
    }

    @Test func aReissueKeepsTheExpiry() throws {
        try submit()
        #expect(try record("reissue request L-1", endsWith: 65).contains("NOT_COMPLETE under rule R82"))
        try record("loss complete L-1 --yes")
        try record("reissue request L-1 --id I-1")
        #expect(try record("reissue process I-1", endsWith: 65).contains("FEE_UNPAID under rule R84"))
        for step in ["ask-fee", "pay", "process"] { try record("reissue \(step) I-1") }
        try record("reissue inquire I-1 --channel phone --answer 制证中")
        #expect(try state(of: "inquiry").contains("phone,制证中"))
        try record("reissue ready I-1")
        #expect(try record("reissue cancel I-1", endsWith: 65).contains("WRONG_STEP under rule R87"))
        let delivered = try record("reissue deliver I-1 --serial 5A02 --new-id C-2")
        #expect(delivered.contains("credential C-2 is valid until \(Office.day(nil, plus: 200))"))
    }

    @Test func rejectedAndWithdrawnReportsVoidNothing() throws {
        try submit()
        try record("loss reject L-1")
        try record("loss draft C-1 --reason damaged --channel website --id L-2")
        try record("loss withdraw L-2")
        #expect(try state(of: "credential").contains(",active,"))
        #expect(try state(of: "loss_report").contains(",rejected,"))
    }

    @Test func aCredentialIsRenewedAndAnnotated() throws {
        try record("annotate C-1 --purpose 企业资质申报 --until \(Office.day(nil, plus: 90))")
        let long = try record("annotate C-1 --purpose 企业资质申报 --until \(Office.day(nil, plus: 91))", endsWith: 65)
        #expect(long.contains("under rule V15"))
        #expect(try record("credential start-renewal C-1", endsWith: 65).contains("NOT_COMPLETE under rule R69"))
        try record("credential start-renewal C-1 --done identity,materials,fee")
        let renewed = try record("credential renewed C-1 --serial 5A02 --id C-2 --term-years 2")
        #expect(renewed.contains("credential C-2 is valid until"))
        let unsafe = try record("credential confirm-update C-1 --installed", endsWith: 65)
        #expect(unsafe.contains("KEY_COMPROMISED under rule R70"))
        try record("credential confirm-update C-1 --installed --key-safe")
        try record("credential key-compromised C-2")
        #expect(try record("credential key-compromised C-1", endsWith: 65).contains("SUPERSEDED under rule R70"))
    }
}
