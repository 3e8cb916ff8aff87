/// An outbox in all its roles: what a second one would be written against.
///
/// Each method of a role is exactly one transaction, a read or a change, all of it or nothing; what it changed is on disk
/// when it returns, and it is carried to its end even when the calling task is cancelled. Every change is compared with
/// the state it expects before it is made. Loops over transactions stand above the roles and say so; what is no
/// transaction at all stands apart. How an outbox is opened is its own matter, and so is where it is kept.
///
/// ``Outbox`` keeps it in a SQLite file. The conformance suite in `RenewalOutboxTests` runs over these roles.
package protocol OutboxStore: PlanningStore, DeliveryStore, OperatorStore, EvidenceStore, MonitoringStore {}
