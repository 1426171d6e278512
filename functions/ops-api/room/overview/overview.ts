import { html } from "../../../html.ts";
import type { Room } from "../../room.ts";

/** The first page. */
export const OVERVIEW: Room = {
  name: { indonesia: "Ringkasan", english: "Overview" },
  path: "",
  routes: [
    {
      method: "GET",
      path: "",
      act: "look",
      serve: async ({ say }) => ({ kind: "page", title: say("Ringkasan", "Overview"), content: html`` }),
    },
  ],
};
