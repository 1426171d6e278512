type Header = (name: string) => string | undefined;

/**
 * True when a post comes from a page of ours. Browsers say where one comes from in `Origin`, and in `Sec-Fetch-Site` what that is to us; a post that says neither is
 * refused. The form's token says the same once more: either alone would do, and each has had its holes.
 */
export function isFromOwnPage(header: Header, ownOrigin: string): boolean {
  const [origin, site] = [header("origin"), header("sec-fetch-site")];
  if (site !== undefined && site !== "same-origin") return false;
  return origin === undefined ? site === "same-origin" : origin === ownOrigin;
}
