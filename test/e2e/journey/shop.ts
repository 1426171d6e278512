import { expect } from "vitest";
import { h2hShop } from "../h2h-shop.ts";
import { type OpenSandbox, until } from "../sandbox.ts";

/** A shop of the sandbox, through a client that we did not write (http-message-signatures). */
export const shopOf = ({ baseUrl, h2hEntry }: OpenSandbox, partnerId: string) =>
  h2hShop(baseUrl, h2hEntry(partnerId));

/**
 * Three months at a shop: inquiry, payment, status until the coverage is active, the same body again, and the worker looked up.
 * @returns what was to pay
 */
export async function payAtShop(sandbox: OpenSandbox, partnerId: string, id: string, activeWithinMs: number) {
  const shop = await shopOf(sandbox, partnerId);
  const { nik, name } = sandbox.worker();
  const quote = await shop.inquire(nik, 3);
  expect(quote.status).toBe(201);
  expect(quote.text).not.toContain(name);

  const paid = await shop.pay(id, quote);
  const paidAt = Date.now();
  expect(paid.status).toBe(201);
  const active = await until(
    () => shop.ask(id),
    ({ body }) => body.state === "active",
    activeWithinMs,
  );
  expect(Date.now() - paidAt).toBeLessThan(activeWithinMs);
  expect(active.body.slip).toEqual(paid.body.slip);

  const again = await shop.pay(id, quote, { advice: true });
  expect([again.status, again.text, again.headers["kanal-replayed"]]).toEqual([200, paid.text, "true"]);
  const { body } = await shop.lookUp(nik);
  expect(body.coverage).toMatchObject({ state: "active" });
  expect(JSON.stringify([paid.body, body])).not.toContain(nik);
  return quote.body.totalAmount;
}

/** A payment that one shop takes back within seconds frees the months for another; the late payment stays refused. */
export async function reverseAtShop(sandbox: OpenSandbox, id: string): Promise<void> {
  const [indomaret, alfamart] = [await shopOf(sandbox, "indomaret"), await shopOf(sandbox, "alfamart")];
  const { nik } = sandbox.worker();
  const quote = await indomaret.inquire(nik, 1);
  expect((await indomaret.pay(id, quote)).status).toBe(201);
  const reversed = await indomaret.reverse(id);
  expect([reversed.status, reversed.body.wasBooked]).toEqual([200, true]);
  expect((await indomaret.pay(id, quote)).problem).toBe("payment-reversed");
  const other = await alfamart.inquire(nik, 1);
  expect(other.body.coverage).toEqual(quote.body.coverage);
  expect((await alfamart.pay(id, other)).status).toBe(201);
  expect((await indomaret.ask(id)).body.state).toBe("reversed");
  expect((await alfamart.ask(id)).body.state).not.toBe("reversed");
}
