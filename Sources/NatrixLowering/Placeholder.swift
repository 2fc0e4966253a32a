import NatrixIR
import NatrixProgram

package func lower(_ modules: [BoundModule], nativeModules: [String] = []) -> Program {
  preconditionFailure("lowering has not landed")
}
