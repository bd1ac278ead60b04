import type { GivenCode } from '../issues/catalogue/given.ts';

/** A kind of personal data that a free text can be told to avoid. */
export type PersonalData = 'identityNumber' | 'phone' | 'personName' | 'birthYear';

/** The code that says which kind was found. */
export const personalDataCodes: Readonly<Record<PersonalData, GivenCode>> = {
  identityNumber: 'answers.personal.identity_number',
  phone: 'answers.personal.phone',
  personName: 'answers.personal.person_name',
  birthYear: 'answers.personal.birth_year',
};

/**
 * True when a text seems to hold personal data of the kind. It errs on the side of finding: a text is stopped
 * until it is cleaned, and a person can always write the same thing without the data. The patterns have no
 * nested repetition, so they are quick on any text.
 */
export function holdsPersonalData(text: string, kind: PersonalData): boolean {
  return finders[kind](text.normalize('NFC'));
}

const finders: Readonly<Record<PersonalData, (text: string) => boolean>> = {
  identityNumber: (text) => digitRuns(text).some(isIdentityNumber),
  phone: (text) => digitRuns(text).some(isPhone),
  personName: (text) => personName.test(text.replace(placeNames, ' ')),
  birthYear: (text) => birth.test(text.replace(notBirth, ' ')),
};

/** Digits as they stand, with the single spaces, points and hyphens between them and a plus in front. */
function digitRuns(text: string): string[] {
  return text.match(/\+?\d(?:[ .-]?\d){7,}/g) ?? [];
}

/** Căn cước: 12 digits; chứng minh nhân dân: 9. An amount such as `123.456.789` is neither. */
function isIdentityNumber(run: string): boolean {
  const digits = run.replace(/\D/g, '');
  if (run.startsWith('+') || (digits.length !== 9 && digits.length !== 12)) return false;
  return !/^[1-9]\d{0,2}(?:\.\d{3})+$/.test(run) && !isDateRun(run);
}

/** `0` or `+84` and nine or ten digits. */
function isPhone(run: string): boolean {
  const digits = run.replace(/\D/g, '');
  return /^0\d{9,10}$/.test(digits) || /^84\d{9,10}$/.test(digits);
}

/** Two dates or times after each other also make long runs of digits. */
function isDateRun(run: string): boolean {
  return /(?:^|[ ])\d{1,2}[.-]\d{1,2}[.-]\d{4}(?:[ ]|$)/.test(run);
}

/** A form of address and two words with capitals: `ông Nguyễn Văn A`. */
const personName =
  /(?<!\p{L})(?:[ôÔ](?:ng|NG)|[bB]à|BÀ|[aA]nh|ANH|[cC]hị|CHỊ|[eE]m|EM|[cC]ô|CÔ|[cC]hú|CHÚ|[bB]ác|BÁC|[cC]ụ|CỤ|[cC]háu|CHÁU|[đĐ](?:ồng|ỒNG) [cC](?:hí|HÍ)|[đĐ]\/[cC]\.?):? +\p{Lu}\p{L}* +\p{Lu}/u;

const placeNames = /Bà Rịa|Bà Đen|Bà Nà|Cô Tô|Anh Sơn|Ông Lãnh/g;

/** `sinh năm 1990`, `năm sinh: 1990`, `SN 1990`, `sinh ngày 2/9`. */
const birth = /(?:sinh (?:năm|ngày)|(?:năm|ngày) sinh|(?<!\p{L})s\.?n\.?) {0,2}:? {0,2}\d/iu;

/** Words that end in “sinh” and are not about birth. */
const notBirth = /(?:học|vệ|thí|giáo|nghiên cứu|phát|nảy|hy) sinh/giu;
