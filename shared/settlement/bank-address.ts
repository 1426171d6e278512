const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** The base of a bank's API as we ask at it: encrypted, unless it is this machine itself. @throws RangeError for a URL that would ask in clear, or that carries more than an address */
export function bankAddress(text: string): string {
  const url = URL.parse(text);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.has(url.hostname));
  if (!url || !isSafe || url.username || url.password || url.search || url.hash) {
    throw new RangeError("a bank's URL must be https, without credentials, query or fragment");
  }
  return url.href.replace(/\/+$/, "");
}
