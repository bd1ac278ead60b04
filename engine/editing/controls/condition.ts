import { type ControlKind, line } from './control-kind.ts';
import { readRule, rule, typeRule } from './rule.ts';

const ways = {
  '': { vi: 'Không', en: 'No' },
  always: { vi: 'Luôn luôn', en: 'Always' },
  rule: { vi: 'Khi', en: 'When' },
} as const;

/** Yes, no, or when a rule holds: whether a question must be answered. */
export const condition: ControlKind = {
  name: 'condition',
  fits: ({ oneOf }) => oneOf?.[0]?.type === 'boolean' && oneOf[1]?.$ref === 'common#rule',
  type(part, into) {
    const { at, old } = part;
    into[`${at}~way`] = old === true ? 'always' : typeof old === 'string' ? 'rule' : '';
    typeRule(part, typeof old === 'string' ? old : '', into);
  },
  read(part, typed) {
    const way = line(typed, `${part.at}~way`);
    if (way === 'always') return true;
    if (way === 'rule') return readRule(part, typed);
    return part.old === false ? false : undefined;
  },
  draw(part, typed) {
    const way = line(typed, `${part.at}~way`);
    return {
      ...rule.draw(part, typed),
      options: Object.entries(ways).map(([value, label]) => ({
        value,
        label: label[part.sight.language],
        chosen: value === way,
        id: `${part.at}~way.${value}`,
      })),
    };
  },
};
