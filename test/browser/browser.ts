import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { unpackChromium } from "./chromium.ts";

/** A page together with everything the browser complained of on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts, errors in the console, and what the content security policy stopped. */
  readonly complaints: readonly string[];
}

/** A real Chromium for tests. */
export interface TestBrowser {
  /** Opens a page in a context of its own: no cookie of another test. */
  open(options?: BrowserContextOptions): Promise<WatchedPage>;
  close(): Promise<void>;
}

/** Widths that a page is looked at in: a laptop, and the narrowest phone. */
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 360, height: 740 };

const ACTION_WITHIN_MS = 5_000;

const LAUNCHES_MAX = 3;

/** A browser that dies while it starts (seen once, SIGSEGV, two of them starting in a folder unpacked a moment before) says nothing about a page: it is started again. */
async function launched<T>(launch: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launch();
    } catch (error) {
      if (attempt === LAUNCHES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * attempt * (0.5 + Math.random())));
    }
  }
}

/** Starts the browser; the first start on a machine unpacks it. */
export async function openBrowser(): Promise<TestBrowser> {
  const { executablePath, args, env } = await unpackChromium();
  const browser = await launched(() => chromium.launch({ executablePath, args: [...args], env: { ...env } }));
  return {
    async open(options = {}) {
      const context = await browser.newContext({ viewport: WIDE, ...options });
      context.setDefaultTimeout(ACTION_WITHIN_MS);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(`console: ${message.text()}`);
      });
      await page.exposeFunction("policyStopped", (what: string) => complaints.push(`policy: ${what}`));
      await page.addInitScript(
        "addEventListener('securitypolicyviolation', (event) => policyStopped(event.violatedDirective + ' ' + event.blockedURI))",
      );
      return { page, complaints };
    },
    close: () => browser.close(),
  };
}

const AXE = readFileSync(
  fileURLToPath(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url)),
  "utf8",
);

/** What axe finds on the page that shuts somebody out: serious and critical, with the elements. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** By how many pixels the page is wider than its window. */
export function overflowPixels(page: Page): Promise<number> {
  return page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  ) as Promise<number>;
}

/** Where the focus is, as one number: its place among all elements. */
const FOCUSED = "[...document.querySelectorAll('*')].indexOf(document.activeElement)";

/**
 * Moves the focus on by one, as the Tab key does, and waits until it is there: a key that comes before the page has the keyboard, or faster than it paints, would be
 * lost on a busy machine.
 */
export async function pressTab(page: Page): Promise<void> {
  await page.bringToFront();
  await page.waitForFunction("document.readyState === 'complete' && document.hasFocus()");
  const before = await page.evaluate(FOCUSED);
  await page.keyboard.press("Tab");
  await page.waitForFunction(`${FOCUSED} !== ${Number(before)}`);
}
