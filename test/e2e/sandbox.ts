import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { snapClient } from "../../infra/cli/snap-client.ts";
import { sendFunctionLogsTo } from "../../infra/local/function-logs.ts";
import { type KanalOptions, startKanal } from "../../infra/local/kanal.ts";
import { dataFolder } from "../engine/data-folder.ts";
import { midtransBank, type SnapCredentials } from "./midtrans-bank.ts";

/** An H2H partner's entry of the file. */
export interface H2hEntry {
  readonly partnerId: string;
  readonly protocol: "h2h";
  readonly keyId: string;
  readonly algorithm: "ed25519" | "rsa-pss-sha512" | "hmac-sha256";
  readonly privateKeyPem?: string;
  readonly secret?: string;
}

interface SandboxFile {
  readonly partners: readonly ((SnapCredentials & { readonly protocol: "snap" }) | H2hEntry)[];
  readonly members: readonly {
    readonly nik: string;
    readonly name: string;
    readonly state: string;
    readonly programmes: readonly string[];
    readonly sector: string;
    readonly declaredMonthlyIncome: number;
  }[];
}

/** The whole gateway on this machine with its samples, and banks that we did not write. */
export async function openSandbox(options: Partial<KanalOptions> = {}) {
  const dataDir = dataFolder("e2e");
  process.env.POWERTOOLS_LOG_LEVEL = "INFO";
  sendFunctionLogsTo(join(dataDir, "functions.log"));
  const kanal = await startKanal({ dataDir, businessNow: "2026-11-20T10:00:00+07:00", ...options });
  const killIfLeft = () => kanal.kill();
  process.once("exit", killIfLeft);
  const file = JSON.parse(readFileSync(kanal.sandboxFile, "utf8")) as SandboxFile;
  /** Two programmes at the lowest price outside transport, Rp8,400 a discounted month, and nobody who turns 65 meanwhile. */
  const neverPaid = file.members.filter(
    ({ nik, state, sector, programmes, declaredMonthlyIncome }) =>
      nik.slice(10, 12) !== "61" &&
      state === "never-paid" &&
      sector === "OTHER" &&
      programmes.length === 2 &&
      declaredMonthlyIncome < 1_100_000,
  );
  let taken = 0;

  function credentials(partnerId: string): SnapCredentials {
    const found = file.partners.find((partner) => partner.partnerId === partnerId);
    if (found?.protocol !== "snap") throw new Error(`bank ${partnerId} is not in sandbox.json`);
    return found;
  }

  function h2hEntry(partnerId: string): H2hEntry {
    const found = file.partners.find((partner) => partner.partnerId === partnerId);
    if (found?.protocol !== "h2h") throw new Error(`${partnerId} is not in sandbox.json`);
    return found;
  }

  return {
    ...kanal,
    file,
    /** BRI through a client that we did not write. */
    bri: midtransBank(kanal.baseUrl, credentials("bri")),
    /** BNI through the client of our own tools; its profile takes no `grant_type`. */
    bni: snapClient(kanal.baseUrl, credentials("bni")),
    credentials,
    h2hEntry,
    /** A worker who has paid nothing yet and whom no other test has. */
    worker() {
      const worker = neverPaid[taken++];
      if (!worker) throw new Error("the sandbox has no more workers who never paid");
      return worker;
    },
    member: (state: string) => file.members.find((member) => member.state === state),
    async put(path: string, body: unknown): Promise<unknown> {
      const answer = await fetch(`${kanal.baseUrl}${path}`, { method: "PUT", body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    /** Stops the gateway and leaves its data folder to be looked at. */
    async stopAndKeep(): Promise<void> {
      process.off("exit", killIfLeft);
      await kanal.stop();
    },
    async close(): Promise<void> {
      await this.stopAndKeep();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;

/** How soon a payment has to be cover. Some 50 ms on a quiet machine; beside other tests, on two cores, it took 1.8 s. */
export const ACTIVE_WITHIN_MS = 6_000;

/** Asks until the answer pleases, at most `withinMs`. */
export async function until<T>(
  ask: () => Promise<T>,
  pleases: (answer: T) => boolean,
  withinMs: number,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (pleases(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
