import { onTestFinished } from "vitest";
import { openSandbox } from "../e2e/sandbox.ts";
import { openBrowser } from "./browser.ts";
import { openTill, type TillScreen } from "./till-screen.ts";

type Member = Awaited<ReturnType<typeof openSandbox>>["file"]["members"][number];

/** A sandbox with a browser before it, for one file of tests. */
export async function openCounter() {
  const [sandbox, browser] = await Promise.all([openSandbox(), openBrowser()]);
  const taken = new Set<Member>();

  /** A worker who never paid and whom no other test here has. */
  function nextWorker(fits: (member: Member) => boolean = () => true): Member {
    const worker = sandbox.file.members.find(
      (member) => member.state === "never-paid" && !taken.has(member) && fits(member),
    );
    if (!worker) throw new Error("no sample worker is left");
    taken.add(worker);
    return worker;
  }

  /** A till of its own for the running test. */
  async function till(options?: Parameters<typeof openTill>[2]): Promise<TillScreen> {
    const screen = await openTill(browser, sandbox.baseUrl, options);
    onTestFinished(() => screen.page.context().close());
    return screen;
  }

  return {
    ...{ sandbox, browser, nextWorker, till },
    /** Two programmes at the lowest price outside transport. */
    isLowest: ({ sector, programmes, declaredMonthlyIncome }: Member): boolean =>
      sector === "OTHER" && programmes.length === 2 && declaredMonthlyIncome < 1_100_000,
    /** A till with a bill on its screen. */
    async tillWithBill(partner: string, months = 3, nik = nextWorker().nik) {
      const screen = await till();
      await screen.ask({ partner, nik, months });
      return { screen, nik };
    },
    async close(): Promise<void> {
      await browser.close();
      await sandbox.close();
    },
  };
}
