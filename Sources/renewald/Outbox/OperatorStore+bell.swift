import RenewalOutbox

extension OperatorStore {
    /// Tells the running daemon that the queue has changed, and the operator when nobody hears it.
    func tellDaemon() {
        switch ringBell() {
        case .heard: break
        case .nobody: Console.remark("no daemon runs on this state file: the change takes effect when one starts")
        case .unavailable: Console.remark("the daemon notices this within a minute")
        }
    }
}
