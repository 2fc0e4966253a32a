/// Makes fast versions of functions: copies of their graphs in which values have machine types, behind guards that leave
/// into the generic version.

import NatrixIR
import NatrixInference
import NatrixSupport
