/** What others sign in place of the text that is due: parts written otherwise, or put together otherwise. Name: what to change, in English and Indonesian. */
export const MISSES_OF_TEXT = {
  "body-reserialised": [
    "The body was parsed and written anew before it was hashed; hash the very bytes that are sent.",
    "Body di-parse lalu ditulis ulang sebelum di-hash; hash persis byte yang dikirim.",
  ],
  "body-spaces-stripped": [
    "All white space was removed, also inside values; remove only what stands between them, or nothing.",
    "Semua spasi dihapus, termasuk di dalam nilai; hapus hanya yang di antara nilai, atau jangan sama sekali.",
  ],
  "body-spaced": [
    "The body was hashed with blanks or line breaks that were not sent; hash the very bytes that are sent.",
    "Body di-hash dengan spasi atau baris baru yang tidak ikut dikirim; hash persis byte yang dikirim.",
  ],
  "body-escaped": [
    "Slashes or letters were escaped differently in the hashed text than in the sent one; hash the sent bytes.",
    "Garis miring atau huruf di-escape berbeda antara teks yang di-hash dan yang dikirim; hash byte yang dikirim.",
  ],
  "body-sorted": [
    "The keys were put in another order before hashing; hash the very bytes that are sent.",
    "Urutan kunci diubah sebelum di-hash; hash persis byte yang dikirim.",
  ],
  "body-hash-of-nothing": [
    "An empty text, {} or null was hashed instead of the body that was sent.",
    "Yang di-hash adalah teks kosong, {} atau null, bukan body yang dikirim.",
  ],
  "body-hash-upper-case": [
    "The body's hash was written in upper-case hex; write it in lower case.",
    "Hash body ditulis dengan heksadesimal huruf besar; tulis dengan huruf kecil.",
  ],
  "body-hash-base64": [
    "The body's hash was written in base64; write it in lower-case hex.",
    "Hash body ditulis dalam base64; tulis dalam heksadesimal huruf kecil.",
  ],
  "body-not-hashed": [
    "The body itself was put into the string to sign; put its SHA-256 there, in lower-case hex.",
    "Body dimasukkan langsung ke string to sign; masukkan SHA-256-nya, heksadesimal huruf kecil.",
  ],
  "body-hash-empty": [
    "The segment of the body's hash was left empty; an empty body has the SHA-256 of nothing, e3b0c442...b855.",
    "Bagian hash body dikosongkan; body kosong pun punya SHA-256, yaitu e3b0c442...b855.",
  ],
  "body-hash-other": [
    "The body was hashed with another function than SHA-256, or twice.",
    "Body di-hash dengan fungsi selain SHA-256, atau dua kali.",
  ],
  "path-prefix-missing": [
    "The path was signed without its prefix; sign it as you call it, prefix included.",
    "Path ditandatangani tanpa awalannya; tandatangani path persis seperti yang dipanggil, termasuk awalannya.",
  ],
  "path-prefix-extra": [
    "The path was signed with a prefix that the called address does not have; sign it as you call it.",
    "Path ditandatangani dengan awalan yang tidak ada pada alamat yang dipanggil; tandatangani persis seperti yang dipanggil.",
  ],
  "path-is-url": [
    "The whole address was signed; sign only its path, from the first slash after the host.",
    "Seluruh alamat ditandatangani; cukup path-nya, mulai dari garis miring pertama setelah host.",
  ],
  "path-slash": [
    "The signed path has a slash, a question mark or an encoding more or less than the called one.",
    "Path yang ditandatangani kelebihan atau kekurangan garis miring, tanda tanya, atau encoding.",
  ],
  "path-of-other-service": [
    "The path of another service was signed; sign the path of the call itself.",
    "Yang ditandatangani adalah path layanan lain; tandatangani path dari panggilan itu sendiri.",
  ],
  "token-with-bearer": [
    "The word Bearer was left in front of the token; sign the token alone.",
    "Kata Bearer ikut ditandatangani; tandatangani token-nya saja.",
  ],
  "token-case": [
    "The token was signed in lower or upper case; sign it letter for letter.",
    "Token ditandatangani dengan huruf kecil atau besar semua; tandatangani huruf demi huruf.",
  ],
  "token-empty": [
    "The token's place was left empty; put the access token there.",
    "Tempat token dikosongkan; isi dengan access token.",
  ],
  "token-is-client": [
    "The client key or partner id was signed in the token's place; put the access token there.",
    "Client key atau partner id ditandatangani di tempat token; isi dengan access token.",
  ],
  "string-without-token": [
    "The string of the signature without token was signed; yours has the token between path and hash.",
    "Yang ditandatangani adalah string tanpa token; string Anda memuat token di antara path dan hash.",
  ],
  "string-with-token": [
    "The string of the signature with token was signed; yours has no token and no empty place for it.",
    "Yang ditandatangani adalah string dengan token; string Anda tidak memuat token maupun tempat kosongnya.",
  ],
  "body-segment-dropped": [
    "The body's hash was left out together with its colon; it always stands there, also for an empty body.",
    "Hash body dihilangkan beserta titik duanya; bagian itu selalu ada, juga untuk body kosong.",
  ],
  "string-of-token-call": [
    "The string of the token call, client key | time, was signed; a transaction signs method, path, token, hash and time.",
    "Yang ditandatangani adalah string untuk meminta token, client key | waktu; transaksi menandatangani metode, path, token, hash dan waktu.",
  ],
  "segments-swapped": [
    "The segments stand in another order; it is method, path, token, hash, time.",
    "Urutan bagian tertukar; seharusnya metode, path, token, hash, waktu.",
  ],
  "separator-spaces": [
    "There are blanks beside the colons; join the segments by a colon and nothing else.",
    "Ada spasi di samping titik dua; gabungkan bagian dengan titik dua saja.",
  ],
  "separator-other": [
    "The segments are joined by something else than a colon.",
    "Bagian-bagian digabung dengan tanda selain titik dua.",
  ],
  "newline-at-end": [
    "A line break or blank stands at the end or the beginning of the string; sign it without.",
    "Ada baris baru atau spasi di akhir atau awal string; tandatangani tanpa itu.",
  ],
  "string-hashed-first": [
    "The string was hashed before it was signed; the signature's algorithm does that by itself.",
    "String di-hash dulu sebelum ditandatangani; algoritma tanda tangan sudah melakukannya sendiri.",
  ],
  "string-case": [
    "The whole string was turned into lower or upper case; sign it letter for letter.",
    "Seluruh string diubah menjadi huruf kecil atau besar; tandatangani huruf demi huruf.",
  ],
  "time-as-utc": [
    "The time was signed in UTC and sent otherwise; sign the header's text as it stands.",
    "Waktu ditandatangani dalam UTC tetapi dikirim dalam bentuk lain; tandatangani teks header apa adanya.",
  ],
  "time-as-local": [
    "The time was signed as local time and sent otherwise; sign the header's text as it stands.",
    "Waktu ditandatangani sebagai waktu lokal tetapi dikirim dalam bentuk lain; tandatangani teks header apa adanya.",
  ],
  "time-other-form": [
    "The time was signed without offset, with other fractions, or as a number; sign the header's text as it stands.",
    "Waktu ditandatangani tanpa offset, dengan pecahan detik lain, atau sebagai angka; tandatangani teks header apa adanya.",
  ],
  "time-read-twice": [
    "The clock was read twice, once for the header and once for the signature; read it once and use that text in both.",
    "Jam dibaca dua kali, sekali untuk header dan sekali untuk tanda tangan; baca sekali dan pakai teks yang sama.",
  ],
  "client-key-other": [
    "Another name than X-CLIENT-KEY was signed; sign the client key letter for letter.",
    "Yang ditandatangani bukan X-CLIENT-KEY; tandatangani client key huruf demi huruf.",
  ],
  "token-separator": [
    "Client key and time are joined by something else than a single |, or in the other order.",
    "Client key dan waktu digabung dengan tanda selain satu |, atau urutannya terbalik.",
  ],
  "string-of-transaction": [
    "The string of a transaction was signed; the token call signs client key | time and nothing else.",
    "Yang ditandatangani adalah string transaksi; permintaan token hanya menandatangani client key | waktu.",
  ],
  "method-other": [
    "The method was signed in lower case or as another one; sign it in upper case, as sent.",
    "Metode ditandatangani dengan huruf kecil atau metode lain; gunakan huruf besar, sesuai yang dikirim.",
  ],
} as const;
