import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Handlebars from 'handlebars';
import type { PaperTexts } from '../app/papers.ts';
import type { Language } from '../issues/index.ts';

/** The pages' templates, compiled once at the start. */
export interface Views {
  /** A page inside its layout; `fragment` leaves the layout out, for a part of a page. */
  render(page: string, data: Record<string, unknown>, language: Language, fragment?: boolean): string;
  /** A word of the interface. */
  word(key: string, language: Language, values?: Record<string, unknown>): string;
  /** The texts of papers where a campaign has none of its own. */
  papers: PaperTexts;
}

type Words = Record<string, string>;

/**
 * Reads `templates/`: `layouts/` and `components/` become partials by their path, `pages/` are rendered, `documents/`
 * are texts of papers, and
 * `words/<language>.json` holds every word of the interface. Helpers only format. `asset` gives an asset's
 * address.
 */
export function loadViews(folder: string, asset: (name: string) => string): Views {
  const instance = Handlebars.create();
  const words: Record<Language, Words> = {
    vi: JSON.parse(readFileSync(join(folder, 'words/vi.json'), 'utf8')) as Words,
    en: JSON.parse(readFileSync(join(folder, 'words/en.json'), 'utf8')) as Words,
  };
  const pages = new Map<string, Handlebars.TemplateDelegate>();

  function word(key: string, language: Language, values: Record<string, unknown> = {}): string {
    const text = words[language][key] ?? words.vi[key];
    if (text === undefined) throw new Error(`There is no word “${key}” in templates/words.`);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  }

  instance.registerHelper('t', (key: string, options: Handlebars.HelperOptions) =>
    word(
      key,
      (options.data as { root: { language: Language } }).root.language,
      options.hash as Record<string, unknown>,
    ),
  );
  instance.registerHelper('asset', (name: string) => asset(name));
  instance.registerHelper('eq', (a: unknown, b: unknown) => a === b);
  instance.registerHelper('not', (a: unknown) => !a);
  instance.registerHelper('or', (a: unknown, b: unknown) => a || b);
  instance.registerHelper('and', (a: unknown, b: unknown) => a && b);
  // JSON inside a script element: `<` is written so that no answer can close the element.
  instance.registerHelper(
    'json',
    (value: unknown) => new Handlebars.SafeString(JSON.stringify(value ?? null).replace(/</g, '\\u003c')),
  );

  for (const file of templateFiles(folder)) {
    const name = relative(folder, file).replace(/\.hbs$/, '');
    const text = readFileSync(file, 'utf8');
    if (name.startsWith('pages/'))
      pages.set(name.slice('pages/'.length), instance.compile(text, { strict: false }));
    else if (!name.startsWith('documents/')) instance.registerPartial(name, text);
  }
  const paper = (name: keyof PaperTexts, language: Language) =>
    readFileSync(join(folder, `documents/${name}.${language}.hbs`), 'utf8');
  const papersOf = (name: keyof PaperTexts) => ({ vi: paper(name, 'vi'), en: paper(name, 'en') });
  const layout = instance.compile('{{> layouts/main}}');

  return {
    word,
    papers: { proposal: papersOf('proposal'), decision: papersOf('decision') },
    render(page, data, language, fragment = false) {
      const template = pages.get(page);
      if (!template) throw new Error(`There is no page ${page}.`);
      const values = { ...data, language };
      const body = template(values);
      return fragment ? body : layout({ ...values, body: new Handlebars.SafeString(body) });
    },
  };
}

function templateFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => join(folder, name));
}
