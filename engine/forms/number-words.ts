const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const thousands = ['', 'nghìn', 'triệu', 'tỷ'] as const;

/**
 * A whole number in Vietnamese words, as money stands in a decision: `1404000` is “một triệu bốn trăm linh bốn
 * nghìn”. Undefined for what is not a whole number of at most 18 digits.
 */
export function numberInWords(number: string): string | undefined {
  const [, minus, whole] = /^(-?)0*(\d{1,18})(?:\.0*)?$/.exec(number) ?? [];
  if (whole === undefined) return undefined;
  if (whole === '0') return digits[0];
  const groups = whole.padStart(Math.ceil(whole.length / 3) * 3, '0').match(/\d{3}/g)!;
  const words = groups.flatMap((group, at) => {
    const place = groups.length - 1 - at;
    const unit = thousands[place % 3 === 0 && place > 0 ? 3 : place % 3]!;
    const said = group === '000' ? [] : threeDigits(group, at > 0);
    // A milliard is said after its thousands and millions too, where only they have something.
    if (said.length > 0) return [...said, unit];
    return place > 0 && place % 3 === 0 && groups.slice(0, at).some((one) => one !== '000') ? [unit] : [];
  });
  return [minus === '-' ? 'âm' : '', ...words].filter((word) => word !== '').join(' ');
}

/** Three digits; those below others say their hundreds even where there is none. */
function threeDigits(group: string, below: boolean): string[] {
  const [hundreds, tens, ones] = [...group].map(Number) as [number, number, number];
  const words: string[] = [];
  if (hundreds > 0 || below) words.push(digits[hundreds]!, 'trăm');
  if (tens === 0 && ones > 0 && words.length > 0) words.push('linh');
  if (tens === 1) words.push('mười');
  if (tens > 1) words.push(digits[tens]!, 'mươi');
  if (ones === 0) return words;
  if (ones === 1 && tens > 1) words.push('mốt');
  else if (ones === 5 && tens > 0) words.push('lăm');
  else words.push(digits[ones]!);
  return words;
}
