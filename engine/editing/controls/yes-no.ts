import { type ControlKind, line } from './control-kind.ts';

const words = {
  '': { vi: 'Không nêu', en: 'Not said' },
  true: { vi: 'Có', en: 'Yes' },
  false: { vi: 'Không', en: 'No' },
} as const;

/** Yes, no, or not said; what must be said is yes or no. */
export const yesNo: ControlKind = {
  name: 'yesNo',
  fits: ({ type }) => type === 'boolean',
  type({ at, old }, into) {
    into[at] = typeof old === 'boolean' ? String(old) : '';
  },
  read({ at }, typed) {
    const found = line(typed, at);
    return found === 'true' ? true : found === 'false' ? false : undefined;
  },
  draw({ at, required, sight }, typed) {
    const chosen = line(typed, at);
    return {
      options: Object.entries(words)
        .filter(([value]) => value !== '' || !required)
        .map(([value, label]) => ({
          value,
          label: label[sight.language],
          chosen: value === chosen,
          id: `${at}/${value}`,
        })),
    };
  },
};
