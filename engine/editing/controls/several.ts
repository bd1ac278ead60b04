import {
  type ControlKind,
  lines,
  nameOptions,
  type OptionView,
  type Part,
  staysClosed,
  valueOptions,
} from './control-kind.ts';

/** Several values or names, each with a box; what is ticked keeps the order it had. */
export const several: ControlKind = {
  name: 'several',
  fits: ({ type, items }) =>
    type === 'array' && (items?.enum !== undefined || items?.['x-refers'] !== undefined),
  type({ at, old }, into) {
    into[at] = Array.isArray(old) ? old.map(String) : [];
  },
  read({ at, old }, typed) {
    const ticked = lines(typed, at).filter((one) => one !== '');
    if (ticked.length === 0) return undefined;
    const before = Array.isArray(old) ? old.map(String) : [];
    return [
      ...before.filter((one) => ticked.includes(one)),
      ...ticked.filter((one) => !before.includes(one)),
    ];
  },
  draw(part, typed) {
    const chosen = new Set(lines(typed, part.at));
    const { items } = part.shape;
    const what = items?.['x-refers'];
    const options = what ? nameOptions(part, what, chosen) : valueOptions(part, items ?? {}, chosen);
    if (staysClosed(part, typed, options)) return { more: { closed: options.length } };
    return part.words.ordered ? { options, more: { ordered: inOrder(part, options) } } : { options };
  },
};

/** What stands in a list whose order says something, each with its place. */
function inOrder({ at, old }: Part, options: readonly OptionView[]): { at: string; title: string }[] {
  return (Array.isArray(old) ? old : []).map((id, index) => ({
    at: `${at}/${index}`,
    title: options.find(({ value }) => value === id)?.label ?? String(id),
  }));
}
