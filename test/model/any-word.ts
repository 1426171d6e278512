/** The answer of what says nothing that the model could foresee. */
export const ANY_WORD = "*";
