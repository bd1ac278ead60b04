import { type BelowPart, inLanguage, type PartView, type Typed } from './control-kind.ts';

/** Parts as a page draws them, each by its control. */
export function drawParts(parts: readonly BelowPart[], typed: Typed): PartView[] {
  return parts.map((part) => {
    const drawing = part.control.draw(part, typed);
    const { language } = part.sight;
    return {
      at: part.at,
      key: part.key,
      aside: part.aside,
      label: inLanguage(part.words.title, language) || part.key,
      help: inLanguage(part.words.help, language),
      required: part.required,
      present: part.old !== undefined,
      common: part.required || part.words.common === true,
      control: part.control.name,
      problems: part.problems(drawing.parts !== undefined),
      drawing,
    };
  });
}
