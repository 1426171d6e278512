import { CfnParameter } from "aws-cdk-lib";
import type { Construct } from "constructs";

/** A text parameter of the stack, empty unless given, whose name in the template is its own, not its path: people type it. */
export function namedParameter(scope: Construct, name: string, description: string): CfnParameter {
  const made = new CfnParameter(scope, name, { type: "String", default: "", description });
  made.overrideLogicalId(name);
  return made;
}
