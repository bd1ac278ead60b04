/** The longest text of a rule, in UTF-16 units: 4,000, as the schema has it. */
export const longestRule = 4_000;

/** How deep the parts of a rule may be nested; terms of `and` and `or` count once. */
export const deepestRule = 500;

/** The most steps a rule may take in the worst case. */
export const mostSteps = 1_000_000;
