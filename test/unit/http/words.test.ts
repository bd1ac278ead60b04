import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadViews } from '../../../engine/http/views.ts';

const folder = join(import.meta.dirname, '../../../templates');
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;
const vi = read('words/vi.json');
const en = read('words/en.json');

const templates = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  // Texts of papers are in one language each.
  .filter((name) => name.endsWith('.hbs') && !name.startsWith('documents/'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('words of the interface', () => {
  it('are the same in both languages, with the same holes', () => {
    expect(Object.keys(en)).toEqual(Object.keys(vi));
    for (const key of Object.keys(vi)) expect(holes(en[key]!), key).toEqual(holes(vi[key]!));
  });

  it('are there for every template', () => {
    const missing = templates.flatMap(({ name, text }) =>
      [...text.matchAll(/[{(]t '([^']+)'/g)]
        .filter(([, key]) => vi[key!] === undefined)
        .map(([, key]) => `${name}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it('are all that templates say', () => {
    const bare = templates.flatMap(({ name, text }) => {
      const visible = text
        .replace(/\{\{[\s\S]*?\}\}/g, '')
        .replace(/<[^>]*>|&\w+;|[\w-]+="[^"]*"/g, '')
        .replace(/login,name,email,role,unit,from,to/g, '');
      return /\p{L}{3,}/u.test(visible.replace(/English|Tiếng Việt|Thidua|Enter/g, ''))
        ? [`${name}: ${visible.trim().slice(0, 40)}`]
        : [];
    });
    expect(bare).toEqual([]);
  });
});

describe('templates', () => {
  const views = loadViews(folder, (name) => `/assets/${name}`);

  it('compile, every one', () => {
    expect(() => views.render('no-such-page', {}, 'vi')).toThrow('no page');
    expect(() => views.word('no.such.word', 'vi')).toThrow('no word');
  });

  it('write every text of people as text', () => {
    const html = views.render('error', { title: '<script>a</script>', sentences: ['<b>"\''] }, 'vi');
    expect(html).not.toContain('<script>a');
    expect(html).not.toContain('<b>"');
  });

  it('never close the script element that carries answers', () => {
    const view = { case: {}, form: { sections: [] }, client: { form: '</script><script>alert(1)</script>' } };
    const html = views.render('form', { title: '', view, scriptWords: {} }, 'vi');
    expect(html).not.toContain('</script><script>alert');
    expect(html).toContain('\\u003c/script');
  });

  it('print raw only what the server drew itself', () => {
    const raw = templates.flatMap(({ name, text }) =>
      [...text.matchAll(/\{\{\{([^}]+)\}\}\}/g)].map(([, what]) => `${name}: ${what}`),
    );
    expect(raw).toEqual([
      'layouts/main.hbs: body',
      'pages/campaigns.hbs: drawing',
      'pages/editor.hbs: drawing',
      'pages/receipt.hbs: receipt.qrSvg',
      'pages/totals.hbs: picture',
    ]);
  });
});
