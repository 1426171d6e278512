import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { indexedPng } from "./indexed-png.ts";

/** Pictures are taken only when asked for (`npm run pictures`): they change with every run, and the tests need none. */
const ARE_WANTED = process.env.KANAL_PICTURES === "1";

/** Most bytes of a picture: they live in the repository. */
const BYTES_MAX = 150 * 1024;

/** Of a long list the rest looks like the beginning. */
const HEIGHT_MAX = 1_900;

/** Keeps the page down to `HEIGHT_MAX` as `docs/pictures/<folder>/<name>-<width>.png`. @throws RangeError when it is too large to keep */
export async function takePicture(page: Page, folder: string, name: string, width: number): Promise<void> {
  if (!ARE_WANTED) return;
  const height = Number(await page.evaluate("document.documentElement.scrollHeight"));
  const clip = { x: 0, y: 0, width, height: Math.min(height, HEIGHT_MAX) };
  const picture = indexedPng(await page.screenshot({ fullPage: true, clip, animations: "disabled" }));
  if (picture.length > BYTES_MAX) throw new RangeError(`${name}-${width}.png has ${picture.length} bytes`);
  const file = fileURLToPath(new URL(`../../docs/pictures/${folder}/${name}-${width}.png`, import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, picture);
}
