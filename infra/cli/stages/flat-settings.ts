import type { Rate } from "../../stages/limits.ts";

/** A stage's settings one by one, by path, as a person reads them: a rate in one, a list as its members, a partner by its id, nothing as `none`. */
export function flatSettings(settings: unknown, path = ""): ReadonlyMap<string, string> {
  if (Array.isArray(settings)) return flatList(settings, path);
  if (isRate(settings)) return new Map([[path, `${settings.requestsPerSecond}/s, burst ${settings.burst}`]]);
  if (settings !== null && typeof settings === "object") {
    const inner = Object.entries(settings).flatMap(([key, value]) => [
      ...flatSettings(value, path ? `${path}.${key}` : key),
    ]);
    return inner.length > 0 ? new Map(inner) : new Map([[path, "none"]]);
  }
  return new Map([[path, settings === null ? "none" : String(settings)]]);
}

function flatList(members: readonly unknown[], path: string): ReadonlyMap<string, string> {
  if (members.length === 0) return new Map([[path, "none"]]);
  const named = members.map(partOf);
  if (named.every((part) => part !== undefined)) {
    return new Map(named.flatMap(([name, rest]) => [...flatSettings(rest, `${path}.${name}`)]));
  }
  return new Map([[path, members.map(nameOf).join(", ")]]);
}

/** A public key is known by its id. */
const nameOf = (member: unknown): string =>
  member !== null && typeof member === "object" && "kid" in member ? String(member.kid) : String(member);

function partOf(member: unknown): readonly [name: string, rest: object] | undefined {
  if (member === null || typeof member !== "object" || !("partnerId" in member)) return undefined;
  const { partnerId, ...rest } = member;
  return [String(partnerId), rest];
}

function isRate(settings: unknown): settings is Rate {
  if (settings === null || typeof settings !== "object") return false;
  return Object.keys(settings).length === 2 && "requestsPerSecond" in settings && "burst" in settings;
}
