import { transformSync } from "esbuild";
import { importsOf } from "./imports-of.ts";
import type { Sources } from "./sources.ts";

/** Something a rule may not do, and the files of shared/ or functions/ that may, each with its reason. */
interface Ban {
  readonly what: string;
  readonly within: RegExp;
  readonly pattern: RegExp;
  readonly instead: string;
  readonly except: Readonly<Record<string, string>>;
}

const MACHINE = {
  "functions/machine.ts": "here the machine's clock and randomness come in, and nowhere else",
};
const SEAL = { "shared/seal/seal.ts": "a nonce must never repeat, whoever calls: not left to an argument" };

const KMS = { "shared/seal/kms-unwrapper.ts": "the SDK's own variable for KMS's address, read at init" };

const JITTER = {
  "shared/seal/kms-unwrapper.ts": "jitter of a wait between attempts: decides when, never what",
  "shared/ledger/jittered-wait.ts": "jitter of a wait between attempts: decides when, never what",
};

const TIME = { within: /^(shared|functions)\//, instead: "take a Clock as argument" };
const CHANCE = { within: /^(shared|functions)\//, instead: "take Ids or the value as argument" };

/** Words in code. The patterns read text without comments and needless blanks, where `new Date()` is printed as `new Date`. */
const BANNED_WORDS: readonly Ban[] = [
  { ...TIME, what: "Date.now", pattern: /\bDate\.now\b/, except: MACHINE },
  { ...TIME, what: "new Date()", pattern: /\bnew Date\b(?!\()|\bnew Date\(\)/, except: MACHINE },
  {
    ...TIME,
    what: "performance.now",
    within: /^shared\//,
    pattern: /\bperformance\.now\b/,
    except: {},
  },
  { ...CHANCE, what: "Math.random", pattern: /\bMath\.random\b/, except: JITTER },
  { ...CHANCE, what: "randomUUID", pattern: /\brandomUUID\b/, except: {} },
  {
    ...CHANCE,
    what: "randomBytes",
    pattern: /\b(randomBytes|randomInt|getRandomValues)\b/,
    except: { ...MACHINE, ...SEAL },
  },
  {
    what: "process.env",
    within: /^shared\//,
    pattern: /\bprocess\.env\b/,
    instead: "let the handler read its settings",
    except: KMS,
  },
];

/** Packages that no rule imports, types included. */
const BANNED_PACKAGES: readonly Ban[] = [
  {
    what: "AWS",
    within: /^shared\/(?!ledger\/)/,
    pattern: /^(@aws-sdk|@aws-lambda-powertools|@aws-cdk|@smithy|@middy)\/|^(aws-lambda|aws-cdk-lib)\b/,
    instead: "go through the ledger, or let the handler do it",
    except: {
      "shared/seal/kms-unwrapper.ts": "opens the keys with KMS at init; rules get the opened Keyring",
      "shared/event/publish.ts": "the one place that speaks to the bus; called by the relay only",
    },
  },
  {
    what: "Hono",
    within: /^shared\//,
    pattern: /^hono\b/,
    instead: "routes belong to functions/",
    except: {},
  },
];

/** Findings about rules that are not pure: same arguments, same answer, on any machine and in any year. */
export function ruleFindings(sources: Sources): readonly string[] {
  return [...sources].flatMap(([path, source]) => [
    ...bannedWords(path, source),
    ...bannedPackages(path, source),
  ]);
}

function holds({ within, except }: Ban, path: string): boolean {
  return within.test(path) && !Object.hasOwn(except, path);
}

function bannedWords(path: string, source: string): readonly string[] {
  const bans = BANNED_WORDS.filter((ban) => holds(ban, path));
  if (!bans.some((ban) => ban.pattern.test(source))) return [];
  // Now that a word is there somewhere, look whether it is code or only told in a comment.
  const { code } = transformSync(source, { loader: "ts", minifyWhitespace: true, legalComments: "none" });
  const found = bans.filter((ban) => ban.pattern.test(code));
  return found.map((ban) => `${path} uses ${ban.what}: ${ban.instead}`);
}

function bannedPackages(path: string, source: string): readonly string[] {
  const bans = BANNED_PACKAGES.filter((ban) => holds(ban, path));
  return importsOf(path, source).flatMap((found) => {
    if (found.kind === "file") return [];
    const broken = bans.filter((ban) => ban.pattern.test(found.name));
    return broken.map((ban) => `${path} imports ${found.name}: no ${ban.what} in a rule; ${ban.instead}`);
  });
}
