import Foundation
import RenewalCouriers
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

@Suite struct MaildirCourierTests {
    private let directory: TemporaryDirectory
    private let courier: MaildirCourier

    init() throws {
        directory = try TemporaryDirectory()
        courier = MaildirCourier(path: directory.path("邮件"), hostname: "office.test")
    }

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path("邮件/\(folder)"))
    }

    @Test func pythonReadsWhatWasDelivered() async throws {
        #expect(await courier.attempt(sampleParcel(sampleMail())).outcome == .delivered)
        let script = """
            import mailbox, sys
            from email.header import decode_header, make_header
            for mail in mailbox.Maildir(sys.argv[1], create=False):
                print(make_header(decode_header(mail["Subject"])))
                print(mail.get_payload(decode=True).decode().splitlines()[0])
            """
        let output = try ForeignProgram.python(script, arguments: [directory.path("邮件")])
        #expect(output == "注册延续提醒\n李伟,您的注册将于2026年3月15日到期,请及时申请延续注册。\n")
        #expect(try names("tmp").isEmpty)
    }

    @Test func aRepeatAddsNoSecondMail() async throws {
        for _ in 0..<3 { #expect(await courier.attempt(sampleParcel(sampleMail())).outcome == .delivered) }
        #expect(try names("new").count == 1)
    }

    @Test func repeatIsRecognisedAfterTheMailWasRead() async throws {
        _ = await courier.attempt(sampleParcel(sampleMail()))
        let name = try #require(try names("new").first)
        try FileManager.default.moveItem(
            atPath: directory.path("邮件/new/\(name)"),
            toPath: directory.path("邮件/cur/\(name):2,S")
        )
        #expect(await courier.attempt(sampleParcel(sampleMail())).outcome == .delivered)
        #expect(try names("new").isEmpty)
    }

    @Test func leftoverOfAnInterruptedAttemptIsOverwritten() async throws {
        _ = await courier.attempt(sampleParcel(sampleMail(), id: "first"))
        try Data("half".utf8).write(to: URL(filePath: directory.path("邮件/tmp/second.office.test")))
        #expect(await courier.attempt(sampleParcel(sampleMail(), id: "second")).outcome == .delivered)
        let stored = try Data(contentsOf: URL(filePath: directory.path("邮件/new/second.office.test")))
        #expect(Array(stored) == sampleMail().filter { $0 != UInt8(ascii: "\r") })
    }

    @Test func foldersAreOwnerOnly() async throws {
        _ = await courier.attempt(sampleParcel(sampleMail()))
        for folder in ["邮件", "邮件/tmp", "邮件/new", "邮件/cur"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: directory.path(folder))
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func uncreatableFolderHoldsTheChannel() async throws {
        let file = directory.path("file")
        try Data().write(to: URL(filePath: file))
        let verdict = await MaildirCourier(path: file, hostname: "office.test").attempt(sampleParcel(sampleMail()))
        #expect(verdict.outcome == .channelAtFault)
        #expect(verdict.step.name == "maildir")
    }

    @Test(arguments: ["../x", "", "a/b", "a b", "身份"])
    func unsafeDeliveryIDsAreRefused(id: String) async {
        let verdict = await courier.attempt(sampleParcel(sampleMail(), id: id))
        #expect(verdict.outcome == .permanent)
        #expect(verdict.step.name == "delivery-id")
    }

    @Test func hostNameCannotEscapeTheFolder() async throws {
        let courier = MaildirCourier(path: directory.path("邮件"), hostname: "../a:b")
        #expect(await courier.attempt(sampleParcel(sampleMail())).outcome == .delivered)
        #expect(try names("new") == ["abcdefghijklmnopqrstuvwxyz...\\057a\\072b"])
    }

    @Test func storedMailHasLocalLineEndings() async throws {
        let message = Array("Subject: a\r\n\r\nlone \r and \n stay\r\n".utf8)
        _ = await courier.attempt(sampleParcel(message, id: "d1"))
        let stored = try Data(contentsOf: URL(filePath: directory.path("邮件/new/d1.office.test")))
        #expect(String(decoding: stored, as: UTF8.self) == "Subject: a\n\nlone \r and \n stay\n")
    }

    /// A local user planted a file in the maildir; the courier overwrites nothing and reports it.
    @Test(arguments: ["new", "cur"]) func sameNameWithOtherContentIsNotADelivery(folder: String) async throws {
        _ = await courier.attempt(sampleParcel(sampleMail(), id: "first"))
        let flags = folder == "cur" ? ":2,S" : ""
        let file = directory.path("邮件/\(folder)/d1.office.test\(flags)")
        for content in [Data(), Data("nothing of ours".utf8), Data(sampleMail())] {
            try content.write(to: URL(filePath: file))
            let verdict = await courier.attempt(sampleParcel(sampleMail(), id: "d1"))
            #expect(verdict.outcome == .channelAtFault && verdict.scope == .unsaid)
            #expect(verdict.reply.contains("\(file) was not written here"))
            #expect(try Data(contentsOf: URL(filePath: file)) == content)
            #expect(try names("tmp").isEmpty)
        }
        #expect(unlink(file) == 0)
        #expect(await courier.attempt(sampleParcel(sampleMail(), id: "d1")).outcome == .delivered)
    }

    @Test(.timeLimit(.minutes(5))) func linkOrPipeOfTheSameNameIsNotADelivery() async throws {
        _ = await courier.attempt(sampleParcel(sampleMail(), id: "first"))
        let stored = directory.path("邮件/new/first.office.test")
        let file = directory.path("邮件/new/d1.office.test")
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: stored)
        #expect(await courier.attempt(sampleParcel(sampleMail(), id: "d1")).outcome == .channelAtFault)
        #expect(unlink(file) == 0 && mkfifo(file, 0o600) == 0)
        #expect(await courier.attempt(sampleParcel(sampleMail(), id: "d1")).outcome == .channelAtFault)
    }

    @Test func linkInTmpIsNotFollowed() async throws {
        _ = await courier.attempt(sampleParcel(sampleMail(), id: "first"))
        let victim = directory.path("victim")
        for (id, lay) in [("d1", symlink), ("d2", link)] {
            try Data("precious".utf8).write(to: URL(filePath: victim))
            #expect(lay(victim, directory.path("邮件/tmp/\(id).office.test")) == 0)
            #expect(await courier.attempt(sampleParcel(sampleMail(), id: id)).outcome == .delivered)
            #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
        }
    }

    @Test(arguments: ["tmp", "new", "cur"]) func linkedFolderIsRefused(folder: String) async throws {
        _ = await courier.attempt(sampleParcel(sampleMail(), id: "first"))
        let place = directory.path("邮件/\(folder)")
        try FileManager.default.removeItem(atPath: place)
        try FileManager.default.createDirectory(atPath: directory.path("elsewhere"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: directory.path("elsewhere"))
        let verdict = await courier.attempt(sampleParcel(sampleMail(), id: "d1"))
        #expect(verdict.outcome == .channelAtFault)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path("elsewhere")).isEmpty)
    }

    @Test func worldWritableFolderIsRefused() async throws {
        _ = await courier.attempt(sampleParcel(sampleMail(), id: "first"))
        #expect(chmod(directory.path("邮件/new"), 0o1777) == 0)
        let verdict = await courier.attempt(sampleParcel(sampleMail(), id: "d1"))
        #expect(verdict.outcome == .channelAtFault)
        #expect(verdict.reply.contains("not everybody may write into it"))
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func aFolderOfAnotherUserIsRefused() async throws {
        _ = await courier.attempt(sampleParcel(sampleMail(), id: "first"))
        #expect(chown(directory.path("邮件/cur"), 4711, 4711) == 0)
        let verdict = await courier.attempt(sampleParcel(sampleMail(), id: "d1"))
        #expect(verdict.reply.contains("it belongs to 4711"))
    }
}
