/** The right text under the wrong key, function or encoding, and what else stands in a SNAP request. Name: what to change, in English and Indonesian. */
export const MISSES_OF_KEY = {
  "signature-in-hex": [
    "The signature was written in hex; write its bytes in base64, with padding.",
    "Tanda tangan ditulis dalam heksadesimal; tulis byte-nya dalam base64, lengkap dengan padding.",
  ],
  "signature-in-base64": [
    "The signature was written in base64; your profile says lower-case hex.",
    "Tanda tangan ditulis dalam base64; profil Anda menggunakan heksadesimal huruf kecil.",
  ],
  "signature-hex-upper-case": [
    "The signature was written in upper-case hex; write it in lower case.",
    "Tanda tangan ditulis dengan heksadesimal huruf besar; tulis dengan huruf kecil.",
  ],
  "signature-base64url": [
    "The signature was written in the URL form of base64 or without padding; use the standard form, + and / and =.",
    "Tanda tangan ditulis dalam base64 versi URL atau tanpa padding; gunakan bentuk baku, dengan + dan / dan =.",
  ],
  "signature-encoded-twice": [
    "The signature was encoded twice; encode its bytes once.",
    "Tanda tangan di-encode dua kali; cukup sekali dari byte-nya.",
  ],
  "signature-wrapped": [
    "Blanks, line breaks, quotes, percent signs or a prefix stand in the signature; send the encoded bytes alone.",
    "Ada spasi, baris baru, tanda kutip, tanda persen atau awalan pada tanda tangan; kirim byte ter-encode saja.",
  ],
  "key-ended": [
    "The key that signed is yours, but it was revoked or its time is over; sign with the active one.",
    "Kunci yang dipakai memang milik Anda, tetapi sudah dicabut atau habis masanya; gunakan kunci yang aktif.",
  ],
  "key-of-other-environment": [
    "The key that signed is yours, but for another environment; sandbox and production have keys of their own.",
    "Kunci yang dipakai memang milik Anda, tetapi untuk lingkungan lain; sandbox dan produksi punya kunci masing-masing.",
  ],
  "key-of-other-use": [
    "Another key of yours signed, one that is for another protocol or key id; use the one that belongs to this call.",
    "Yang dipakai adalah kunci Anda yang lain, untuk protokol atau key id lain; gunakan kunci untuk panggilan ini.",
  ],
  "secret-decoded": [
    "The secret was decoded from base64 or hex before it was used; its letters themselves are the key.",
    "Secret di-decode dulu dari base64 atau heksadesimal; huruf-hurufnya sendirilah kuncinya.",
  ],
  "secret-with-newline": [
    "The secret was used with a line break, a blank or quotes around it, as read from a file; trim it.",
    "Secret dipakai bersama baris baru, spasi atau tanda kutip, misalnya hasil baca berkas; bersihkan dulu.",
  ],
  "secret-is-client-id": [
    "The client key or partner id was used as the secret; use the client secret.",
    "Client key atau partner id dipakai sebagai secret; gunakan client secret.",
  ],
  "hmac-other-function": [
    "The HMAC was made with another hash function than the one that is due.",
    "HMAC dibuat dengan fungsi hash selain yang ditentukan.",
  ],
  "hash-instead-of-hmac": [
    "Text and secret were hashed together; use HMAC with the secret as its key.",
    "Teks dan secret digabung lalu di-hash; gunakan HMAC dengan secret sebagai kuncinya.",
  ],
  "signature-case-changed": [
    "The encoded signature was turned into lower or upper case; base64 tells them apart, send it letter for letter.",
    "Tanda tangan ter-encode diubah menjadi huruf kecil atau besar; base64 membedakannya, kirim huruf demi huruf.",
  ],
  "rsa-other-hash": [
    "RSA signed another hash than SHA-256; use SHA256withRSA.",
    "RSA menandatangani hash selain SHA-256; gunakan SHA256withRSA.",
  ],
  "rsa-pss-padding": [
    "The RSA signature has PSS padding; this one is due with PKCS#1 v1.5.",
    "Tanda tangan RSA memakai padding PSS; yang diminta PKCS#1 v1.5.",
  ],
  "key-not-registered": [
    "No key that you have registered made this RSA signature; register the public half, or sign with the private key of sandbox.json.",
    "Tanda tangan RSA ini tidak dibuat oleh kunci Anda yang terdaftar; daftarkan kunci publiknya, atau gunakan kunci privat dari sandbox.json.",
  ],
  "rsa-instead-of-hmac": [
    "An RSA signature came where HMAC-SHA512 with the client secret is due; RSA is for the token call.",
    "Yang dikirim tanda tangan RSA, padahal seharusnya HMAC-SHA512 dengan client secret; RSA dipakai untuk meminta token.",
  ],
  "hmac-instead-of-rsa": [
    "An HMAC came where SHA256withRSA with your private key is due.",
    "Yang dikirim HMAC, padahal seharusnya SHA256withRSA dengan kunci privat Anda.",
  ],
  "bearer-missing": [
    "Authorization does not begin with Bearer and a blank; write Bearer, one blank, then the token.",
    "Authorization tidak diawali Bearer dan spasi; tulis Bearer, satu spasi, lalu token.",
  ],
  "partner-id-is-client-key": [
    "X-PARTNER-ID holds the client key or another id; it is the partner id of sandbox.json, xPartnerId.",
    "X-PARTNER-ID berisi client key atau id lain; gunakan partner id dari sandbox.json, yaitu xPartnerId.",
  ],
  "client-key-is-partner-id": [
    "X-CLIENT-KEY holds the partner id or other letters; it is the client key of sandbox.json, clientKey.",
    "X-CLIENT-KEY berisi partner id atau huruf lain; gunakan client key dari sandbox.json, yaitu clientKey.",
  ],
} as const;
