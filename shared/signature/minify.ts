const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Removes JSON's insignificant white space, and nothing else: no re-ordering, no re-encoding, no change inside a key or a value, because the
 * result is what the sender hashed (snap-bi.md 2.4). Works on bytes: all bytes of a longer UTF-8 character are above 0x7f and never look like
 * a quote. Takes any bytes, JSON or not, so that a body can be verified before it is parsed. Returns the same array when there is
 * nothing to remove.
 */
export function minifyJson(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let insideString = false;
  let escaped = false;
  for (const byte of bytes) {
    if (insideString) {
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) insideString = false;
    } else if (byte === QUOTE) {
      insideString = true;
    } else if (byte === SPACE || byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN) {
      continue;
    }
    out[length++] = byte;
  }
  return length === bytes.length ? bytes : out.subarray(0, length);
}
