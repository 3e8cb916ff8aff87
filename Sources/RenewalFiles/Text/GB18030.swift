import Glibc

/// The encoding Chinese spreadsheets save by default (with GBK and GB2312 inside it), decoded by the C library.
package enum GB18030 {
    /// Where decoding stopped.
    package struct Stop: Error {
        /// Of the first byte that makes no sense.
        package let offset: Int
    }

    /// The bytes as UTF-8.
    package static func decode(_ bytes: [UInt8]) -> Result<[UInt8], Stop> {
        guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1) else {
            return .failure(Stop(offset: 0))
        }
        defer { iconv_close(converter) }
        var input = bytes.map(CChar.init(bitPattern:))
        // Two bytes become at most three.
        var output = [CChar](repeating: 0, count: bytes.count * 2)
        var (inputLeft, outputLeft) = (input.count, output.count)
        let converted = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var (from, to) = (input.baseAddress, output.baseAddress)
                return iconv(converter, &from, &inputLeft, &to, &outputLeft)
            }
        }
        guard converted != -1 else { return .failure(Stop(offset: bytes.count - inputLeft)) }
        return .success(output.dropLast(outputLeft).map(UInt8.init(bitPattern:)))
    }
}
