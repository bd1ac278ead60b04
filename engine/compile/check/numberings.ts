import { type Issue, issue } from '../../issues/index.ts';
import { numberParts } from '../../workflow/index.ts';
import type { Linked } from '../link.ts';

/** Patterns of registers: the number itself must stand in each, and nothing that has no meaning. */
export function checkNumberings({ campaign }: Linked): Issue[] {
  return (campaign?.numberings ?? []).flatMap(({ pattern }, index) => {
    const place = { source: 'campaign.json', pointer: `/numberings/${index}/pattern` };
    const parts: readonly string[] = pattern.match(/\{[^{}]*\}/g) ?? [];
    const unknown = parts.filter((part) => !numberParts.includes(part));
    return [
      ...(parts.includes(numberParts[0]!)
        ? []
        : [
            issue('campaign.numbering.no_seq', place, {
              pattern,
              part: numberParts[0]!,
              example: `${numberParts[0]}/${pattern}`,
            }),
          ]),
      ...unknown.map((part) => issue('campaign.numbering.unknown_part', place, { part, known: numberParts })),
    ];
  });
}
