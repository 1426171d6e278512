import { type Html, html } from "../../../../../functions/html.ts";
import type { Say } from "../../../../../functions/say.ts";
import { MOST_MONTHS } from "../../../../../shared/contribution/month-count.ts";
import { maskName } from "../../../../../shared/member/mask.ts";
import { placeOf } from "../../../../../shared/receipt/receipt.ts";
import { SAMPLE_PARTNERS } from "../../sample-partners.ts";
import type { SandboxFile, SandboxMember, SandboxPartner } from "../../sandbox-file.ts";
import type { AskedBill, Mistake } from "../visit.ts";
import { stepHead } from "./layout.ts";

/** The first screen: where, who and how many months. `action` is where the form goes. */
export function askingPage(
  say: Say,
  {
    asked,
    mistakes,
    file,
    action,
  }: {
    readonly asked: AskedBill;
    readonly mistakes: readonly Mistake[];
    readonly file: SandboxFile;
    readonly action: string;
  },
): Html {
  const mistakeAt = (field: Mistake["field"]) => mistakes.find((mistake) => mistake.field === field);
  return html`${stepHead(say, 1, say("Bayar iuran BPU", "Pay a BPU contribution"), mistakes.length === 0)}
<p class="lead">${say(
    "BPJS Ketenagakerjaan untuk pekerja mandiri: pedagang, sopir, nelayan, petani, pekerja lepas.",
    "BPJS Ketenagakerjaan for independent workers: traders, drivers, fishers, farmers, freelancers.",
  )}</p>
<form method="post" action="${action}" class="stack" novalidate>
${ENTER}
${partners(say, file, asked, mistakeAt("partner"))}
${numberField(say, asked, mistakeAt("nik"))}
${samples(say, file.members)}
${monthField(say, asked, mistakeAt("months"))}
<button class="primary" name="act" value="inquire">${say("Cek tagihan", "Check the bill")}</button>
</form>`;
}

/** The Enter key presses the first button of a form, which would be that of the sample workers: so the one that is meant stands before it, unseen. */
const ENTER = html`<button class="unseen" name="act" value="inquire" tabindex="-1" aria-hidden="true"></button>`;

/** What is wrong with a field, below it; the field names it in `aria-describedby`. */
function complaint(say: Say, mistake: Mistake | undefined): Html | undefined {
  return mistake && html`<p class="mistake" id="${mistake.field}-mistake">${say.of(mistake.text)}</p>`;
}

const described = (mistake: Mistake | undefined) =>
  mistake && html` aria-describedby="${mistake.field}-mistake"`;

function partners(say: Say, { partners: known }: SandboxFile, asked: AskedBill, mistake?: Mistake): Html {
  const nameOf = (partnerId: string) =>
    SAMPLE_PARTNERS.find((profile) => profile.partnerId === partnerId)?.name ?? partnerId;
  // Banks without a kind of place of their own all share one: there the bank's name says where.
  const titleOf = ({ partnerId, channel }: SandboxPartner) =>
    channel === "BANK_OTHER" ? nameOf(partnerId) : placeOf(channel);
  return html`<fieldset${described(mistake)}>
<legend class="ask">${say("Bayar di mana?", "Paid where?")}</legend>
<div class="places">${known.map(
    (partner) => html`
  <label class="choice"><input type="radio" name="partner" value="${partner.partnerId}"${
    asked.partnerId === partner.partnerId && html` checked`
  }><span class="face"><b class="place-name">${titleOf(partner)}</b> <small class="company">${
    partner.channel !== "BANK_OTHER" && nameOf(partner.partnerId)
  }</small> <span class="speaks">${partner.protocol === "snap" ? "SNAP" : "H2H"}</span></span></label>`,
  )}</div>${complaint(say, mistake)}
</fieldset>`;
}

function numberField(say: Say, asked: AskedBill, mistake?: Mistake): Html {
  return html`<div>
<label class="ask" for="nik">${say("NIK pekerja", "Worker's NIK")} <small class="soft">${say("16 angka di KTP", "16 digits on the identity card")}</small></label>
<input class="box nik" id="nik" name="nik" value="${asked.nik}" inputmode="numeric" autocomplete="off" spellcheck="false"${described(
    mistake,
  )}${mistake && html` aria-invalid="true" autofocus`}>
${complaint(say, mistake)}
</div>`;
}

const STATES = ["never-paid", "active", "grace", "ended", "sponsored", "deceased"] as const;

function stateName(say: Say, state: SandboxMember["state"]): string {
  switch (state) {
    case "never-paid":
      return say("Belum pernah membayar", "Never paid");
    case "active":
      return say("Sedang terlindungi", "Covered now");
    case "grace":
      return say("Menunggak, masih bisa disusulkan", "In arrears, can be made good");
    case "ended":
      return say("Berakhir, mulai lagi", "Ended, begins anew");
    case "sponsored":
      return say("Dibayari pemerintah", "Paid for by the State");
    case "deceased":
      return say("Harus menghubungi 175", "Has to call 175");
  }
}

/** The sample workers by the state they had when the sandbox opened, masked; choosing one types his NIK. */
function samples(say: Say, members: readonly SandboxMember[]): Html | undefined {
  if (members.length === 0) return undefined;
  const all = members.map((member, index) => ({ member, index }));
  const groups = STATES.map((state) => ({ state, own: all.filter(({ member }) => member.state === state) }));
  return html`<div>
<label class="or" for="sample">${say("atau pekerja contoh", "or a sample worker")}</label>
<div class="pair"><select class="box" id="sample" name="sample">${groups
    .filter(({ own }) => own.length > 0)
    .map(
      ({ state, own }) => html`
  <optgroup label="${stateName(say, state)}">${own.map(
    ({ member, index }) =>
      html`<option value="${index}">${maskName(member.name)} ····${member.nik.slice(-4)} (${member.programmes.join(
        " ",
      )}${member.sector === "TRANSPORT" && say(", angkutan", ", transport")})</option>`,
  )}</optgroup>`,
    )}</select>
<button name="act" value="fill">${say("Isikan", "Fill in")}</button></div>
</div>`;
}

function monthField(say: Say, asked: AskedBill, mistake?: Mistake): Html {
  const counts = Array.from({ length: MOST_MONTHS }, (_, index) => String(index + 1));
  return html`<fieldset${described(mistake)}>
<legend class="ask">${say("Berapa bulan?", "How many months?")}</legend>
<div class="months">${counts.map(
    (count) =>
      html`<label class="choice"><input type="radio" name="months" value="${count}"${
        asked.months === count && html` checked`
      }><span class="face">${count}</span></label>`,
  )}</div>${complaint(say, mistake)}
</fieldset>`;
}
