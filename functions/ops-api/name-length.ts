/** Longer than every id and reference of ours and of partners (128 characters), far shorter than a key that the ledger takes (1,024 bytes). */
const NAME_MAX = 255;

/** Whether a text can be the name of anything. One that is longer names nothing, and as a key it would be a fault of ours, which rings an alarm. */
export const canName = (text: string | null | undefined): boolean => (text?.length ?? 0) <= NAME_MAX;
