import Glibc
package import RenewalRules

/// Why the system refused a call, with Chinese words for what people meet often.
package struct SystemFault: Hashable, Sendable, Speakable, CustomStringConvertible {
    /// The call's `errno`.
    package let number: Int32

    /// The refusal behind an `errno`.
    package init(_ number: Int32) { self.number = number }

    /// That of the last failed call of this thread.
    package static var last: SystemFault { SystemFault(errno) }

    package var phrase: Phrase {
        let said = String(cString: strerror(number)).lowercased()
        return Phrase(chinese ?? "系统报告“\(said)”", said)
    }

    private var chinese: String? {
        switch number {
        case ENOENT: "文件或目录不存在"
        case EACCES: "没有访问权限"
        case EPERM: "系统不允许此操作"
        case EEXIST: "同名文件已存在"
        case ENOTDIR: "路径中有一级不是目录"
        case EISDIR: "是目录，不是文件"
        case ENOTEMPTY: "目录不是空的"
        case EROFS: "文件系统只读"
        case ENOSPC: "磁盘空间已满"
        case EDQUOT: "已用完磁盘配额"
        case EFBIG: "文件过大"
        case EIO: "磁盘读写出错"
        case ELOOP: "符号链接层数过多"
        case ENAMETOOLONG: "文件名过长"
        case EMFILE, ENFILE: "打开的文件过多"
        case ENOMEM: "内存不足"
        case EBUSY: "正被其他程序占用"
        case ESTALE: "网络文件已失效"
        case ENXIO, ENODEV: "设备不存在"
        default: nil
        }
    }
}
