import Foundation

/// Third-party servers on loopback ports, for tests that must not rely on our own.
///
/// A server that is not installed is an error, never a skipped test.
package enum ForeignServers {
    /// A program started for a test; it ends with ``stop()`` or when this value goes away.
    package final class Server: Sendable {
        package var port: Int { held.number }
        private let held: HeldPort
        private let process: ChildProcess

        /// Far above what any of them takes to come up, also on a busy machine.
        private static let limitSeconds = 120

        fileprivate init(_ path: String, _ arguments: [String], port: HeldPort, log: URL) throws {
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw ForeignProgram.Failure(description: "\(path) is missing: run Scripts/bootstrap --tests")
            }
            try Data().write(to: log)
            process = try ChildProcess(path, arguments, output: log.path, errors: log.path)
            held = port
            try waitUntilListening(log)
        }

        deinit { stop() }

        /// Kills the program, because smtp-sink reacts to nothing less, and waits until it is gone.
        package func stop() {
            process.signal(SIGKILL)
            process.waitForEnd()
        }

        /// Tries to connect until the program answers; nobody else can.
        private func waitUntilListening(_ log: URL) throws {
            for _ in 0..<Self.limitSeconds * 100 where process.isRunning {
                if try held.isAnswered() { return }
                usleep(10_000)
            }
            let words = try String(decoding: Data(contentsOf: log), as: UTF8.self)
            throw ForeignProgram.Failure(
                description: "process \(process.identifier) does not listen on \(port): \(words)"
            )
        }
    }

    /// Any program that listens on a port it was told.
    ///
    /// - Parameters:
    ///   - path: the program
    ///   - arguments: from which it knows the port
    ///   - port: where it has to listen
    ///   - directory: where its log goes
    /// - Returns: the running server
    /// - Throws: when it does not come up; its words are in the error
    package static func program(
        _ path: String,
        _ arguments: [String],
        on port: HeldPort,
        in directory: TemporaryDirectory
    ) throws -> Server {
        try Server(path, arguments, port: port, log: directory.url.appending(path: "program.log"))
    }

    /// Postfix's `smtp-sink`: takes every mail.
    ///
    /// - Parameters:
    ///   - directory: where its log and the dumped mails go
    ///   - options: further options of smtp-sink(1)
    /// - Returns: the running server; mails are appended to the file `dump`
    /// - Throws: when it is not installed or does not come up
    package static func smtpSink(in directory: TemporaryDirectory, options: [String] = []) throws -> Server {
        let port = try HeldPort()
        let user = geteuid() == 0 ? ["-u", "nobody"] : []
        // It drops root before it writes the dumps.
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: directory.url.path)
        let arguments = user + ["-D", directory.path("dump")] + options + ["127.0.0.1:\(port.number)", "100"]
        return try Server("/usr/sbin/smtp-sink", arguments, port: port, log: directory.url.appending(path: "sink.log"))
    }

    /// A whole Postfix that takes every mail to `example.test`, delivers those to one address into its maildir, and sends
    /// the others back.
    ///
    /// - Parameters:
    ///   - directory: for its configuration, its queue and the mailboxes
    ///   - address: whose mailbox there is, at `example.test`, with or without `+` and more; its maildir is
    ///     `mailboxes/bounces`
    /// - Returns: the running server; its log is `data/mail.log`
    /// - Throws: when it is not installed or does not come up
    package static func postfix(
        in directory: TemporaryDirectory,
        mailboxOf address: String
    ) throws -> Server {
        let port = try HeldPort()
        let base = directory.url.path
        for folder in ["conf", "queue", "data", "mailboxes"] {
            let url = directory.url.appending(path: folder)
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        }
        // Its parts run as users of their own.
        for (folder, mode) in [("", 0o755), ("data", 0o777), ("mailboxes", 0o777)] {
            let path = folder.isEmpty ? base : directory.path(folder)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
        _ = try ForeignProgram.run("/usr/bin/env", ["chown", "postfix", directory.path("data")])
        let files = [
            ("conf/main.cf", postfixSettings.replacing("BASE", with: base)),
            ("conf/master.cf", "127.0.0.1:\(port.number) inet n - n - - smtpd\n" + postfixServices),
            ("known", "\(address) bounces/\n"),
        ]
        for (name, text) in files { try Data(text.utf8).write(to: directory.url.appending(path: name)) }
        // All that it starts ends with it; the shell stays the first process of its namespace, because master changes its
        // user.
        let alone = [
            "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc", "bash", "-c",
            "\"$@\" & wait $!", "alone",
        ]
        let arguments = alone + ["postfix", "-c", directory.path("conf"), "start-fg"]
        let log = directory.url.appending(path: "postfix.log")
        return try Server("/usr/bin/unshare", arguments, port: port, log: log)
    }

    /// `BASE` stands for its directory.
    private static let postfixSettings = """
        compatibility_level = 3.6
        queue_directory = BASE/queue
        data_directory = BASE/data
        mail_owner = postfix
        inet_interfaces = loopback-only
        inet_protocols = ipv4
        myhostname = mx.example.test
        mydestination =
        mynetworks = 127.0.0.0/8
        alias_maps =
        local_recipient_maps =
        virtual_mailbox_domains = example.test
        virtual_mailbox_maps = texthash:BASE/known
        virtual_mailbox_base = BASE/mailboxes
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        recipient_delimiter = +
        smtpd_reject_unlisted_recipient = no
        smtpd_relay_restrictions = permit_mynetworks, reject
        smtpd_peername_lookup = no
        maillog_file = BASE/data/mail.log
        maillog_file_prefixes = BASE/data

        """

    private static let postfixServices = """
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        anvil unix - - n - 1 anvil
        proxymap unix - - n - - proxymap
        virtual unix - n n - - virtual
        error unix - - n - - error
        retry unix - - n - - error
        tlsmgr unix - - n 1000? 1 tlsmgr
        postlog unix-dgram n - n - 1 postlogd

        """

    /// Nginx with the given `server { … }` lines; every request becomes a JSON line of `access.log`.
    ///
    /// - Parameters:
    ///   - directory: its prefix; `PREFIX` in `lines` becomes its path
    ///   - listen: what follows the port in the `listen` line, as ` ssl`
    ///   - lines: locations and certificates
    /// - Returns: the running server
    /// - Throws: when it is not installed or does not come up
    package static func nginx(
        in directory: TemporaryDirectory,
        listen: String = "",
        lines: String = "location / { return 204; }"
    ) throws -> Server {
        let port = try HeldPort()
        let prefix = directory.url.path
        let user = geteuid() == 0 ? "user root;" : ""
        let configuration = """
            daemon off; master_process off; \(user) worker_processes 1; pid \(prefix)/nginx.pid; error_log \(prefix)/nginx-error.log;
            events { worker_connections 1024; }
            http {
                log_format full escape=json '{"id":"$http_webhook_id","time":"$http_webhook_timestamp",'
                    '"signature":"$http_webhook_signature","agent":"$http_user_agent","status":"$status",'
                    '"connection":"$connection","protocol":"$server_protocol"}';
                access_log \(prefix)/access.log full;
                client_body_temp_path \(prefix); proxy_temp_path \(prefix); fastcgi_temp_path \(prefix);
                uwsgi_temp_path \(prefix); scgi_temp_path \(prefix);
                server {
                    listen 127.0.0.1:\(port.number)\(listen) backlog=1024;
                    \(lines.replacing("PREFIX", with: prefix))
                }
            }
            """
        let file = directory.url.appending(path: "nginx.conf")
        try Data(configuration.utf8).write(to: file)
        let arguments = ["-p", prefix, "-c", file.path]
        return try Server("/usr/sbin/nginx", arguments, port: port, log: directory.url.appending(path: "nginx.log"))
    }

    /// Python's aiosmtpd with TLS and login; it stores accepted mails as `mail-1.eml` and so on.
    ///
    /// - Parameters:
    ///   - directory: for the certificate, the log and the mails
    ///   - certificate: made by ``TestCertificate``
    ///   - user: the only login it accepts
    ///   - implicitTLS: TLS from the first byte instead of STARTTLS
    /// - Returns: the running server
    /// - Throws: when it is not installed or does not come up
    package static func aiosmtpd(
        in directory: TemporaryDirectory,
        certificate: TestCertificate,
        user: (name: String, password: String),
        implicitTLS: Bool = false
    ) throws -> Server {
        let port = try HeldPort()
        let arguments = [
            "-c", aiosmtpdScript, String(port.number), certificate.chain, certificate.key, user.name, user.password,
            implicitTLS ? "implicit" : "starttls", directory.url.path,
        ]
        let python = ForeignProgram.repository.appending(path: ".venv/bin/python3").path
        return try Server(python, arguments, port: port, log: directory.url.appending(path: "aiosmtpd.log"))
    }

    private static let aiosmtpdScript = """
        import asyncio, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
        port, chain, key, name, password, mode, folder = sys.argv[1:]
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(chain, key)
        count = 0
        class Handler:
            async def handle_DATA(self, server, session, envelope):
                global count
                count += 1
                with open(f"{folder}/mail-{count}.eml", "wb") as file:
                    file.write(envelope.original_content)
                return "250 2.0.0 taken"
        def authenticate(server, session, envelope, mechanism, data):
            good = LoginPassword(name.encode(), password.encode())
            return AuthResult(success=isinstance(data, LoginPassword) and data == good, handled=False)
        implicit = mode == "implicit"
        def make():
            return SMTP(Handler(), hostname="sink.test", tls_context=None if implicit else context,
                        require_starttls=not implicit, auth_required=True, auth_require_tls=not implicit,
                        authenticator=authenticate)
        async def main():
            server = await asyncio.get_running_loop().create_server(
                make, "127.0.0.1", int(port), ssl=context if implicit else None)
            await server.serve_forever()
        asyncio.run(main())
        """
}
