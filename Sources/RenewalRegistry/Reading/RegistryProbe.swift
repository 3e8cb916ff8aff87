/// What a simulation puts before each read of the registry, to make it fail or to let something happen just then.
///
/// Where one stands, reads run on the calling thread, so that their order is the simulation's alone.
package struct RegistryProbe: Sendable {
    /// The probe of the task; the program itself never sets one.
    @TaskLocal package static var current: RegistryProbe?

    /// What it throws the read throws.
    let before: @Sendable () throws -> Void

    package init(before: @escaping @Sendable () throws -> Void) { self.before = before }
}
