import type { CaseResult } from "../../../cli/conformance/result.ts";
import { KIT_VERSION } from "./catalogue/catalogue.ts";
import type { Action, Said, Scenario } from "./scenario.ts";
import { currentRun, type Session } from "./session.ts";

/** What the client is asked to do now. */
export interface Task {
  readonly action: Action;
  readonly nik: string;
  readonly months: number;
  readonly say: Said;
}

/** How a session stands. */
export interface Progress {
  readonly sessionId: string;
  readonly kitVersion: string;
  readonly partnerId: string;
  readonly protocol: string;
  readonly state: Session["state"];
  readonly timeScale: number;
  readonly startedAt: string;
  /** How many scenarios there are in all. */
  readonly scenarios: number;
  /** The one that is played; undefined when the session is over. */
  readonly now:
    | {
        readonly number: number;
        readonly id: string;
        readonly title: string;
        readonly reason: string;
        readonly mandatory: boolean;
        readonly phase: "waiting" | "running";
        readonly task: Task;
      }
    | undefined;
  readonly results: readonly CaseResult[];
  /** Why there is no certificate so far; undefined when there is one. */
  readonly noCertificateBecause: string | undefined;
}

/** Tells how a session stands. */
export function progressOf(
  session: Session,
  results: readonly CaseResult[],
  noCertificateBecause: string | undefined,
): Progress {
  const run = currentRun(session);
  return {
    sessionId: session.id,
    kitVersion: KIT_VERSION,
    partnerId: session.partnerId,
    protocol: session.protocol,
    state: session.state,
    timeScale: session.pace.timeScale,
    startedAt: new Date(session.startedAt).toISOString(),
    scenarios: session.scenarios.length,
    now: run && {
      number: session.runs.length,
      id: run.scenario.id,
      title: run.scenario.title,
      reason: run.scenario.reason,
      mandatory: run.scenario.mandatory,
      phase: run.own.length === 0 ? "waiting" : "running",
      task: taskOf(run.scenario, run.nik),
    },
    results,
    noCertificateBecause,
  };
}

function taskOf({ action, months, hint }: Scenario, nik: string): Task {
  const said = SAID[action]({ nik, months });
  const say = hint
    ? { indonesia: `${said.indonesia} ${hint.indonesia}`, english: `${said.english} ${hint.english}` }
    : said;
  return { action, nik, months, say };
}

type Facts = { readonly nik: string; readonly months: number };

const SAID: Readonly<Record<Action, (facts: Facts) => Said>> = {
  pay: ({ nik, months }) => ({
    indonesia: `Bayar ${months} bulan untuk pekerja dengan NIK ${nik}.`,
    english: `Pay ${months === 1 ? "one month" : `${months} months`} for the worker with NIK ${nik}.`,
  }),
  "pay-twice-at-once": ({ nik, months }) => ({
    indonesia: `Cek tagihan ${months} bulan untuk NIK ${nik}, lalu tekan bayar dua kali dengan cepat.`,
    english: `Inquire ${months} month for NIK ${nik}, then press pay twice, quickly.`,
  }),
  "pay-two": ({ nik, months }) => ({
    indonesia: `Bayar ${months} bulan untuk NIK ${nik}, lalu bayar ${months} bulan lagi.`,
    english: `Pay ${months} month for NIK ${nik}, then pay ${months} month more.`,
  }),
  "pay-and-reverse": ({ nik, months }) => ({
    indonesia: `Bayar ${months} bulan untuk NIK ${nik}, lalu batalkan pembayaran itu.`,
    english: `Pay ${months} month for NIK ${nik}, then reverse that payment.`,
  }),
  inquire: ({ nik, months }) => ({
    indonesia: `Cek tagihan ${months} bulan untuk NIK ${nik}, yang tidak terdaftar.`,
    english: `Inquire ${months} month for NIK ${nik}, which is not registered.`,
  }),
  nothing: () => ({
    indonesia: "Tidak ada yang perlu dilakukan; dinilai dari seluruh sesi.",
    english: "Nothing to do: judged over the whole session.",
  }),
};
