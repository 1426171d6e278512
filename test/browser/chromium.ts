import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const UNPACKER = fileURLToPath(new URL("unpack-in-lambda-mode.ts", import.meta.url));
const UNPACK_MS_MAX = 60_000;

const modules = fileURLToPath(new URL("../../node_modules/", import.meta.url));

/** A browser on disk and how to start it. */
export interface Chromium {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * What the package switches off or on for Lambda and would spoil a test here: web security, without which a check of where a post comes from proves
 * nothing; one process for everything, which ends with its first page; site isolation and headless mode, which Playwright sets itself.
 */
const NOT_HERE =
  /^--(disable-web-security|allow-running-insecure-content|single-process|no-zygote|headless|disable-site-isolation-trials|disable-features|enable-features)\b/;

/** In this mode the package unpacks its own libnss3, libnspr4 and libexpat, which a plain machine lacks. */
const LAMBDA = { AWS_LAMBDA_JS_RUNTIME: "nodejs24.x", AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };

/**
 * The Chromium inside `@sparticuz/chromium`, unpacked on first use (1.5 s, 200 MB) below `node_modules`, where the next `npm ci` clears it away. The package unpacks into the
 * temp folder, takes whatever lies there for its own, and changes its process's environment: that happens in a process of its own, with a temp folder of its own.
 */
export async function unpackChromium(): Promise<Chromium> {
  const { version } = JSON.parse(readFileSync(join(modules, "@sparticuz/chromium/package.json"), "utf8")) as {
    readonly version: string;
  };
  const home = join(modules, ".cache", `kanal-chromium-${version}`);
  if (!existsSync(home)) await unpackTo(home);
  const { default: chromium } = await import("@sparticuz/chromium");
  chromium.setGraphicsMode = false;
  return {
    executablePath: join(home, "chromium"),
    args: chromium.args.filter((arg) => !NOT_HERE.test(arg)),
    env: {
      HOME: home,
      LD_LIBRARY_PATH: join(home, "al2023", "lib"),
      FONTCONFIG_FILE: join(home, "fonts.conf"),
    },
  };
}

async function unpackTo(home: string): Promise<void> {
  mkdirSync(join(modules, ".cache"), { recursive: true });
  const workshop = mkdtempSync(`${home}-`);
  try {
    const env = { ...process.env, ...LAMBDA, TMPDIR: workshop };
    await run(process.execPath, [UNPACKER], { env, timeout: UNPACK_MS_MAX });
    writeFileSync(join(workshop, "fonts.conf"), fontsConf(home));
    moveTo(home, workshop);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Another test file may have been faster; both hold the same. */
function moveTo(home: string, workshop: string): void {
  try {
    renameSync(workshop, home);
  } catch (error) {
    if (!existsSync(join(home, "chromium"))) throw error;
  }
}

/** The package's own configuration looks for its fonts in /tmp/fonts. Slips need a monospaced one, which only the machine can have. */
const fontsConf = (home: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${home}/font-cache</cachedir>
  <alias binding="same"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="same"><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;
