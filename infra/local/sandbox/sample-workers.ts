import { addDays, addMonths, type BusinessDate, businessDate } from "../../../shared/calendar/calendar.ts";
import type { BpuCategory, Programme, Sector } from "../../../shared/contribution/programme.ts";
import type { MemberStanding } from "../../../shared/member/member.ts";

/** What a sample worker paid before the sandbox opened: so many days ago, for so many months. */
export interface SampleHistory {
  readonly daysAgo: number;
  readonly months: number;
}

/** An invented worker. */
export interface SampleWorker {
  readonly nik: string;
  readonly kpj: string;
  readonly name: string;
  readonly birthDate: BusinessDate;
  readonly programmes: readonly Programme[];
  readonly sector: Sector;
  readonly bpuCategory: BpuCategory;
  readonly declaredMonthlyIncome: number;
  readonly standing: MemberStanding;
  readonly history: SampleHistory | undefined;
}

type Sex = "F" | "M";
type Row = readonly [name: string, sex: Sex, birthDate: string, income: number, more?: Partial<SampleWorker>];

const JHT_TOO: Partial<SampleWorker> = { programmes: ["JKK", "JKM", "JHT"] };
const DRIVER: Partial<SampleWorker> = { sector: "TRANSPORT" };
const paid = (daysAgo: number, months: number): Partial<SampleWorker> => ({ history: { daysAgo, months } });

/** Two programmes, outside transport, self-employed and never paid, unless the row says otherwise. */
const ROWS: readonly Row[] = [
  ["NI LUH PUTU SARI", "F", "1988-04-17", 1_000_000],
  ["I MADE WIRAWAN", "M", "1979-11-02", 1_000_000],
  ["SITI AMINAH", "F", "1995-01-29", 1_000_000],
  ["AGUS SETIAWAN", "M", "1991-07-08", 1_200_000],
  ["MARIA GORETI", "F", "1984-09-30", 1_400_000],
  ["YOHANES BERE", "M", "1972-03-21", 1_000_000],
  ["NUR HIDAYAH", "F", "1999-12-05", 1_600_000],
  ["KETUT SUARDANA", "M", "1967-06-14", 2_000_000],
  ["DEWI LESTARI", "F", "1990-02-28", 2_600_000],
  ["LALU AHMAD FAUZI", "M", "1986-08-19", 3_000_000],
  ["BAIQ RATNA", "F", "2001-05-11", 1_000_000],
  ["UMBU NDAWA", "M", "1982-10-26", 5_000_000],
  ["WAYAN SUDIARTA", "M", "1975-04-03", 1_000_000, DRIVER],
  ["ABDUL RAHMAN", "M", "1993-06-22", 2_000_000, DRIVER],
  ["FITRIANI", "F", "1997-03-15", 1_000_000, JHT_TOO],
  ["GEDE PRATAMA", "M", "1989-01-09", 3_500_000, JHT_TOO],
  ["HENDRIKUS LAKI", "M", "1980-12-24", 20_500_000, JHT_TOO],
  ["YUSUF BACHTIAR", "M", "1994-05-18", 4_400_000, { ...DRIVER, ...JHT_TOO }],
  ["IBU SUMIATI", "F", "1978-02-07", 8_500_000, { ...JHT_TOO, bpuCategory: "PEMBERI_KERJA" }],
  ["TONI GUNAWAN", "M", "1992-09-12", 1_000_000, { bpuCategory: "PEKERJA_DI_LUAR_HUBUNGAN_KERJA" }],
  ["KOMANG AYU", "F", "1987-11-20", 1_000_000, paid(10, 1)],
  ["RIZKY MAULANA", "M", "1996-08-04", 1_000_000, { ...DRIVER, ...paid(10, 3) }],
  ["THERESIA WEA", "F", "1983-07-27", 2_000_000, { ...JHT_TOO, ...paid(10, 2) }],
  ["PUTU GEDE ARYA", "M", "1998-10-10", 1_300_000, paid(40, 3)],
  ["NURUL AINI", "F", "1985-05-25", 1_000_000, paid(40, 6)],
  ["ZAINUDDIN", "M", "1970-01-31", 6_000_000, { ...JHT_TOO, ...paid(40, 12) }],
  ["MADE SUKERTI", "F", "1976-12-12", 1_000_000, paid(70, 1)],
  ["DOMINGGUS KALE", "M", "1981-04-28", 1_000_000, { ...DRIVER, ...paid(70, 1) }],
  ["SRI WAHYUNI", "F", "1994-06-06", 1_800_000, { ...JHT_TOO, ...paid(70, 2) }],
  ["HASAN BASRI", "M", "1969-09-09", 1_000_000, paid(100, 1)],
  ["LUH KERTI", "F", "1974-03-03", 1_000_000, paid(200, 1)],
  ["MUHAMMAD ILHAM", "M", "1990-11-17", 1_000_000, { ...DRIVER, ...paid(200, 2) }],
  ["VERONIKA BEDING", "F", "1988-08-08", 2_400_000, { ...JHT_TOO, ...paid(200, 1) }],
  ["NYOMAN RAI", "M", "1958-05-05", 1_000_000, { standing: "deceased" }],
  ["HALIMAH", "F", "1963-10-01", 1_000_000, { standing: "deceased" }],
];

/**
 * The sample workers of a sandbox that begins on `today`: the same for the same day. One of them is 64 years and 11 months old then, the last month in
 * which a first payment is taken (domain.md case 22).
 */
export function sampleWorkers(today: BusinessDate): readonly SampleWorker[] {
  const almostTooOld = addMonths(today, -(64 * 12 + 11));
  const rows: readonly Row[] = [...ROWS, ["WAYAN MUNTREG", "F", almostTooOld, 1_000_000]];
  return rows.map(([name, sex, born, declaredMonthlyIncome, more], index) => ({
    nik: sampleNik(index, sex, born),
    kpj: String(26_000_000_001 + index * 37),
    name,
    birthDate: businessDate(born),
    programmes: ["JKK", "JKM"],
    sector: "OTHER",
    bpuCategory: "PEKERJA_MANDIRI",
    declaredMonthlyIncome,
    standing: "registered",
    history: undefined,
    ...more,
  }));
}

/** Regencies of Bali and Nusa Tenggara. */
const REGENCIES = ["5171", "5102", "5108", "5271", "5203", "5371", "5311", "5318"];

/**
 * A NIK of right form that nobody has: no regency numbers a district 99. Day of birth plus 40 for women, serial from 0001
 * (domain.md 3.1).
 */
function sampleNik(index: number, sex: Sex, born: string): string {
  const [year = "", month = "", day = ""] = born.split("-");
  const dayOfSex = String(Number(day) + (sex === "F" ? 40 : 0)).padStart(2, "0");
  const regency = REGENCIES[index % REGENCIES.length] ?? "";
  return `${regency}99${dayOfSex}${month}${year.slice(2)}${String(index + 1).padStart(4, "0")}`;
}

/** The days on which somebody paid, oldest first. */
export function historyDays(workers: readonly SampleWorker[], today: BusinessDate): readonly BusinessDate[] {
  const days = workers.flatMap(({ history }) => (history ? [addDays(today, -history.daysAgo)] : []));
  return [...new Set(days)].sort();
}
