package import RenewalConfig
import RenewalCouriers
package import RenewalDelivery

extension ChannelSettings {
    /// Looks at the other end of the channel as a delivery would get there, and sends nothing.
    ///
    /// - Parameter clock: from which the days of a certificate are counted
    /// - Returns: one finding for each step, up to the first that failed
    package func probe(clock: some Clock) async -> ChannelProbe {
        await kind.descriptor.probe(as: "renewald/\(Release.version)", at: clock.now)
    }
}
