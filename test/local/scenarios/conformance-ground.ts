import { rmSync } from "node:fs";
import {
  type CarefulClient,
  carefulClient,
  type Manners,
} from "../../../infra/cli/conformance/partner/careful-client.ts";
import type { Counter } from "../../../infra/cli/conformance/partner/counter.ts";
import { h2hCounter } from "../../../infra/cli/conformance/partner/h2h-counter.ts";
import { doTask, followSession } from "../../../infra/cli/conformance/partner/play-session.ts";
import { mannersFor } from "../../../infra/cli/conformance/partner/played-client.ts";
import {
  type SessionApi,
  type SessionProgress,
  sessionApi,
} from "../../../infra/cli/conformance/partner/session-api.ts";
import { snapCounter } from "../../../infra/cli/conformance/partner/snap-counter.ts";
import { type H2hClient, h2hClient } from "../../../infra/cli/h2h-client.ts";
import { type SnapClient, snapClient } from "../../../infra/cli/snap-client.ts";
import { type LocalKanal, startKanal } from "../../../infra/local/kanal.ts";
import { readSandboxFile, type SandboxFile } from "../../../infra/local/sandbox/sandbox-file.ts";
import { dataFolder } from "../../engine/data-folder.ts";
import { VirtualTime } from "./virtual-time.ts";

/** A sandbox in a time of its own, and clients that play partners in it. */
export interface ConformanceGround {
  readonly kanal: LocalKanal;
  readonly api: SessionApi;
  readonly file: SandboxFile;
  readonly time: VirtualTime;
  bank(partnerId: string): SnapClient;
  shop(partnerId: string): H2hClient;
  /** A counter of the partner's, by its protocol. */
  counter(partnerId: string): Counter;
  /** A client that behaves, but for what the counter or the manners say otherwise. */
  client(counter: Counter, manners?: Partial<Manners>): CarefulClient;
  /** Plays a whole session, or some scenarios of one, with a client. */
  play(wish: Wish, client: CarefulClient): Promise<SessionProgress>;
  close(): Promise<void>;
}

export interface Wish {
  readonly partnerId: string;
  readonly timeScale?: number;
  readonly scenarios?: readonly string[];
}

/** How often a session is looked at, in its own time. */
const LOOK_MS = 11_000;

export async function openGround(): Promise<ConformanceGround> {
  const dataDir = dataFolder("conformance");
  const time = new VirtualTime();
  const kanal = await startKanal({
    ...{ dataDir, businessNow: "2026-11-20T10:00:00+07:00", sessionTime: time.session },
  });
  const killIfLeft = () => kanal.kill();
  process.once("exit", killIfLeft);
  const file = readSandboxFile(kanal.sandboxFile);
  if (!file) throw new Error("no sandbox.json");
  const api = sessionApi(kanal.baseUrl);
  const entry = (partnerId: string) => file.partners.find((partner) => partner.partnerId === partnerId);
  const ground: ConformanceGround = {
    ...{ kanal, api, file, time },
    bank(partnerId) {
      const found = entry(partnerId);
      if (found?.protocol !== "snap") throw new Error(`no bank ${partnerId}`);
      return snapClient(kanal.baseUrl, found);
    },
    shop(partnerId) {
      const found = entry(partnerId);
      if (found?.protocol !== "h2h") throw new Error(`no shop ${partnerId}`);
      return h2hClient(kanal.baseUrl, found);
    },
    counter: (partnerId) =>
      entry(partnerId)?.protocol === "snap"
        ? snapCounter(ground.bank(partnerId))
        : h2hCounter(ground.shop(partnerId)),
    client: (counter, manners = {}) => carefulClient(counter, { ...mannersFor(1), ...manners }, time.waits),
    play: (wish, client) =>
      time.during(async () => {
        const tasks: Promise<void>[] = [];
        const told = ({ now }: SessionProgress) => {
          if (now) tasks.push(time.during(() => doTask(client, now.task)));
        };
        const ended = await followSession(api, await api.open({ ...wish }), told, () => time.sleep(LOOK_MS));
        await Promise.all(tasks);
        return ended;
      }),
    async close() {
      process.off("exit", killIfLeft);
      await kanal.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return ground;
}

/** What failed, as `scenario: label`. */
export const failures = ({ results }: SessionProgress): readonly string[] =>
  results.flatMap(({ id, checks }) =>
    checks.flatMap(({ passed, label }) => (passed ? [] : [`${id}: ${label}`])),
  );
