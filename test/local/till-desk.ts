import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { billOf } from "../../infra/cli/snap-bill.ts";
import { type SnapClient, snapClient } from "../../infra/cli/snap-client.ts";
import type { SandboxFile, SandboxMember } from "../../infra/local/sandbox/sandbox-file.ts";
import { instant } from "../../shared/calendar/calendar.ts";

/** A till for tests, with the credentials of a running gateway's `sandbox.json`. */
export interface TillDesk {
  readonly sandbox: SandboxFile;
  readonly bank: SnapClient;
  /** The next sample worker who never paid, two programmes, outside transport; each one once. */
  nextWorker(): SandboxMember;
  /** Asks the price of so many months and pays it. @returns what names the payment afterwards */
  pay(nik: string, months?: number): Promise<{ customerNo: string; paymentRequestId: string }>;
  /** `accepted` or `active`. */
  stateOf(payment: { customerNo: string; paymentRequestId: string }): Promise<string | undefined>;
}

export function tillDesk(sandboxFile: string, partnerId = "bri"): TillDesk {
  const sandbox: SandboxFile = JSON.parse(readFileSync(sandboxFile, "utf8"));
  const partner = sandbox.partners.find((one) => one.partnerId === partnerId);
  if (partner?.protocol !== "snap") throw new Error(`no bank ${partnerId} in sandbox.json`);
  const bank = snapClient(sandbox.baseUrl, partner);
  const waiting = sandbox.members.filter(
    ({ state, programmes, sector }) =>
      state === "never-paid" && programmes.length === 2 && sector === "OTHER",
  );
  return {
    sandbox,
    bank,
    nextWorker() {
      const worker = waiting.shift();
      if (!worker) throw new Error("no sample worker is left");
      return worker;
    },
    async pay(nik, months = 1) {
      const customerNo = nik + String(months).padStart(2, "0");
      const paymentRequestId = randomUUID();
      const quote = billOf(await bank.inquiry({ customerNo, inquiryRequestId: paymentRequestId }));
      if (!quote) throw new Error("no quote");
      const amount = `${quote.totalRupiah}.00`;
      const receipt = await bank.payment({
        customerNo,
        paymentRequestId,
        amount,
        paidAt: instant(Date.now()),
      });
      if (receipt.status !== 200) throw new Error(`payment answered ${receipt.responseCode}`);
      return { customerNo, paymentRequestId };
    },
    stateOf: async (payment) => billOf(await bank.status(payment))?.paymentState,
  };
}
