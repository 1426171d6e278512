import type { HandInRefusal } from "../../../../shared/settlement/hand-in-file.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { fileField, form, longField } from "../../page/form.ts";
import type { Visit } from "../../room.ts";
import { dayPath } from "./day-words.ts";

/** What was wrong with a file that somebody tried to hand in, and the reason that he gave. */
export interface HandInMistake {
  readonly because: HandInRefusal;
  readonly reason: string;
}

/** Hands in a file that a partner sent by mail or sftp, for its date. */
export function handInForm(
  { say, formToken }: Pick<Visit, "say" | "formToken">,
  day: Parameters<typeof dayPath>[0],
  mistake: HandInMistake | undefined,
): Html {
  const said = mistake && mistakeInWords(say, mistake.because);
  const isOfReason = mistake?.because === "reason-missing";
  return form(
    { formToken },
    {
      action: `${dayPath(day)}/files`,
      isUpload: true,
      submit: say("Serahkan berkas", "Hand in the file"),
      fields: html`${fileField({
        name: "file",
        label: say("Berkas dari mitra", "The partner's file"),
        hint: say(
          "Persis seperti dikirim mitra, .csv, paling besar 4 MB. Namanya menentukan jenisnya.",
          "Exactly as the partner sent it, .csv, at most 4 MB. Its name says what kind it is.",
        ),
        ...(said !== undefined && !isOfReason && { mistake: said }),
        accept: ".csv",
      })}${longField({
        name: "reason",
        label: say("Alasan", "Reason"),
        hint: say("Dari siapa dan lewat mana berkas ini datang.", "From whom it came, and by which way."),
        value: mistake?.reason,
        maxLength: 500,
        ...(said !== undefined && isOfReason && { mistake: said }),
      })}`,
    },
  );
}

function mistakeInWords(say: Say, because: HandInRefusal): string {
  switch (because) {
    case "too-large":
      return say("Berkas lebih dari 4 MB.", "The file is larger than 4 MB.");
    case "empty":
      return say("Tidak ada berkas, atau berkasnya kosong.", "There is no file, or it is empty.");
    case "reason-missing":
      return say("Tulis alasannya.", "Give the reason.");
    case "no-such-date":
    case "date-in-future":
      return say("Tanggal ini belum mulai.", "This date has not begun yet.");
    case "no-such-partner":
      return say("Mitra ini tidak terdaftar.", "This partner is not registered.");
    case "name-unfit":
      return say(
        "Nama berkas harus berakhir .csv dan hanya berisi huruf, angka, titik, garis.",
        "The file's name must end in .csv and hold only letters, digits, dots and dashes.",
      );
  }
}
