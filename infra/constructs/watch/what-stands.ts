import type { Stack } from "aws-cdk-lib";
import type { FunctionName } from "../../settings.ts";
import { RegionalApi } from "../edges/regional-api.ts";
import { GuardedQueue } from "../guarded-queue.ts";
import { KanalFunction } from "../kanal-function.ts";

/** What a stack is made of, as far as it is watched. */
export interface WhatStands {
  readonly functions: readonly KanalFunction[];
  readonly queues: readonly GuardedQueue[];
  readonly apis: readonly RegionalApi[];
  /** @throws TypeError when there is none of that name */
  function(name: FunctionName): KanalFunction;
}

/** Looks through the stack itself, so that whatever is added to it later is watched without anybody's thinking of it. */
export function whatStands(stack: Stack): WhatStands {
  const all = stack.node.findAll();
  const functions = all.filter((each) => each instanceof KanalFunction);
  return {
    functions,
    queues: all.filter((each) => each instanceof GuardedQueue),
    apis: all.filter((each) => each instanceof RegionalApi),
    function(name) {
      const found = functions.find((each) => each.name === name);
      if (!found) throw new TypeError(`the stack has no function ${name}`);
      return found;
    },
  };
}
