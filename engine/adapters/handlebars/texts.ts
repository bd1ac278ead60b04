import Handlebars from 'handlebars';
import type { TextRenderer } from '../../ports/index.ts';

const instance = Handlebars.create();
const compiled = new Map<string, Handlebars.TemplateDelegate>();

/** Notification texts: plain text, no escaping, no prototype access; compiled once per text. */
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
};
