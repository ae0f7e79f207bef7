import Glibc
import Nabla

let status = LargeStack.run { Dispatch.run(Array(CommandLine.arguments.dropFirst())) }
ProcessOutput.standard.flush()
ProcessOutput.error.flush()
exit(status)
