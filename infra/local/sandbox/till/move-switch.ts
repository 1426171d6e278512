import { NoAnswer } from "../../../cli/snap-client.ts";
import type { Visit } from "./visit.ts";

const SAME = { indonesia: "", english: "" };

/** Moves one of the sandbox's switches as anybody would, by its own address, so that the page shows a call that can be tried by hand. */
export async function moveSwitch(
  baseUrl: string,
  { wire }: Visit,
  { name, to }: { readonly name: "answers" | "core"; readonly to: Readonly<Record<string, unknown>> },
): Promise<void> {
  const path = `/sandbox/${name}`;
  const body = JSON.stringify(to);
  await wire.around(
    { caller: "sandbox", request: `PUT ${path}`, fields: [["body", body]] },
    async () => {
      const answer = await fetch(`${baseUrl}${path}`, { method: "PUT", body });
      if (!answer.ok) throw new NoAnswer(`${path} was answered ${answer.status}`);
      return answer.status;
    },
    (status) => ({ code: String(status), isYes: true, text: SAME }),
  );
}
