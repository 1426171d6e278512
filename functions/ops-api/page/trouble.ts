import { type Html, html } from "../../html.ts";
import type { Say } from "../../say.ts";
import type { OpsAct } from "../access/acts.ts";
import { RIGHTS } from "../access/acts.ts";
import { notice } from "./mark.ts";

/** A page that says what happened and what to do next. */
export interface Trouble {
  readonly status: number;
  readonly title: string;
  readonly content: Html;
}

const toStart = (say: Say): Html =>
  html`<p><a class="button" href="/ops">${say("Ke ringkasan", "To the overview")}</a></p>`;

/** There is no such page or thing. */
export const notFound = (say: Say): Trouble => ({
  status: 404,
  title: say("Tidak ditemukan", "Not found"),
  content: html`${notice(
    "warn",
    say(
      "Alamat ini tidak menunjuk apa pun. Kalau disalin dari pesan, periksa apakah tersalin utuh.",
      "This address leads to nothing. If it was copied from a message, check that it was copied whole.",
    ),
  )}${toStart(say)}`,
});

/** The person may not do this; who may is said, so that he can be asked. */
export const forbidden = (say: Say, act: OpsAct): Trouble => ({
  status: 403,
  title: say("Bukan wewenang Anda", "Not yours to do"),
  content: html`${notice(
    "bad",
    say(
      `Ini boleh dilakukan oleh: ${RIGHTS[act].join(", ")}. Percobaan ini tercatat di jejak audit; tidak ada yang berubah.`,
      `This may be done by: ${RIGHTS[act].join(", ")}. The attempt stands in the audit trail; nothing has changed.`,
    ),
  )}<p>${say(
    "Minta rekan dengan peran itu, atau minta peran itu pada pengelola akun.",
    "Ask a colleague who has that role, or ask whoever manages accounts for it.",
  )}</p>${toStart(say)}`,
});

/** A post that did not come from a page of this session: pressed elsewhere, or on a page older than the sign-in. */
export const foreignForm = (say: Say): Trouble => ({
  status: 403,
  title: say("Formulir tidak berlaku", "The form is not good"),
  content: html`${notice(
    "bad",
    say(
      "Formulir ini bukan dari sesi ini, jadi tidak dijalankan. Muat ulang halaman asalnya dan ulangi di sana.",
      "This form is not of this session, so it was not carried out. Load its page again and repeat it there.",
    ),
  )}${toStart(say)}`,
});

/** Somebody else was quicker. `now` says what has become of it meanwhile. */
export const stale = (say: Say, now: Html, back: string): Trouble => ({
  status: 409,
  title: say("Sudah berubah", "It has changed"),
  content: html`${notice(
    "warn",
    say(
      "Orang lain bertindak sesudah halaman ini dibuat. Tindakan Anda tidak dijalankan, dan tidak ada yang tertimpa.",
      "Somebody else acted after this page was made. Your act was not carried out, and nothing was overwritten.",
    ),
  )}<h2>${say("Keadaan sekarang", "As it is now")}</h2>${now}
<p><a class="button" href="/ops${back}">${say("Lihat yang terbaru, lalu putuskan lagi", "Look at the latest, then decide again")}</a></p>`,
});

/** A fault of ours, or of what we lean on. */
export const fault = (say: Say, requestId: string): Trouble => ({
  status: 500,
  title: say("Ada yang rusak di sini", "Something broke here"),
  content: html`${notice(
    "bad",
    say(
      "Halaman ini tidak jadi. Uang dan kepesertaan tidak tersentuh oleh halaman yang gagal tampil. Coba sekali lagi.",
      "This page did not come about. No money and no cover is touched by a page that cannot be shown. Try once more.",
    ),
  )}<p>${say("Untuk laporan", "For a report")}: <code>${requestId}</code></p>${toStart(say)}`,
});
