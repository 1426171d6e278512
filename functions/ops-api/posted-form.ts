import type { Received } from "./received.ts";

/** A file as a browser sends it: the name is what the person's machine calls it. */
export interface PostedFile {
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** What was posted, by the names of the form's fields. */
export interface PostedForm {
  readonly form: URLSearchParams;
  readonly files: ReadonlyMap<string, PostedFile>;
}

const isMultipart = ({ header }: Pick<Received, "header">): boolean =>
  /^multipart\/form-data\s*;/i.test(header("content-type") ?? "");

/** The fields of a form without files; none of any other. */
export function plainForm(received: Pick<Received, "method" | "header" | "body">): PostedForm {
  const isPlain = received.method === "POST" && !isMultipart(received);
  return { form: new URLSearchParams(isPlain ? received.body.toString("utf8") : ""), files: new Map() };
}

/**
 * The fields and files of any form. Only for who is signed in: taking a body of 6 MB apart is work that nobody else may ask for. What does not parse has no fields, and so
 * no token.
 */
export async function wholeForm(received: Pick<Received, "method" | "header" | "body">): Promise<PostedForm> {
  if (received.method !== "POST" || !isMultipart(received)) return plainForm(received);
  const headers = { "content-type": received.header("content-type") ?? "" };
  const form = new URLSearchParams();
  const files = new Map<string, PostedFile>();
  const parts = await new Response(new Uint8Array(received.body), { headers })
    .formData()
    .catch(() => new FormData());
  for (const [field, value] of parts) {
    if (typeof value === "string") form.append(field, value);
    else files.set(field, { name: value.name, content: new Uint8Array(await value.arrayBuffer()) });
  }
  return { form, files };
}
