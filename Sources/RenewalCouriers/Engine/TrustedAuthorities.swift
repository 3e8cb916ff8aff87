import CCurl
import Foundation
import RenewalFiles
import RenewalRules

/// The authorities in a file, which replace the system's.
///
/// The file is given to libcurl as bytes, so that a changed file applies to the next transfer: connections, sessions
/// and parsed certificates are cached by content, not by name.
enum TrustedAuthorities {
    /// Several times the size of a system's whole list.
    private static let byteLimit = 4_194_304

    static func install(file: String, on handle: CurlHandle) throws(CurlFailure) {
        try handle.set(CURLOPT_CAINFO_BLOB, bytes: try read(file))
        // Debian's libcurl also has a built-in directory that it would consult.
        try handle.set(CURLOPT_CAPATH, pointer: nil)
    }

    private static func read(_ file: String) throws(CurlFailure) -> Data {
        guard access(file, R_OK) == 0 else {
            throw CurlFailure("reading the authorities in \(file)", reason: SystemFault.last.phrase.english)
        }
        guard let bytes = FileManager.default.contents(atPath: file), (1...byteLimit).contains(bytes.count) else {
            throw CurlFailure("reading the authorities in \(file)", reason: "the file is empty or too large")
        }
        return bytes
    }
}
