import Foundation
import RenewalFiles
import RenewalRules

/// A file that a command reads to its end; it may be a pipe.
struct InputFile {
    let bytes: [UInt8]

    init(_ path: String) throws(Unreadable) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            let fault = SystemFault.last
            let missing = Phrase("找不到这个文件；请核对文件名和所在文件夹", fault.phrase.english)
            throw Unreadable(path: path, reason: fault.number == ENOENT ? missing : fault.phrase)
        }
        guard let data = try? handle.readToEnd() ?? Data() else {
            let reason = Phrase("不是可以完整读取的文件；请核对是否为文件夹或设备", "it is no file that can be read to its end")
            throw Unreadable(path: path, reason: reason)
        }
        bytes = Array(data)
    }

    /// Why a file was not read.
    struct Unreadable: Error, Speakable {
        let path: String
        let reason: Phrase

        var phrase: Phrase {
            Phrase("读取 \(path)：\(reason.chinese)", "reading \(path): \(reason.english)")
        }
    }
}
