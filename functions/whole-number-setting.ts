/** Reads a setting that counts something when the module loads. @throws Error for anything but a whole number from `min`: a limit that is no number limits nothing */
export function wholeNumberSetting(name: string, text: string, min = 0): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= min) return value;
  throw new Error(`Setting ${name} is "${text}". It is a whole number from ${min}.`);
}
