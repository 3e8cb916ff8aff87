/// How much one transaction changes, so that no claim waits long for it; loops over the stores go in such steps.
package enum TransactionSize {
    /// Deliveries that are put back in the queue.
    package static let deliveries = 1000
}
