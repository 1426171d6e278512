import type { KeyFault } from "../../../shared/partner/judge-key.ts";
import type { KeyRefusal } from "../../../shared/partner/plan-keys.ts";

/** Why a key is too weak or no key at all, and what to do. Indonesian, then English. */
export function faultWords(fault: KeyFault): string {
  switch (fault.kind) {
    case "not-a-key":
      return "Bukan kunci publik PEM / Not a public key in PEM (-----BEGIN PUBLIC KEY-----)";
    case "private-key-given":
      return (
        "Ini kunci PRIVAT. Hapus berkasnya, buat pasangan baru, kirim bagian publiknya saja.\n" +
        "This is the PRIVATE key. Delete the file, make a new pair, send the public half only: openssl pkey -in private.pem -pubout"
      );
    case "certificate-given":
      return "Ini sertifikat / This is a certificate. Ambil kuncinya / Take its key: openssl x509 -in file.pem -pubkey -noout";
    case "wrong-type":
      return `Jenis kunci salah / Wrong type of key: ${fault.found}; yang diminta / wanted: ${fault.expected}`;
    case "rsa-too-short":
      return `RSA ${fault.bits} bit terlalu pendek / is too short; 2048 atau lebih / or more`;
    case "rsa-exponent-weak":
      return `Eksponen RSA ${fault.exponent} terlalu kecil / The RSA exponent is too small; 65537 atau lebih / or more`;
    case "wrong-curve":
      return `Kurva ${fault.curve} tidak dipakai / is not used; hanya / only P-256 (prime256v1)`;
    case "secret-too-short":
      return `Rahasia ${fault.bytes} bita terlalu pendek / A secret of ${fault.bytes} bytes is too short; 32 atau lebih / or more`;
    case "secret-guessable":
      return "Rahasia mudah ditebak / The secret is guessable; pakai acak / use a random one: openssl rand -base64 32";
  }
}

/** Why a change of keys is not made. */
export function refusalWords(refusal: KeyRefusal, keyId: string): string {
  switch (refusal.reason) {
    case "key-id-taken":
      return `Nama kunci sudah pernah dipakai / The key id was used before: ${keyId} (${refusal.partnerId}). Pilih lain / Choose another: --key-id`;
    case "key-known":
      return (
        `Kunci yang sama sudah terdaftar / The same key is registered already: ${refusal.partnerId}/${refusal.keyId} (${refusal.environment}).\n` +
        "Sandbox dan produksi, dan setiap rotasi, perlu kunci sendiri / Sandbox and production, and every rotation, need a key of their own."
      );
    case "key-unknown":
      return `Kunci tidak dikenal / No such key: ${keyId}`;
    case "wrong-state":
      return `Keadaan kunci ${keyId} sekarang / is now: ${refusal.state}`;
  }
}
