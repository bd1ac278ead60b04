import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/**
 * The script that runs forms in a page, as one file: `browser/form.ts` with the pure rooms it needs. What only checks
 * definitions, describes them for the docs or draws them is left on the server, since every form that reaches
 * a page was checked and drawn there: reports about rules, the texts of the functions' table, and of field
 * types all but their behaviour.
 */
export async function bundleForm(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./browser/form.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    plugins: [withoutServerParts],
  });
  return result.outputFiles[0]!.text;
}

const withoutServerParts: Plugin = {
  name: 'without server parts',
  setup({ onLoad }) {
    onLoad({ filter: /\/engine\/rules\/(bind|functions)\/[\w-]+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text
        // A call that cannot be reached: the minifier takes it away with everything it would have said.
        .replace(/\bsite\.report\(/g, 'false && unreported(')
        .replace(/(?<!function )\b(check[A-Z]\w*)\((?=site, )/g, 'false && $1(')
        .replace(/\b(vi|en):\s+(['"`])(?:(?!\2)[^\\\n]|\\.)*\2,/g, "$1: '',")
        .replace(/\bexample: \[.*\],/g, '');
      return { contents, loader: 'ts' };
    });
    onLoad({ filter: /\/engine\/forms\/fields\/[\w-]+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replace(/^export const \w+: FieldType<[\s\S]*?^};$/gm, ''), loader: 'ts' };
    });
  },
};
