import Foundation

/// The messages of a run in a mapped file, each after its length in four bytes, little-endian.
///
/// Unchecked because of the pointers: nothing writes to the mapping, which exists until the process ends.
struct Bodies: @unchecked Sendable {
    private let messages: [UnsafeRawBufferPointer]

    init(path: String) throws(BareFailure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BareFailure("\(path): cannot be opened") }
        defer { close(descriptor) }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        guard size > 0, let start = mmap(nil, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0),
            start != MAP_FAILED
        else { throw BareFailure("\(path): cannot be mapped, or is empty") }
        let bytes = UnsafeRawBufferPointer(start: start, count: size)
        var messages: [UnsafeRawBufferPointer] = []
        var offset = 0
        while offset + 4 <= size {
            let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
            guard offset + 4 + length <= size else { throw BareFailure("\(path): ends within a message") }
            messages.append(UnsafeRawBufferPointer(rebasing: bytes[(offset + 4)..<(offset + 4 + length)]))
            offset += 4 + length
        }
        self.messages = messages
    }

    var count: Int { messages.count }

    subscript(index: Int) -> UnsafeRawBufferPointer { messages[index] }
}
