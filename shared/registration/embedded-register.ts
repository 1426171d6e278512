import { createHash, type KeyObject } from "node:crypto";
import * as z from "zod/mini";
import type { MembershipRegister } from "../core/register.ts";
import { sealDescription } from "../feed/member-description.ts";
import { openJson } from "../feed/sealed-json.ts";
import { RegistrationForm } from "./registration-form.ts";

const SealedForm = z.object({ form: RegistrationForm });

const KPJ_DIGITS = 11;

/**
 * The register where no membership system is connected: everybody who may enter is a member at once. His number is a function of the registration, so that the same order
 * makes the same member.
 */
export function embeddedRegister(feedKey: KeyObject): MembershipRegister {
  return {
    async register({ registrationId, sealedForm }) {
      const { form } = z.parse(SealedForm, await openJson(feedKey, sealedForm));
      const { nik, name, birthDate, declaredMonthlyIncome, programmes, sector, bpuCategory } = form;
      const digest = createHash("sha256").update(registrationId).digest().readBigUInt64BE();
      const kpj = String(digest % 10n ** BigInt(KPJ_DIGITS)).padStart(KPJ_DIGITS, "0");
      const description = {
        nik,
        name,
        birthDate,
        declaredMonthlyIncome,
        programmes,
        sector,
        bpuCategory,
        kpj,
      };
      const sealedMember = await sealDescription(feedKey, {
        ...description,
        version: 1,
        segment: "BPU",
        standing: "registered",
      });
      return { kind: "registered", sealedMember };
    },
  };
}
