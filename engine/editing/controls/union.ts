import { shapes } from '../../compile/generated/definitions.js';
import { isObject, type Shape } from '../../compile/shape.ts';
import type { JsonObject } from '../../model/json.ts';
import { words } from '../generated/words.js';
import { type ControlKind, inLanguage, line, type OptionView, type Part } from './control-kind.ts';
import { drawParts } from './draw-parts.ts';
import { readInto } from './group.ts';

/** A thing of one of several kinds, such as who a step is given to. Another kind keeps what fits it. */
export const union: ControlKind = {
  name: 'union',
  fits: ({ discriminator }) => discriminator !== undefined,
  type(part, into) {
    const kind = kindOf(part);
    into[nameOf(part)] = kind;
    for (const below of part.below(kind)) below.control.type(below, into);
  },
  read(part, typed) {
    const kind = line(typed, nameOf(part));
    if (kind === '') return undefined;
    const key = part.shape.discriminator!.propertyName;
    const parts = part.below(kind);
    const old = isObject(part.old) ? part.old : {};
    const keeps = new Set(parts.map((one) => one.key));
    const fitting = Object.entries(old).filter(([one]) => keeps.has(one) || provenance.has(one));
    return readInto({ [key]: kind, ...(Object.fromEntries(fitting) as JsonObject) }, parts, typed);
  },
  draw(part, typed) {
    const kind = line(typed, nameOf(part));
    return {
      options: kindOptions(part.shape, kind, part.sight.language, !part.required),
      parts: kind === '' ? [] : drawParts(part.below(kind), typed),
      more: { name: nameOf(part) },
    };
  },
};

/** What every object may say of where it comes from. */
export const provenance: ReadonlySet<string> = new Set(['source', 'assumption', 'reason']);

function nameOf({ at, shape }: Part): string {
  return `${at}/${shape.discriminator!.propertyName}`;
}

function kindOf({ old, shape }: Part): string {
  const found = isObject(old) ? old[shape.discriminator!.propertyName] : undefined;
  return typeof found === 'string' ? found : '';
}

/** The kinds a union has, under their titles; those that are planned only where they stand already. */
export function kindOptions(
  shape: Shape,
  chosen: string,
  language: 'vi' | 'en',
  optional = false,
): OptionView[] {
  const key = shape.discriminator!.propertyName;
  const options = (shape.oneOf ?? []).flatMap(({ $ref = '' }): OptionView[] => {
    const value = String(shapes[$ref]?.properties?.[key]?.const);
    if (shapes[$ref]?.['x-planned'] && value !== chosen) return [];
    const { title, help, sample = '' } = words[$ref] ?? {};
    const label = inLanguage(title, language) || value;
    return [{ value, label, chosen: value === chosen, help: inLanguage(help, language), sample }];
  });
  const none = { value: '', label: { vi: 'Không nêu', en: 'Not said' }[language], chosen: chosen === '' };
  return optional ? [none, ...options] : options;
}
