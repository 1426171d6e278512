import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const EXAMPLES = fileURLToPath(new URL("../../docs/partners/examples/", import.meta.url));

/** A case of docs/partners/examples/vectors: flat, so that a language without a JSON library reads it as well. */
export type Vector = Readonly<Record<string, string>>;

/** Where compiled examples go. */
const work = mkdtempSync(join(tmpdir(), "kanal-examples-"));
process.once("exit", () => rmSync(work, { recursive: true, force: true }));

const has = (command: string, ...version: string[]): boolean => spawnSync(command, version).status === 0;
const python = has("python3", "--version");
/** The standard library has neither RSA nor Ed25519. */
const pythonCrypto = python && has("python3", "-c", "import cryptography");

/** A language's two programs, and which vectors this machine can run through them. */
interface Language {
  readonly name: string;
  /** Why the language is not checked here, if it is not. */
  readonly missing: string | undefined;
  readonly can: (vector: Vector) => boolean;
  readonly run: (vector: Vector) => { readonly printed: string; readonly signed: string };
}

const isSnap = ({ kind }: Vector) => kind?.startsWith("snap-") ?? false;
const all = () => true;

function reading(command: readonly string[], vector: Vector, environment: NodeJS.ProcessEnv = {}) {
  const [program = "", ...rest] = command;
  const { status, stdout, stderr } = spawnSync(program, rest, {
    input: JSON.stringify(vector),
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`${command.join(" ")} failed: ${stderr}`);
  return { printed: stdout.trimEnd(), signed: stderr.trimEnd() };
}

/** The shell's program takes a vector as variables: JSON is not the shell's. */
function shell(vector: Vector) {
  const file = join(EXAMPLES, "curl", isSnap(vector) ? "snap.sh" : "h2h.sh");
  const credentials = {
    KANAL_SHOW: "1",
    KANAL_PRIVATE_KEY_PEM: vector.privateKeyPem ?? "",
    KANAL_CLIENT_SECRET: vector.clientSecret ?? "",
    KANAL_SECRET: vector.secret ?? "",
  };
  return reading(["bash", file, `sign-${vector.kind}`], {}, { ...vector, ...credentials });
}

const compiled = new Map<string, string>();

/** Compiles a Go program once. */
function goProgram(folder: "snap" | "h2h"): string {
  const known = compiled.get(folder);
  if (known) return known;
  const to = join(work, folder);
  execFileSync("go", ["build", "-o", to, join(EXAMPLES, "go", folder, "main.go")]);
  compiled.set(folder, to);
  return to;
}

const slow = process.env.KANAL_TEST === "full" ? undefined : "npm run test:full compiles it";

/** The languages of the examples. A compiler takes seconds, so the compiled ones wait for the full run. */
export const LANGUAGES: readonly Language[] = [
  {
    name: "curl",
    missing: has("openssl", "version") && has("bash", "--version") ? undefined : "no bash or openssl here",
    can: all,
    run: shell,
  },
  {
    name: "typescript",
    missing: undefined,
    can: all,
    run: (vector) =>
      reading(
        [
          process.execPath,
          join(EXAMPLES, "typescript", isSnap(vector) ? "snap-signature.ts" : "h2h-signature.ts"),
        ],
        vector,
      ),
  },
  {
    name: "python",
    missing: python ? undefined : "no python3 here",
    can: ({ kind, algorithm }) => pythonCrypto || kind === "snap-symmetric" || algorithm === "hmac-sha256",
    run: (vector) =>
      reading(
        ["python3", join(EXAMPLES, "python", isSnap(vector) ? "snap_signature.py" : "h2h_signature.py")],
        vector,
      ),
  },
  {
    name: "php",
    missing: has("php", "--version") ? undefined : "no php here",
    can: all,
    run: (vector) =>
      reading(
        ["php", join(EXAMPLES, "php", isSnap(vector) ? "snap-signature.php" : "h2h-signature.php")],
        vector,
      ),
  },
  {
    name: "java",
    missing: slow ?? (has("java", "--version") ? undefined : "no java here"),
    can: all,
    run: (vector) =>
      reading(
        ["java", join(EXAMPLES, "java", isSnap(vector) ? "SnapSignature.java" : "H2hSignature.java")],
        vector,
      ),
  },
  {
    name: "go",
    missing: slow ?? (has("go", "version") ? undefined : "no go here"),
    can: all,
    run: (vector) => reading([goProgram(isSnap(vector) ? "snap" : "h2h")], vector),
  },
];
