import { type Html, html, type Piece } from "../../html.ts";
import type { Visit } from "../room.ts";

/** The field of the form's token; the edge checks it before any room sees the post. */
export const FORM_TOKEN_FIELD = "formToken";

interface FormParts {
  /** Where it is posted, below `/ops`. */
  readonly action: string;
  readonly fields: Piece;
  /** What the button does, in a verb. */
  readonly submit: string;
  /** A deed that changes money or shuts somebody out looks like one. */
  readonly tone?: "primary" | "danger" | "plain";
  /** What was seen when the page was made, `seenVersion` and the like: sent along unseen. */
  readonly hidden?: Readonly<Record<string, string | number>>;
  /** One row: fields and button beside each other. */
  readonly isInline?: boolean;
  /** With a file among its fields. */
  readonly isUpload?: boolean;
}

/** A form that posts: with the token that ties it to this session, and the button that says what it does. */
export function form({ formToken }: Pick<Visit, "formToken">, parts: FormParts): Html {
  const { action, fields, submit, tone = "primary", hidden = {}, isInline = false, isUpload = false } = parts;
  const unseen = { ...hidden, [FORM_TOKEN_FIELD]: formToken };
  return html`<form method="post" action="/ops${action}" class="form${isInline && " inline"}"${isUpload && html` enctype="multipart/form-data"`}>
${Object.entries(unseen).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${fields}<button class="${tone}">${submit}</button></form>`;
}

/** A form that only asks: what is looked for stands in the address and can be sent to a colleague. Nothing personal belongs into one. */
export function searchForm({
  action,
  fields,
  submit,
}: Pick<FormParts, "action" | "fields" | "submit">): Html {
  return html`<form method="get" action="/ops${action}" class="form inline" role="search">${fields}<button class="plain">${submit}</button></form>`;
}

interface FieldParts {
  readonly name: string;
  /** Where two forms of a page have a field of the same name; the name otherwise. */
  readonly id?: string;
  readonly label: string;
  readonly value?: string | undefined;
  /** What to write, under the label. */
  readonly hint?: Piece;
  /** What is wrong with what was sent. */
  readonly mistake?: Piece;
  readonly isOptional?: boolean;
  readonly maxLength?: number;
}

const idOf = ({ id, name }: FieldParts): string => `field-${id ?? name}`;

function around(parts: FieldParts, control: Html): Html {
  const { label, hint, mistake } = parts;
  const id = idOf(parts);
  return html`<div class="field"><label for="${id}">${label}</label>${
    hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`
  }${control}${mistake !== undefined && html`<p class="mistake" id="${id}-mistake">${mistake}</p>`}</div>`;
}

function attributes(parts: FieldParts): Html {
  const { name, hint, mistake, isOptional, maxLength } = parts;
  const id = idOf(parts);
  const described = [hint !== undefined && `${id}-hint`, mistake !== undefined && `${id}-mistake`]
    .filter(Boolean)
    .join(" ");
  return html` id="${id}" name="${name}"${!isOptional && html` required`}${
    maxLength !== undefined && html` maxlength="${maxLength}"`
  }${described !== "" && html` aria-describedby="${described}"`}${mistake !== undefined && html` aria-invalid="true"`}`;
}

/** One line of text. `isNumber` brings a phone's number pad; `type` stays text, because a NIK is no quantity. */
export function textField(
  parts: FieldParts & {
    readonly isNumber?: boolean;
    readonly type?: "text" | "date" | "datetime-local" | "search";
  },
): Html {
  const { value = "", isNumber = false, type = "text" } = parts;
  return around(
    parts,
    html`<input type="${type}" value="${value}" autocomplete="off"${isNumber && html` inputmode="numeric"`}${attributes(parts)}>`,
  );
}

/** A file of the person's own machine. A browser never fills it in again: after a mistake it is picked once more. */
export function fileField(parts: Omit<FieldParts, "value"> & { readonly accept: string }): Html {
  return around(parts, html`<input type="file" accept="${parts.accept}"${attributes(parts)}>`);
}

/** Several lines: every deed wants its reason. */
export function longField(parts: FieldParts): Html {
  return around(parts, html`<textarea rows="2"${attributes(parts)}>${parts.value ?? ""}</textarea>`);
}

/** One of a few. */
export function selectField(
  parts: FieldParts & { readonly options: readonly (readonly [value: string, text: string])[] },
): Html {
  const { options, value } = parts;
  return around(
    parts,
    html`<select${attributes(parts)}>${options.map(
      ([own, text]) => html`<option value="${own}"${own === value && html` selected`}>${text}</option>`,
    )}</select>`,
  );
}
