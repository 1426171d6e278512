import { expect } from "vitest";
import { axeFindings, overflowPixels, type TestBrowser, type WatchedPage, WIDE } from "./browser.ts";
import { takePicture } from "./pictures.ts";

/** The phone that ops have in their pocket. */
const PHONE = { width: 390, height: 844 };

/** The console as a person of ops uses it. */
export interface ConsoleScreen extends WatchedPage {
  goto(path: string): Promise<void>;
  /** Presses a button that posts or asks; the page that follows is there when it resolves. */
  press(name: string | RegExp): Promise<void>;
  follow(name: string | RegExp): Promise<void>;
  /** All that can be read on the page, blanks folded. */
  text(): Promise<string>;
  /** Looks at the page as it stands, on a laptop and on a phone; keeps pictures if asked. */
  inspect(name: string): Promise<void>;
}

/** Signs somebody in at the sandbox's issuer and opens a page. */
export async function openConsole(
  browser: TestBrowser,
  baseUrl: string,
  {
    name,
    path = "",
    ...options
  }: { readonly name: RegExp; readonly path?: string; readonly javaScriptEnabled?: boolean },
): Promise<ConsoleScreen> {
  const watched = await browser.open({ baseURL: baseUrl, ...options });
  const { page, complaints } = watched;
  await page.goto(`/ops/login?to=${encodeURIComponent(`/ops${path}`)}`);
  await page.getByRole("link", { name: /Masuk|Sign in/ }).click();
  await page.getByRole("button", { name }).click();
  await page.waitForURL(`**/ops${path}`);
  return {
    ...watched,
    async goto(to) {
      await page.goto(`/ops${to}`);
    },
    async press(button) {
      const pressed = page.getByRole("main").getByRole("button", { name: button }).first();
      await Promise.all([page.waitForEvent("load"), pressed.click()]);
    },
    async follow(link) {
      const followed = page.getByRole("main").getByRole("link", { name: link }).first();
      await Promise.all([page.waitForEvent("load"), followed.click()]);
    },
    text: async () => (await page.locator("main").innerText()).replace(/\s+/g, " "),
    async inspect(picture) {
      for (const size of [WIDE, PHONE]) {
        await page.setViewportSize(size);
        expect(await overflowPixels(page), `${picture} at ${size.width} px`).toBe(0);
        await takePicture(page, "console", picture, size.width);
      }
      expect(await axeFindings(page), picture).toEqual([]);
      await page.setViewportSize(WIDE);
      expect(complaints, picture).toEqual([]);
    },
  };
}
