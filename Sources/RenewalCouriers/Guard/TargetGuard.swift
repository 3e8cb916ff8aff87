import CCurl
import Foundation

/// Decides for one handle which addresses its connections may go to, and can hang them all up.
///
/// It sees the actual address about to be connected, so a name that changes its address gains nothing. The second check
/// before each request is for connections opened by an earlier transfer.
final class TargetGuard {
    private let networks: NetworkPolicy
    private var hasRefused = false
    private var hasOpened = false
    /// The first address that was refused since ``beginTransfer()``.
    private(set) var firstRefused: TargetAddress?
    private var openSockets: Set<Int32> = []
    /// Called before each new connection.
    var onOpen: () -> Void = {}
    /// Asked before each request, including those that libcurl resends by itself.
    var mayRequest: () -> Bool = { true }

    /// - Parameter networks: which addresses may be connected
    init(networks: NetworkPolicy) { self.networks = networks }

    /// The guard of a channel, by its settings.
    convenience init(of network: NetworkScope, nat64Prefixes: [String]) {
        self.init(networks: NetworkPolicy(allowsPrivateNetwork: network == .internal, nat64Prefixes: nat64Prefixes))
    }

    func install(on handle: CurlHandle) throws(CurlFailure) {
        let context = handle.context(self)
        try handle.check(renewald_curl_set_open_socket(handle.raw, openSocket), CURLOPT_OPENSOCKETFUNCTION)
        try handle.set(CURLOPT_OPENSOCKETDATA, pointer: context)
        try handle.check(renewald_curl_set_prerequest(handle.raw, examineConnection), CURLOPT_PREREQFUNCTION)
        try handle.set(CURLOPT_PREREQDATA, pointer: context)
    }

    /// Tracks closing too, so that ``hangUp()`` knows what is open; only for a guard that outlives the connections.
    func followClosing(on handle: CurlHandle) throws(CurlFailure) {
        try handle.check(renewald_curl_set_close_socket(handle.raw, closeSocket), CURLOPT_CLOSESOCKETFUNCTION)
        try handle.set(CURLOPT_CLOSESOCKETDATA, pointer: handle.context(self))
    }

    /// Whether an address was refused and no other one was tried since ``beginTransfer()``.
    var hasBlocked: Bool { hasRefused && !hasOpened }

    func beginTransfer() {
        hasRefused = false
        hasOpened = false
        firstRefused = nil
    }

    /// Shuts down both directions of every open connection, so that nothing waits for the other side.
    func hangUp() { end(Int32(SHUT_RDWR)) }

    /// Lets a last command go out without waiting for its answer.
    func stopListening() { end(Int32(SHUT_RD)) }

    private func end(_ directions: Int32) {
        // Fails only for a socket that the other side has already closed, and that needs no hanging up.
        for socket in openSockets { _ = shutdown(socket, directions) }
    }

    fileprivate func allows(_ address: TargetAddress?) -> Bool {
        let isAllowed = address.map(networks.allows) ?? false
        hasRefused = hasRefused || !isAllowed
        if !isAllowed, firstRefused == nil { firstRefused = address }
        return isAllowed
    }

    fileprivate func open(_ family: Int32, _ kind: Int32, _ proto: Int32) -> Int32 {
        onOpen()
        hasOpened = true
        let descriptor = socket(family, kind | closeOnExec, proto)
        if descriptor >= 0 { openSockets.insert(descriptor) }
        return descriptor
    }

    fileprivate func close(_ descriptor: Int32) -> Int32 {
        openSockets.remove(descriptor)
        return Foundation.close(descriptor)
    }
}

private let closeOnExec = Int32(SOCK_CLOEXEC.rawValue)

private let openSocket: curl_opensocket_callback = { context, _, target in
    guard let context, let target else { return CURL_SOCKET_BAD }
    let guardian = Unmanaged<TargetGuard>.fromOpaque(context).takeUnretainedValue()
    guard let start = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return CURL_SOCKET_BAD }
    let description = target.pointee
    let address = TargetAddress(family: description.family, socketAddress: UnsafeRawPointer(target) + start)
    guard guardian.allows(address) else { return CURL_SOCKET_BAD }
    return guardian.open(description.family, description.socktype, description.protocol)
}

private let closeSocket: curl_closesocket_callback = { context, descriptor in
    guard let context else { return -1 }
    return Unmanaged<TargetGuard>.fromOpaque(context).takeUnretainedValue().close(descriptor)
}

private let examineConnection: curl_prereq_callback = { context, peer, _, _, _ in
    guard let context, let peer else { return CURL_PREREQFUNC_ABORT }
    let guardian = Unmanaged<TargetGuard>.fromOpaque(context).takeUnretainedValue()
    let isAllowed = guardian.allows(TargetAddress(String(cString: peer))) && guardian.mayRequest()
    return isAllowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}
