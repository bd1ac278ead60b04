/** What a browser would send of a form: its inputs as they stand, by name. */
export function fieldsOf(html: string, id: string): Record<string, string[]> {
  const form = new RegExp(`<form id="${id}"[\\s\\S]*?</form>`).exec(html)?.[0] ?? '';
  const fields: Record<string, string[]> = {};
  const put = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), value];
  };
  for (const [tag, body = ''] of form.matchAll(
    /<input\b[^>]*>|<select\b[^>]*>([\s\S]*?)<\/select>|<textarea\b[^>]*>[\s\S]*?<\/textarea>/g,
  )) {
    const name = attribute(tag, 'name');
    if (name === null || name === '_csrf') continue;
    if (tag.startsWith('<select')) {
      const options = [...body.matchAll(/<option value="([^"]*)"( selected)?>/g)];
      const chosen = options.find(([, , selected]) => selected) ?? options[0];
      if (chosen) put(name, plain(chosen[1]!));
    } else if (tag.startsWith('<textarea'))
      put(name, plain(tag.replace(/^<textarea\b[^>]*>/, '').replace(/<\/textarea>$/, '')));
    else {
      const type = attribute(tag, 'type');
      if ((type === 'radio' || type === 'checkbox') && !/ checked/.test(tag)) continue;
      put(name, attribute(tag, 'value') ?? '');
    }
  }
  return fields;
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? null : plain(found);
}

/** Text as it was before a template escaped it. */
function plain(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#x([0-9A-F]+)|(\w+));/gi, (_, hex: string, word: string) =>
    hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (named[word] ?? ''),
  );
}
