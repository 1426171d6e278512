import * as z from "zod/mini";
import { type Html, html } from "../../../../functions/html.ts";
import type { PartnerRequest } from "./partner-request.ts";
import { inBoth } from "./record-page.ts";

const TwoLanguages = { indonesia: z.string(), english: z.string() };

/** What the page shows of an explanation; the JSON has all of it. */
const ShownExplanation = z.object({
  ...TwoLanguages,
  nearMisses: z.array(z.object({ name: z.string(), detail: z.optional(z.string()), ...TwoLanguages })),
  stringToSign: z.optional(z.string()),
  signatureBase: z.optional(z.string()),
  clock: z.optional(
    z.object({
      differenceSeconds: z.number(),
      allowedSeconds: z.number(),
      hint: z.optional(z.object(TwoLanguages)),
    }),
  ),
});

/** Why a signature was refused, folded away until it is asked for. */
export function explanationPart(explanation: NonNullable<PartnerRequest["explanation"]>): Html | false {
  const read = z.safeParse(ShownExplanation, explanation);
  if (!read.success) return false;
  const { nearMisses, clock, stringToSign, signatureBase } = read.data;
  const text = stringToSign ?? signatureBase;
  return html`<details>
<summary>${inBoth({ indonesia: "Mengapa?", english: "Why?" })}</summary>
<p>${inBoth(read.data)}</p>
${
  nearMisses.length > 0 &&
  html`<ul>${nearMisses.map(
    (miss) =>
      html`<li><code>${miss.name}</code> ${inBoth(miss)}${miss.detail !== undefined && html` <code>${miss.detail}</code>`}</li>`,
  )}</ul>`
}
${clock && clockPart(clock)}
${
  text !== undefined &&
  html`<p>${inBoth({ indonesia: "Teks yang dibandingkan gateway:", english: "What the gateway compared:" })}</p>
<pre>${text}</pre>`
}
</details>`;
}

function clockPart({
  differenceSeconds,
  allowedSeconds,
  hint,
}: NonNullable<z.infer<typeof ShownExplanation>["clock"]>): Html {
  return html`<p>${inBoth({
    indonesia: `Selisih jam ${differenceSeconds} detik, batasnya ${allowedSeconds}.`,
    english: `Clocks differ by ${differenceSeconds} seconds, ${allowedSeconds} are allowed.`,
  })}${hint && html` ${inBoth(hint)}`}</p>`;
}
