import Handlebars from 'handlebars';
import type { TextPart, TextRenderer } from '../../ports/index.ts';

const instance = Handlebars.create();
const compiled = new Map<string, Handlebars.TemplateDelegate>();

const papers = new Map<string, Handlebars.TemplateDelegate>();

/** Where a part stood in what was rendered; nobody types such a character. */
const mark = '\u0000';

/** Texts of notifications and papers: plain text, no escaping, no prototype access; compiled once per text. */
export const texts: TextRenderer = {
  render(text, values) {
    let template = compiled.get(text);
    if (!template) {
      template = instance.compile(text, { noEscape: true, knownHelpersOnly: true });
      compiled.set(text, template);
    }
    try {
      return template(values).trim();
    } catch {
      return text;
    }
  },
  parts(text, values, parts) {
    const found: TextPart[] = [];
    const helpers = Object.fromEntries(
      parts.map((part) => [
        part,
        function (this: unknown, options: Handlebars.HelperOptions) {
          found.push({ part, text: options.fn(this).trim() });
          return `${mark}${found.length - 1}${mark}`;
        },
      ]),
    );
    try {
      let template = papers.get(text);
      if (!template) {
        const knownHelpers = Object.fromEntries(parts.map((part) => [part, true]));
        template = instance.compile(text, { noEscape: true, knownHelpersOnly: true, knownHelpers });
        papers.set(text, template);
      }
      return template(values, { helpers })
        .split(mark)
        .flatMap((piece, at): TextPart[] => {
          if (at % 2 === 1) return [found[Number(piece)]!];
          return piece.trim() === '' ? [] : [{ part: null, text: piece.trim() }];
        });
    } catch {
      return [{ part: null, text }];
    }
  },
};
