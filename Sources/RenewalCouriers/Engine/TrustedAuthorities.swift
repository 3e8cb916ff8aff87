import CCurl
import Foundation

/// The authorities that a file names, in place of the system's and of nothing else.
///
/// The file is handed to libcurl as bytes, so that a changed file counts at the next transfer: connections, sessions and
/// parsed certificates are kept by content, not by name.
enum TrustedAuthorities {
    /// Several times what a whole system trusts.
    private static let byteLimit = 4_194_304

    static func install(file: String, on handle: CurlHandle) throws(CurlFailure) {
        try handle.set(CURLOPT_CAINFO_BLOB, bytes: try read(file))
        // Debian's libcurl has a directory built in that it asks besides.
        try handle.set(CURLOPT_CAPATH, pointer: nil)
    }

    private static func read(_ file: String) throws(CurlFailure) -> Data {
        let url = URL(filePath: file)
        do {
            let bytes = try Data(contentsOf: url)
            guard !bytes.isEmpty, bytes.count <= byteLimit else {
                throw CurlFailure("reading the authorities in \(file)", reason: "the file is empty or too large")
            }
            return bytes
        } catch let failure as CurlFailure {
            throw failure
        } catch {
            throw CurlFailure("reading the authorities in \(file)", reason: error.localizedDescription)
        }
    }
}
