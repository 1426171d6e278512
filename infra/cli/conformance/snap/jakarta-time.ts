const JAKARTA_MS = 7 * 60 * 60 * 1000;

/** Machine time as banks write it, `2026-11-20T09:14:05+07:00`, moved by some seconds. */
export function jakartaTime(movedSeconds = 0): string {
  const shifted = new Date(Date.now() + movedSeconds * 1000 + JAKARTA_MS);
  return `${shifted.toISOString().slice(0, 19)}+07:00`;
}
