import Synchronization

/// A loopback web server that answers every request as a test tells it.
package final class ScriptedHTTPServer: Sendable {
    package struct Request: Sendable {
        package let method: String
        package let target: String
        /// In order of arrival, names in lower case.
        package let headers: [(name: String, value: String)]
        package let body: [UInt8]
        /// Connections are numbered from 0.
        package let connection: Int

        /// The first header with that lower-case name.
        package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    }

    package enum Action: Sendable {
        case respond(Int, headers: [String] = [], body: String = "")
        /// These bytes, then the connection is closed.
        case raw(String)
        /// These bytes, then silence.
        case rawThenHang(String)
        case hang
        case close
        case reset
    }

    package typealias Script = @Sendable (Request) -> Action

    private struct Record {
        var requests: [Request] = []
        var connectionCount = 0
    }

    private let readsRequests: Bool
    private let script: Script
    private let record = Mutex(Record())
    private let listener = Mutex<LoopbackListener?>(nil)

    /// Starts listening.
    ///
    /// - Parameters:
    ///   - port: 0 picks a free one
    ///   - readsRequests: whether a request is read before the script is asked; otherwise it counts as empty
    ///   - script: decides on every request; it runs on the connection's thread
    /// - Throws: when the port is taken
    package init(
        port: Int = 0,
        readsRequests: Bool = true,
        script: @escaping Script = { _ in .respond(204) }
    ) throws {
        self.readsRequests = readsRequests
        self.script = script
        let listener = try LoopbackListener(port: port) { [weak self] connection, number in
            self?.serve(connection, number)
        }
        self.listener.withLock { $0 = listener }
    }

    deinit { stop() }

    package var port: Int { listener.withLock { $0?.port ?? 0 } }

    package var requests: [Request] { record.withLock(\.requests) }

    package var connectionCount: Int { record.withLock(\.connectionCount) }

    /// Closes the port and hangs up every connection.
    package func stop() { listener.withLock { $0?.stop() } }

    private func serve(_ connection: LoopbackConnection, _ number: Int) {
        record.withLock { $0.connectionCount += 1 }
        while let request = read(connection, number) {
            record.withLock { $0.requests.append(request) }
            guard act(script(request), on: connection) else { return }
        }
    }

    private func read(_ connection: LoopbackConnection, _ number: Int) -> Request? {
        guard readsRequests else { return Request(method: "", target: "", headers: [], body: [], connection: number) }
        guard let start = Self.line(connection) else { return nil }
        let words = start.split(separator: " ").map(String.init)
        guard words.count == 3 else { return nil }
        var headers: [(name: String, value: String)] = []
        while let line = Self.line(connection), !line.isEmpty {
            let name = line.prefix { $0 != ":" }
            let value = line.dropFirst(name.count + 1).drop { $0 == " " }
            headers.append((name.lowercased(), String(value)))
        }
        let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
        guard let body = connection.read(length) else { return nil }
        return Request(method: words[0], target: words[1], headers: headers, body: body, connection: number)
    }

    /// - Returns: whether the connection stays open
    private func act(_ action: Action, on connection: LoopbackConnection) -> Bool {
        switch action {
        case .respond(let status, let headers, let body):
            let length = status == 204 ? [] : ["Content-Length: \(body.utf8.count)"]
            let head = ["HTTP/1.1 \(status) scripted"] + headers + length
            return connection.write(head.joined(separator: "\r\n") + "\r\n\r\n" + body)
        case .raw(let text): connection.write(text)
        case .rawThenHang(let text):
            connection.write(text)
            connection.hang()
        case .hang: connection.hang()
        case .close: break
        case .reset: connection.reset()
        }
        return false
    }

    private static func line(_ connection: LoopbackConnection) -> String? {
        connection.readLine().map { String(String(decoding: $0, as: UTF8.self).prefix { !$0.isNewline }) }
    }
}
