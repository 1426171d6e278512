import { html } from "../../../../functions/html.ts";
import { STYLE_PATH } from "../../../../functions/ops-api/page/assets.ts";
import { SAMPLE_STAFF } from "./sample-staff.ts";
import { ISSUER_PATH } from "./sandbox-client.ts";

/** Where one picks who one is. A real issuer asks for a password here. `asked` is what came with the request, sent along unchanged. */
export function authorizePage(asked: URLSearchParams): string {
  const choices = SAMPLE_STAFF.map(
    ({ subject, name, roles }) =>
      html`<button class="staff" name="subject" value="${subject}"><b>${name}</b> <span class="badge">${roles.join(" + ")}</span></button>`,
  );
  return html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Masuk / Sign in - Kanal sandbox</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body class="outside">
<main><h1>Siapa Anda? <span lang="en" class="soft">Who are you?</span></h1>
<p>Penyedia identitas kotak pasir: tanpa kata sandi, hanya di komputer ini.<br><span lang="en" class="soft">The sandbox's identity provider: no password, on this machine only.</span></p>
<form class="form" method="post" action="${ISSUER_PATH}/authorize">
${[...asked].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}${choices}</form></main>
</body>
</html>
`.text;
}
