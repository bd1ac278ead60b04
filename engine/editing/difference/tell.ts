import type { Language } from '../../issues/index.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Change } from './change.ts';
import { tellCounted } from './deadlines.ts';
import { detailsOf } from './details.ts';
import { tellKind } from './kinds.ts';
import { labelOf } from './labels.ts';
import { tellQuestion } from './questions.ts';
import { tellSeveral } from './several.ts';
import { callOf, lowered, nounOf, placeInWords } from './subjects.ts';
import type { Sides, Teller } from './teller.ts';
import { tellText } from './texts.ts';
import { asWritten, valueInWords } from './values.ts';

/** Subjects with sentences of their own, the first that knows the change tells it. */
const tellers: readonly Teller[] = [tellQuestion, tellKind, tellCounted, tellText, tellSeveral];

/** One change as a sentence. Every change has one. */
export function tell(change: Change, sides: Sides, language: Language): string {
  return `${place(change, sides, language)}: ${kinds[change.kind](change, sides, language)}`;
}

function place({ trail }: Change, sides: Sides, language: Language): string {
  const [only] = trail;
  if (trail.length === 1 && (only!.name === 'campaign' || only!.name === 'notification'))
    return nounOf(only!.name, only!.words, language);
  return placeInWords({ trail }, sides.after, language);
}

const kinds: { readonly [K in Change['kind']]: (c: Change, s: Sides, l: Language) => string } = {
  added: (change, sides, language) => {
    const details = detailsOf(change, sides.after, language);
    const verb = { vi: 'thêm', en: 'adds' }[language];
    const thing = thingOf(change, change.after as JsonObject, sides, language);
    return `${verb} ${thing}${details === '' ? '' : ` (${details})`}`;
  },
  removed: (change, sides, language) =>
    `${{ vi: 'bỏ', en: 'removes' }[language]} ${thingOf(change, change.before as JsonObject, { ...sides, after: sides.before }, language)}`,
  moved(change, sides, language) {
    const thing = thingOf(change, change.after as JsonObject, sides, language);
    const { behind } = change;
    if (behind === null || behind === undefined)
      return { vi: `dời ${thing} lên đầu`, en: `moves ${thing} to the beginning` }[language];
    const after = callOf(behind, sides.after, language);
    return { vi: `dời ${thing} xuống sau ${after}`, en: `moves ${thing} behind ${after}` }[language];
  },
  renamed(change, sides, language) {
    const thing = thingOf(change, change.after as JsonObject, sides, language);
    const ids = `${asWritten((change.before as JsonObject)['id'])} → ${asWritten((change.after as JsonObject)['id'])}`;
    return { vi: `${thing} đổi mã ${ids}`, en: `another id for ${thing}, ${ids}` }[language];
  },
  carried(change, sides, language) {
    const thing = thingOf(change, change.after as JsonObject, sides, language);
    const from = place({ ...change, trail: change.from ?? [] }, { ...sides, after: sides.before }, language);
    return { vi: `nhận ${thing} từ ${lowered(from)}`, en: `takes ${thing} over from ${lowered(from)}` }[
      language
    ];
  },
  changed(change, sides, language) {
    for (const teller of tellers) {
      const told = teller(change, sides, language);
      if (told !== null) return told;
    }
    return inGeneral(change, sides, language);
  },
};

function thingOf(change: Change, value: JsonObject, sides: Sides, language: Language): string {
  const noun = nounOf(change.name ?? '', change.words, language);
  return `${lowered(noun)} ${callOf(value, sides.after, language)}`;
}

/** What has no sentence of its own: the part and its value before and after. */
function inGeneral(change: Change, sides: Sides, language: Language): string {
  const { before, after } = change;
  const label = labelOf(change, language);
  const was = before === undefined ? null : valueInWords(before, change, sides.before, language);
  const is = after === undefined ? null : valueInWords(after, change, sides.after, language);
  if (was === null) return { vi: `thêm ${label}: ${is}`, en: `adds ${label}: ${is}` }[language];
  if (is === null)
    return { vi: `bỏ ${label} (trước là ${was})`, en: `removes ${label} (it was ${was})` }[language];
  // Two values may read alike, such as two rules that differ in their parentheses.
  return was === is
    ? { vi: `${label} viết lại`, en: `${label} written anew` }[language]
    : `${label} ${was} → ${is}`;
}
