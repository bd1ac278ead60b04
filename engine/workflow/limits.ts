/** The longest reason, in characters. */
export const longestReason = 5_000;
/** The longest remark on one field, in characters. */
export const longestRemark = 2_000;
/** The most remarks of one return. */
export const mostRemarks = 200;
/** The longest client key. */
export const longestKey = 200;
