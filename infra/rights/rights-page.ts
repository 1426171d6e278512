import type { Holder } from "./read-rights.ts";
import { REASONS } from "./reasons.ts";

const HEAD = `# Who may do what

Every right that the template of the production stage gives, one statement a line; names are the template's own. The other stages give the same rights, but that dev has no CodeDeploy. Made by
\`npm run rights -- --write\`; a test fails on any difference, so whoever gives a right changes this page, in sight of a reviewer.
`;

/** docs/rights.md. */
export function rightsPage(holders: readonly Holder[]): string {
  const chapter = (title: string, kind: Holder["kind"]) => [
    `## ${title}`,
    ...holders.filter((holder) => holder.kind === kind).map(section),
  ];
  const parts = [
    HEAD,
    ...chapter("Roles", "role"),
    ...chapter("What resources allow and refuse", "resource"),
  ];
  return `${parts.map((part) => part.trim()).join("\n\n")}\n`;
}

function section({ name, lines }: Holder): string {
  const reason = REASONS[name];
  const list = lines.map((line) => `- ${line}`).join("\n");
  return [`### ${name}`, ...(reason === undefined ? [] : [reason]), list].join("\n\n");
}
