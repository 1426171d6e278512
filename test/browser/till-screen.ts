import { expect } from "vitest";
import { axeFindings, NARROW, overflowPixels, type TestBrowser, type WatchedPage, WIDE } from "./browser.ts";
import { takePicture } from "./pictures.ts";

/** What is typed and chosen on the till's first screen. */
export interface Customer {
  readonly partner: string;
  readonly nik: string;
  readonly months: number;
}

/** The till as a person at the screen uses it. */
export interface TillScreen extends WatchedPage {
  /** Presses the button of this value; the page that follows is there when it resolves. */
  press(act: string): Promise<void>;
  /** Fills in the first screen and asks for the bill. */
  ask(customer: Customer): Promise<void>;
  heading(): Promise<string>;
  /** All that can be read on the page. */
  text(): Promise<string>;
  /** The answers' codes as the page shows them, oldest first. */
  codes(): Promise<readonly string[]>;
  /** Resolves when the till itself has been told that cover is active, and the page says so without being loaded again. */
  active(withinMs?: number): Promise<void>;
  /** Looks at the page as it stands: nothing that shuts anybody out, nothing wider than a phone, no complaint of the browser; keeps a picture if asked. */
  inspect(name: string): Promise<void>;
}

/** Opens the till in a context of its own. */
export async function openTill(
  browser: TestBrowser,
  baseUrl: string,
  options: Parameters<TestBrowser["open"]>[0] = {},
): Promise<TillScreen> {
  const watched = await browser.open({ baseURL: baseUrl, ...options });
  const { page, complaints } = watched;
  await page.goto("/sandbox/till");
  const texts = (selector: string) => page.locator(selector).allTextContents();
  const screen: TillScreen = {
    ...watched,
    async press(act) {
      const loaded = page.waitForEvent("load");
      await page.locator(`button[value="${act}"]:not(.unseen)`).click();
      await loaded;
    },
    async ask({ partner, nik, months }) {
      await page.locator(".choice", { has: page.locator(`input[value="${partner}"]`) }).click();
      await page.locator("#nik").fill(nik);
      await page.locator(".choice", { has: page.locator(`input[name="months"][value="${months}"]`) }).click();
      await screen.press("inquire");
    },
    heading: () => page.locator("h1").innerText(),
    text: () => page.locator("body").innerText(),
    codes: () => texts(".exchange .code"),
    active: (withinMs = 5_000) => page.locator(".seal.on").waitFor({ timeout: withinMs }),
    async inspect(name) {
      for (const size of [WIDE, NARROW]) {
        await page.setViewportSize(size);
        expect(await overflowPixels(page), `${name} at ${size.width} px`).toBe(0);
        await takePicture(page, "till", name, size.width);
      }
      expect(await axeFindings(page), name).toEqual([]);
      await page.setViewportSize(WIDE);
      expect(complaints, name).toEqual([]);
    },
  };
  return screen;
}
