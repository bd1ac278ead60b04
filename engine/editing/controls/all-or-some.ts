import type { Shape } from '../../compile/shape.ts';
import { type ControlKind, line, lines, nameOptions, staysClosed } from './control-kind.ts';

/** Everything, or the things that are ticked. */
export const allOrSome: ControlKind = {
  name: 'allOrSome',
  fits: ({ oneOf }) => oneOf?.[0]?.const === 'all' && oneOf[1]?.type === 'array',
  type({ at, old }, into) {
    into[`${at}~how`] = old === 'all' ? 'all' : Array.isArray(old) ? 'some' : '';
    into[at] = Array.isArray(old) ? old.map(String) : [];
  },
  read({ at }, typed) {
    const how = line(typed, `${at}~how`);
    const ticked = lines(typed, at).filter((one) => one !== '');
    if (how === 'all') return 'all';
    return how === 'some' || ticked.length > 0 ? [...ticked] : undefined;
  },
  draw(part, typed) {
    const some: Shape | undefined = part.shape.oneOf?.[1];
    const how = line(typed, `${part.at}~how`);
    const options = nameOptions(part, some?.items?.['x-refers'] ?? '', new Set(lines(typed, part.at)));
    const closed = how !== 'some' && staysClosed(part, typed, options);
    return { values: { '~how': how }, ...(closed ? { more: { closed: options.length } } : { options }) };
  },
};
