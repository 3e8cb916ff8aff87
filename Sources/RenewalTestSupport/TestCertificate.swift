import Foundation

/// A test's own certificate authority, and a certificate it signed for `localhost` and 127.0.0.1.
package struct TestCertificate: Sendable {
    /// PEM files.
    package let authority: String
    package let chain: String
    package let key: String

    /// Creates both with openssl.
    package init(in directory: TemporaryDirectory) throws {
        authority = directory.path("ca.pem")
        chain = directory.path("server.pem")
        key = directory.path("server.key")
        let (authorityKey, request, names) = (
            directory.path("ca.key"), directory.path("server.csr"), directory.path("names")
        )
        try Data("subjectAltName=DNS:localhost,IP:127.0.0.1\n".utf8).write(to: URL(filePath: names))
        let newKey = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try Self.openssl(
            newKey + ["-x509", "-days", "2", "-subj", "/CN=Test CA", "-keyout", authorityKey, "-out", authority]
        )
        try Self.openssl(newKey + ["-subj", "/CN=localhost", "-keyout", key, "-out", request])
        try Self.openssl([
            "x509", "-req", "-days", "2", "-in", request, "-CA", authority, "-CAkey", authorityKey,
            "-CAcreateserial", "-extfile", names, "-out", chain,
        ])
    }

    private static func openssl(_ arguments: [String]) throws {
        _ = try ForeignProgram.run("/usr/bin/openssl", arguments)
    }
}
