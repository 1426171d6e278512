import { createHash } from "node:crypto";
import { ICON } from "./icon.ts";
import { SCRIPT } from "./script.ts";
import { BASE_STYLE } from "./style/base.ts";
import { CHART_STYLE } from "./style/chart.ts";
import { FORM_STYLE } from "./style/form.ts";
import { FRAME_STYLE } from "./style/frame.ts";
import { PART_STYLE } from "./style/part.ts";
import { STORY_STYLE } from "./style/story.ts";

/** A file of the console. Its name changes with its content, so a browser keeps it for ever and asks once. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

function asset(name: string, ending: string, type: string, text: string): Asset {
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 12);
  return { path: `/ops/assets/${name}-${hash}.${ending}`, type, text };
}

/** Blanks that only people need. */
const tight = (style: string): string => style.replace(/\s*\n\s*/g, "").replace(/\s*([{};,>])\s*/g, "$1");

const STYLE = tight([BASE_STYLE, FRAME_STYLE, PART_STYLE, FORM_STYLE, CHART_STYLE, STORY_STYLE].join("\n"));

export const ASSETS: readonly Asset[] = [
  asset("console", "css", "text/css; charset=utf-8", STYLE),
  asset("console", "js", "text/javascript; charset=utf-8", SCRIPT),
  asset("console", "svg", "image/svg+xml", ICON),
];

const pathOf = (ending: string): string => ASSETS.find(({ path }) => path.endsWith(ending))?.path ?? "";
export const STYLE_PATH = pathOf(".css");
export const SCRIPT_PATH = pathOf(".js");
export const ICON_PATH = pathOf(".svg");
