/** Mistakes in the headers and the base of HTTP Message Signatures (RFC 9421, RFC 9530). Name: what to change, in English and Indonesian. */
export const MISSES_OF_H2H = {
  "created-in-milliseconds": [
    "created is in milliseconds; it is in seconds.",
    "created dalam milidetik; seharusnya dalam detik.",
  ],
  "keyid-other": [
    "keyid is the partner's name or another id; it is the keyId of sandbox.json, letter for letter.",
    "keyid berisi nama mitra atau id lain; gunakan keyId dari sandbox.json, huruf demi huruf.",
  ],
  "signature-colons": [
    "The signature's bytes have to stand between colons: sig=:<base64>:, without quotes.",
    "Byte tanda tangan harus diapit titik dua: sig=:<base64>:, tanpa tanda kutip.",
  ],
  "signature-label": [
    "Signature and Signature-Input have to begin with the same label.",
    "Signature dan Signature-Input harus diawali label yang sama.",
  ],
  "params-quotes": [
    "keyid and alg are texts in double quotes, created is a number without quotes.",
    "keyid dan alg adalah teks bertanda kutip ganda, created angka tanpa tanda kutip.",
  ],
  "component-list": [
    'The covered components are names in double quotes, apart by one blank, in brackets: ("@method" "@path").',
    'Komponen ditulis dengan tanda kutip ganda, dipisahkan satu spasi, di dalam kurung: ("@method" "@path").',
  ],
  "signature-header-missing": [
    "Signature and Signature-Input belong together; one of them is missing.",
    "Signature dan Signature-Input satu pasang; salah satunya tidak ada.",
  ],
  "signature-old-draft": [
    'These headers follow the older draft (keyId="...", headers="..."); RFC 9421 has Signature-Input and Signature.',
    'Header ini mengikuti draf lama (keyId="...", headers="..."); RFC 9421 memakai Signature-Input dan Signature.',
  ],
  "signature-several": [
    "Several signatures were sent; exactly one is taken.",
    "Dikirim beberapa tanda tangan; hanya satu yang diterima.",
  ],
  "component-target-uri": [
    '@target-uri or @request-target is covered; cover "@path", which no gateway in between can change.',
    'Yang dicakup @target-uri atau @request-target; cakup "@path", yang tidak diubah gateway di tengah jalan.',
  ],
  "component-old-digest": [
    'The old Digest header is covered; send Content-Digest and cover "content-digest" (RFC 9530).',
    'Yang dicakup header Digest lama; kirim Content-Digest dan cakup "content-digest" (RFC 9530).',
  ],
  "component-capitals": [
    "Component names are written in lower case.",
    "Nama komponen ditulis dengan huruf kecil.",
  ],
  "component-old-name": [
    '(request-target) and (created) are names of the older draft; cover "@method" and "@path", and send created as a parameter.',
    '(request-target) dan (created) adalah nama dari draf lama; cakup "@method" dan "@path", dan kirim created sebagai parameter.',
  ],
  "component-not-sent": [
    "A header is covered that is not in the request, or whose name is not one of a request.",
    "Ada header yang dicakup tetapi tidak ada di permintaan.",
  ],
  "created-missing": [
    "The parameter created is missing: epoch seconds at which the request was signed.",
    "Parameter created tidak ada: detik epoch saat permintaan ditandatangani.",
  ],
  "digest-in-hex": [
    "Content-Digest holds the hash in hex; put the 32 bytes of the hash into base64.",
    "Content-Digest berisi hash dalam heksadesimal; tulis 32 byte hash-nya dalam base64.",
  ],
  "digest-other-hash": [
    "Content-Digest names another function than the one that was used, or one that does not count; use sha-256.",
    "Content-Digest menyebut fungsi lain dari yang dipakai, atau yang tidak diakui; gunakan sha-256.",
  ],
  "digest-form": [
    "Content-Digest has the form of the old Digest header; write sha-256=:<base64>: with colons.",
    "Content-Digest berbentuk header Digest lama; tulis sha-256=:<base64>: dengan titik dua.",
  ],
  "digest-line-other": [
    "The line of content-digest does not hold the header's text; sign the header exactly as it is sent.",
    "Baris content-digest tidak memuat teks header-nya; tandatangani header persis seperti yang dikirim.",
  ],
  "header-changed": [
    "A header was signed with another value than the one that arrived, as when the HTTP client adds a charset; sign what is sent.",
    "Sebuah header ditandatangani dengan nilai yang berbeda dari yang tiba, misalnya HTTP client menambah charset; tandatangani yang dikirim.",
  ],
  "authority-other": [
    "@authority was signed with another host or port than the Host header has.",
    "@authority ditandatangani dengan host atau port yang berbeda dari header Host.",
  ],
  "digest-not-computed": [
    "The line of content-digest was signed empty, or with the whole body in it.",
    "Baris content-digest ditandatangani kosong, atau berisi seluruh body.",
  ],
  "component-order": [
    "The lines of the signature base stand in another order than the components in Signature-Input.",
    "Urutan baris pada signature base berbeda dari urutan komponen di Signature-Input.",
  ],
  "params-line-missing": [
    'The last line, "@signature-params", is missing in what was signed.',
    'Baris terakhir, "@signature-params", tidak ikut ditandatangani.',
  ],
  "path-as-target-uri": [
    "@target-uri was signed where @path is named; sign the path alone, under its own name.",
    "Yang ditandatangani @target-uri, padahal yang disebut @path; tandatangani path-nya saja dengan namanya sendiri.",
  ],
  "line-ends": [
    "The lines are joined by something else than a single line feed.",
    "Baris-baris digabung dengan selain satu line feed.",
  ],
  "component-names": [
    "Component names stand without quotes, in capitals, or without the blank behind the colon.",
    "Nama komponen ditulis tanpa tanda kutip, dengan huruf besar, atau tanpa spasi setelah titik dua.",
  ],
  "params-with-label": [
    'The label stands in the line of "@signature-params"; it begins with the bracket.',
    'Label ikut ditulis di baris "@signature-params"; baris itu diawali tanda kurung.',
  ],
  "params-not-canonical": [
    'The line of "@signature-params" was signed with other blanks or quotes than the standard writes.',
    'Baris "@signature-params" ditandatangani dengan spasi atau tanda kutip yang tidak baku.',
  ],
  "params-order": [
    'The parameters in the line of "@signature-params" stand in another order than in Signature-Input, or one is missing.',
    'Urutan parameter di baris "@signature-params" berbeda dari Signature-Input, atau ada yang kurang.',
  ],
  "signature-der": [
    "The ECDSA signature is in DER; send r and s as 64 bytes, one after the other (IEEE P1363).",
    "Tanda tangan ECDSA dalam bentuk DER; kirim r dan s sebagai 64 byte berurutan (IEEE P1363).",
  ],
  "pss-salt": [
    "The RSA-PSS signature has another salt length than 64 bytes.",
    "Panjang salt pada tanda tangan RSA-PSS bukan 64 byte.",
  ],
  "signature-other-hash": [
    "The signature was made with another hash function than the key's algorithm names.",
    "Tanda tangan dibuat dengan fungsi hash selain yang ditentukan algoritma kunci.",
  ],
  "rsa-other-padding": [
    "RSA was used with the other padding: rsa-pss-sha512 needs PSS, rsa-v1_5-sha256 needs PKCS#1 v1.5.",
    "RSA dipakai dengan padding yang lain: rsa-pss-sha512 memakai PSS, rsa-v1_5-sha256 memakai PKCS#1 v1.5.",
  ],
} as const;
