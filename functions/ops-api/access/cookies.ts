/** The console's cookies by what they are for. */
export type CookieName = "session" | "signing-in" | "language";

/** Names and attributes of our cookies at one address. */
export interface Cookies {
  read(header: string | undefined, name: CookieName): string | undefined;
  write(name: CookieName, value: string, lifeSeconds: number): string;
  end(name: CookieName): string;
}

/**
 * With TLS the names begin with `__Host-`, so that no other host of the domain can set them. Lax and not Strict: the way back from the issuer is a navigation from
 * elsewhere, on which a strict cookie would not be sent; what changes anything is a post, and those are checked apart.
 */
export function cookiesAt(origin: string): Cookies {
  const isTls = origin.startsWith("https:");
  const full = (name: CookieName) => `${isTls ? "__Host-" : ""}kanal-ops-${name}`;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isTls ? "; Secure" : ""}`;
  return {
    read(header, name) {
      const prefix = `${full(name)}=`;
      const pairs = (header ?? "").split(/; */).filter((pair) => pair.startsWith(prefix));
      // Two of one name can only be somebody's attempt to put his own beside ours.
      return pairs.length === 1 ? pairs[0]?.slice(prefix.length) : undefined;
    },
    write: (name, value, lifeSeconds) => `${full(name)}=${value}; ${attributes}; Max-Age=${lifeSeconds}`,
    end: (name) => `${full(name)}=; ${attributes}; Max-Age=0`,
  };
}
