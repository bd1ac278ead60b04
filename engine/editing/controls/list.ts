import { type Shape, shapeFor } from '../../compile/shape.ts';
import { words } from '../generated/words.js';
import { titleOf } from '../view/titles.ts';
import type { ControlKind } from './control-kind.ts';

/** A list of things that have a page each. Its members are added, moved, copied and removed by edits of their own. */
export const list: ControlKind = {
  name: 'list',
  fits: ({ type, items }) => type === 'array' && items !== undefined && isThing(items),
  type() {},
  read: ({ old }) => old,
  draw(part) {
    const members = Array.isArray(part.old) ? part.old : [];
    return {
      items: members.map((member, index) => {
        const { name } = shapeFor(part.shape.items!, member);
        const title = words[name ?? '']?.title;
        return {
          at: `${part.at}/${index}`,
          title: titleOf(member, title, part.sight.language),
          kind: title?.[part.sight.language] ?? title?.vi ?? '',
          errors: part.problems().filter(({ severity, at }) => severity === 'error' && within(at, index))
            .length,
        };
      }),
    };
    function within(at: string, index: number): boolean {
      const own = `${part.at}/${index}`;
      return at === own || at.startsWith(`${own}/`);
    }
  },
};

/** True for what a list of things holds: objects, of one kind or of several. */
function isThing(items: Shape): boolean {
  if (items.discriminator) return true;
  const { shape } = shapeFor(items, {});
  return shape.properties !== undefined || shape.discriminator !== undefined;
}
