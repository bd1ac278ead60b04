/**
 * The id of a case: `<campaign>.<entry>.<unit or subject>.<period>.<attempt>`. It follows from what the case is
 * for, so that opening twice is one case.
 */
export function caseIdOf(
  campaign: string,
  entry: string,
  unitOrSubject: string,
  period: string,
  attempt = 1,
): string {
  return `${campaign}.${entry}.${unitOrSubject}.${period}.${attempt}`;
}

/** What a case's id says. Ids hold no dots, so that dots separate. */
export function partsOfCaseId(id: string): {
  campaign: string;
  entry: string;
  unitOrSubject: string;
  period: string;
  attempt: number;
} {
  const [campaign, entry, unitOrSubject, period, attempt] = id.split('.') as [
    string,
    string,
    string,
    string,
    string,
  ];
  return { campaign, entry, unitOrSubject, period, attempt: Number(attempt) };
}

/** Letters and digits that cannot be mistaken for one another when read out: no 0 and o, 1, i and l, u and v. */
const alphabet = '23456789abcdefghjkmnpqrstwxyz';

/**
 * A short code for a case that people can read out over the telephone, eight letters and digits in two groups:
 * `7kqd-m3x9`. The same id always gives the same code. It is a label for eyes, not a key: among a million cases
 * about one pair is expected to share one.
 */
export function caseCode(id: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let at = 0; at < id.length; at += 1) {
    high = Math.imul(high ^ id.charCodeAt(at), 0x01000193);
    low = Math.imul(low ^ id.charCodeAt(id.length - 1 - at), 0x85ebca6b);
  }
  let value = (high >>> 0) * 0x100000 + ((low >>> 0) % 0x100000);
  let code = '';
  for (let n = 0; n < 8; n += 1) {
    code += alphabet[value % alphabet.length];
    value = Math.floor(value / alphabet.length);
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
