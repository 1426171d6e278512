import type { FieldNotes } from "../field-notes.ts";

/** What the fields of the registration form mean (domain.md 3.1). */
export const REGISTRATION_NOTES: FieldNotes = {
  nik: { description: "16 digits, from the identity card.", examples: ["9999991503850001"] },
  name: { description: "As on the identity card.", examples: ["SITI RAHAYU"] },
  birthDate: { description: "As on the identity card.", format: "date", examples: ["1985-03-15"] },
  sex: { description: "F or M." },
  address: { description: "Where the worker lives.", examples: ["Jl. Kenanga 4, RT 02 RW 05"] },
  postcode: { description: "Five digits.", examples: ["99999"] },
  phone: { description: "Digits, with `+62` or `0` in front.", examples: ["+6281200000000"] },
  email: { description: "If there is one." },
  mothersName: { description: "Maiden name, if the worker says it." },
  occupations: { description: "One or two, in the worker's words.", examples: [["Pedagang sayur"]] },
  declaredMonthlyIncome: {
    description: "Whole rupiah; it decides the price of JKK and JHT.",
    examples: [1_000_000],
  },
  programmes: { description: "JKK and JKM, or these and JHT.", examples: [["JKK", "JKM"]] },
  sector: { description: "Transport has its own discount." },
  bpuCategory: { description: "The kind of worker." },
  workPlace: {
    description: "Where the work is done; it decides whether an accident was at work.",
    examples: ["Pasar Melati"],
  },
  workingHours: { description: "When." },
  "workingHours.from": { description: "`HH:MM`.", examples: ["05:00"] },
  "workingHours.to": { description: "`HH:MM`.", examples: ["14:00"] },
  consent: {
    description: "The worker agreed at the counter; without it there is no registration (UU 27/2022).",
  },
  "consent.given": { description: "True." },
  "consent.textVersion": { description: "The text that was read to the worker.", examples: ["2026-11"] },
};
