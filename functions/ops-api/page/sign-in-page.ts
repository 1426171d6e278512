import { html } from "../../html.ts";
import type { Say } from "../../say.ts";
import type { SignInRefusal } from "../access/sign-in.ts";
import { notice } from "./mark.ts";
import type { Trouble } from "./trouble.ts";

/** What brought somebody to the sign-in page. */
export type SignInReason =
  | SignInRefusal
  | "first"
  | "ended"
  | "nothing-done"
  | "signed-out"
  | "issuer-silent";

function told(
  say: Say,
  because: SignInReason,
): readonly [tone: "good" | "warn" | "bad", text: string] | undefined {
  switch (because) {
    case "first":
      return undefined;
    case "ended":
      return [
        "warn",
        say(
          "Sesi berakhir. Masuk lagi; Anda kembali ke halaman ini.",
          "The session has ended. Sign in again; you come back to this page.",
        ),
      ];
    case "nothing-done":
      return [
        "warn",
        say(
          "Sesi berakhir, jadi tindakan itu TIDAK dijalankan. Masuk lagi, lalu ulangi.",
          "The session has ended, so that act was NOT carried out. Sign in again, then repeat it.",
        ),
      ];
    case "signed-out":
      return ["good", say("Anda sudah keluar dari konsol ini.", "You have signed out of this console.")];
    case "not-begun":
      return [
        "warn",
        say(
          "Masuk ini tidak dimulai di peramban ini, atau terlalu lama. Mulai lagi.",
          "This sign-in was not begun in this browser, or took too long. Begin again.",
        ),
      ];
    case "issuer-refused":
    case "code-refused":
      return [
        "bad",
        say(
          "Penyedia identitas tidak menyelesaikan masuk ini. Mulai lagi.",
          "The identity provider did not finish this sign-in. Begin again.",
        ),
      ];
    case "token-refused":
      return [
        "bad",
        say(
          "Token dari penyedia identitas tidak berlaku di sini. Hubungi pengelola akun.",
          "The identity provider's token is not good here. Tell whoever manages accounts.",
        ),
      ];
    case "no-role":
      return [
        "bad",
        say(
          "Akun Anda dikenal, tetapi belum punya peran di sini (viewer, operator, approver). Minta pada pengelola akun.",
          "Your account is known, but has no role here yet (viewer, operator, approver). Ask whoever manages accounts.",
        ),
      ];
    case "issuer-silent":
      return [
        "bad",
        say(
          "Penyedia identitas tidak menjawab. Coba sebentar lagi; pembayaran tidak terpengaruh.",
          "The identity provider does not answer. Try again in a moment; payments are not affected.",
        ),
      ];
  }
}

const STATUS: Readonly<Partial<Record<SignInReason, number>>> = {
  first: 401,
  ended: 401,
  "nothing-done": 401,
  "signed-out": 200,
  "no-role": 403,
  "issuer-silent": 503,
};

/** The page before the sign-in: why somebody stands here, and the one way in. `to` is the page that he comes back to. */
export function signInPage(say: Say, because: SignInReason, to: string): Trouble {
  const [tone, text] = told(say, because) ?? [];
  return {
    status: STATUS[because] ?? 400,
    title: say("Masuk ke konsol", "Sign in to the console"),
    content: html`${tone && notice(tone, text)}
<p>${say("Konsol operasi Kanal: pembayaran, kegagalan, putar ulang, rekonsiliasi, mitra.", "Kanal's operations console: payments, failures, replay, settlement, partners.")}</p>
<p><a class="button primary" href="/ops/login/begin?to=${encodeURIComponent(to)}">${say("Masuk dengan akun kerja", "Sign in with your work account")}</a></p>
<p class="soft"><small>${say("Semua yang dilihat tersamar, dan setiap tindakan tercatat dengan nama Anda.", "Everything is shown masked, and every act is recorded with your name.")}</small></p>`,
  };
}
