import { expect } from "vitest";
import { axeFindings, overflowPixels, type TestBrowser, type WatchedPage, WIDE } from "./browser.ts";
import { takePicture } from "./pictures.ts";

/** A phone of ops; the till's is narrower. */
const PHONE = { width: 390, height: 780 };

/** What a browser says of an answer that is meant to be no success. */
const REFUSED = /the server responded with a status of (401|403|404|409|422)/;

/** The console as a person of ops uses it. */
export interface OpsScreen extends WatchedPage {
  /** Signs in through the issuer as one of the sample staff. */
  signIn(subject: string): Promise<void>;
  /** Goes to a room. */
  open(path: string): Promise<void>;
  heading(): Promise<string>;
  text(): Promise<string>;
  /** Presses a button by its words; the page that follows is there when it resolves. */
  press(words: string | RegExp): Promise<void>;
  /** Looks at the page in both widths: nobody shut out, nothing wider than a phone, no complaint of the browser; keeps pictures if asked. */
  inspect(name: string): Promise<void>;
}

/** Opens the console in a context of its own. */
export async function openOps(
  browser: TestBrowser,
  baseUrl: string,
  options: Parameters<TestBrowser["open"]>[0] = {},
): Promise<OpsScreen> {
  const watched = await browser.open({ baseURL: baseUrl, ...options });
  const { page, complaints } = watched;
  const screen: OpsScreen = {
    ...watched,
    async signIn(subject) {
      await page.goto("/ops");
      await page.locator("a.primary").click();
      await page.locator(`button[value="${subject}"]`).click();
      await page.waitForURL(/\/ops$/);
    },
    async open(path) {
      await page.goto(`/ops${path}`);
    },
    heading: () => page.locator("h1").innerText(),
    text: () => page.locator("main").innerText(),
    async press(words) {
      const loaded = page.waitForEvent("load");
      await page.getByRole("button", { name: words }).first().click();
      await loaded;
    },
    async inspect(name) {
      for (const size of [WIDE, PHONE]) {
        await page.setViewportSize(size);
        expect(await overflowPixels(page), `${name} at ${size.width} px`).toBe(0);
        await takePicture(page, "console", name, size.width);
      }
      expect(await axeFindings(page), name).toEqual([]);
      await page.setViewportSize(WIDE);
      expect(
        complaints.filter((complaint) => !REFUSED.test(complaint)),
        name,
      ).toEqual([]);
    },
  };
  return screen;
}
