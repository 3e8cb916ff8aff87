import RenewalOutbox
import RenewalRules

extension OperatorStore {
    /// Tells the running daemon that the queue has changed, and the operator when nobody hears it.
    func tellDaemon() {
        switch ringBell() {
        case .heard: break
        case .nobody:
            Console.remark(
                Phrase(
                    "服务没有在运行：启动后生效",
                    "no daemon runs on this state file: the change takes effect when one starts"
                )
            )
        case .unavailable: Console.remark(Phrase("一分钟内生效", "the daemon notices this within a minute"))
        }
    }
}
