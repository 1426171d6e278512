import { html } from "../../../../../functions/html.ts";
import type { Say } from "../../../../../functions/say.ts";
import { TILL_PATH } from "./layout.ts";

export type Trouble = "not-addressed-here" | "foreign-page" | "gone" | "fault";

/** A page that cannot be shown, with what to do instead. */
export function troublePage(say: Say, trouble: Trouble): string {
  const told: Readonly<Record<Trouble, readonly [string, string]>> = {
    "not-addressed-here": [
      say("Alamat ini tidak dilayani", "This address is not served"),
      say("Buka lewat 127.0.0.1 atau localhost.", "Open it as 127.0.0.1 or localhost."),
    ],
    "foreign-page": [
      say("Permintaan dari halaman lain ditolak", "A request from another page is refused"),
      say(
        "Tidak ada yang terjadi. Mulai lagi dari kasir ini.",
        "Nothing happened. Begin again at this till.",
      ),
    ],
    fault: [
      say("Ada yang salah di kotak pasir ini", "Something is wrong in this sandbox"),
      say(
        "Uang yang sudah dibukukan tetap tercatat. Muat ulang halaman sebelumnya dan tanyakan status.",
        "Money that was booked is still there. Load the page before this one again and ask for the status.",
      ),
    ],
    gone: [
      say("Halaman ini tidak ada lagi", "This page is gone"),
      say(
        "Kunjungan hanya disimpan selama Kanal berjalan. Mulai lagi; pembayaran yang sudah dibukukan tetap ada.",
        "Visits are kept only while Kanal runs. Begin again; payments that were booked are still there.",
      ),
    ],
  };
  const [heading, text] = told[trouble];
  return html`<!doctype html>
<html lang="${say.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title><link rel="stylesheet" href="${TILL_PATH}/assets/till.css"></head>
<body><main class="till alone"><h1>${heading}</h1><p>${text}</p><p><a class="next" href="${TILL_PATH}">${say(
    "Ke kasir",
    "To the till",
  )}</a></p></main></body>
</html>
`.text;
}
