import type { Language } from '../../issues/index.ts';
import { words } from '../generated/words.js';
import { said } from '../view/contents.ts';
import { labelOf } from './labels.ts';
import type { Teller } from './teller.ts';

/** What kind of question, step or action a thing is, by the titles of the kinds. */
export const tellKind: Teller = (change, _, language) => {
  const { trail, path, before, after } = change;
  const key = path.at(-1)?.key;
  const family = /^(\w+#)\w*?(Field|Step|Action|Escalation)$/.exec(trail.at(-1)?.name ?? '');
  if (!family || path.length !== 1 || (key !== 'type' && key !== 'kind')) return null;
  const title = (value: unknown) => kindTitle(`${family[1]}${String(value)}${family[2]}`, language);
  const [was, is] = [title(before), title(after)];
  return was === '' || is === '' ? null : `${labelOf(change, language)} ${was} → ${is}`;
};

function kindTitle(name: string, language: Language): string {
  const title = said(words[name]?.title, language);
  return title === '' ? '' : `“${title}”`;
}
