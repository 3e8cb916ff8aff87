import NIOCore
import NIOHTTPTypes

/// Ends connections of clients that send what nobody asked for or never come to an end: slow ones, too.
final class ConnectionBound: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    /// Connections at the same time; more wait in the backlog.
    static let most = 64
    /// Between two requests, and until the head of one is there.
    static let idle: TimeAmount = .seconds(10)
    /// From the first byte to the last: a monitor connects again.
    static let longest: TimeAmount = .seconds(120)
    /// Bytes of all lines of a head.
    static let headBytes = 8 << 10

    private var end: Scheduled<Void>?

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        end = context.eventLoop.scheduleTask(in: Self.longest) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { end?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Nothing here takes a content.
        if case .body = unwrapInboundIn(data) { return context.close(promise: nil) }
        context.fireChannelRead(data)
    }
}
