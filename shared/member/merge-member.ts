import type { Member } from "./member.ts";

/**
 * What is known of a member once one more description has come: the newest version holds, and every number (KPJ) that he ever had is kept. Comes out the same in
 * whatever order, and however often, the descriptions arrive (domain.md 3.1, amalgamasi).
 * @returns undefined when the description says nothing new
 */
export function mergeMember(stored: Member | undefined, told: Member): Member | undefined {
  const newest = stored && stored.version >= told.version ? stored : told;
  const kpjs = new Set([...kpjsOf(stored), ...kpjsOf(told)]);
  kpjs.delete(newest.identity.kpj);
  const isKnown = newest === stored && kpjs.size === (stored.identity.formerKpjs?.length ?? 0);
  if (isKnown) return undefined;
  const formerKpjs = [...kpjs].sort();
  return { ...newest, identity: { ...newest.identity, formerKpjs } };
}

function kpjsOf(member: Member | undefined): readonly string[] {
  return member ? [member.identity.kpj, ...(member.identity.formerKpjs ?? [])] : [];
}
