import type { Actor } from "../../shared/audit/actor.ts";
import type { Clock, Ids } from "../../shared/calendar/clock.ts";
import type { InTwoLanguages } from "../../shared/calendar/month-name.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import type { SettlementDrop } from "../../shared/settlement/hand-in-file.ts";
import type { Html } from "../html.ts";
import type { Say } from "../say.ts";
import type { OpsAct } from "./access/acts.ts";
import type { OpsPerson } from "./access/person.ts";
import type { PostedFile } from "./posted-form.ts";

/** What the functions of `shared` get from the ops edge. `ledger` starts no write that could outlive the request. */
export interface OpsDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Pick<Keyring, "nikHashKey" | "dataKey">;
  readonly ledger: Ledger;
  readonly settlementDrop: SettlementDrop;
}

/** One request to the console by a person who is signed in and may do what the route is for. */
export interface Visit {
  readonly deps: OpsDeps;
  readonly person: OpsPerson;
  readonly actor: Actor;
  readonly say: Say;
  /** The path as asked for, escaped as it came. */
  readonly path: string;
  /** Parts of the path by the route's names, unescaped. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** What was posted; where it came from and the form's token are checked. */
  readonly form: URLSearchParams;
  /** Files of the form, by the names of its fields. */
  readonly files: ReadonlyMap<string, PostedFile>;
  /** Goes into every form of the page (`page/form.ts`). */
  readonly formToken: string;
}

/** What a room answers. */
export type RoomAnswer =
  /** `isLive` loads the page again every few seconds where no script does it better (`page/live.ts`). */
  | {
      readonly kind: "page";
      readonly title: string;
      readonly content: Html;
      readonly status?: number;
      readonly isLive?: boolean;
    }
  /** A piece of a page, fetched by the page itself. */
  | { readonly kind: "fragment"; readonly content: Html }
  /** After a post: to a page, by GET. `did` names what the page then says was done (`page/done.ts`). */
  | { readonly kind: "see-other"; readonly to: string; readonly did?: string }
  | { readonly kind: "download"; readonly name: string; readonly type: string; readonly body: string }
  | { readonly kind: "not-found" }
  /** Somebody else acted since the page was made: what is now, and where to look. Nothing was written. */
  | { readonly kind: "stale"; readonly now: Html; readonly back: string };

/** One address of the console. */
export interface RoomRoute {
  readonly method: "GET" | "POST";
  /** Below `/ops`, in Hono's form: `/payments/:partnerId/:reference`. */
  readonly path: string;
  /** What one must be allowed to do; `access/acts.ts` says who is. */
  readonly act: OpsAct;
  serve(visit: Visit): Promise<RoomAnswer>;
}

/** A room of the console: an entry of the navigation and its pages. */
export interface Room {
  readonly name: InTwoLanguages;
  /** Where the entry leads to, below `/ops`; empty for the first page. */
  readonly path: string;
  readonly routes: readonly RoomRoute[];
}
