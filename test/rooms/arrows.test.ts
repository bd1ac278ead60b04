import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** What a room may import: other rooms by path, packages by name. Its own files are always allowed. */
interface Room {
  path: string;
  rooms: string[];
  packages: (string | RegExp)[];
}

const pure = [
  'model',
  'issues',
  'rules',
  'calendar',
  'organisation',
  'forms',
  'workflow',
  'compile',
  'editing',
].map((name) => `engine/${name}`);

const rooms: Room[] = [
  { path: 'engine/model', rooms: [], packages: [] },
  { path: 'engine/issues', rooms: ['engine/model'], packages: [] },
  {
    path: 'engine/rules',
    rooms: ['engine/model', 'engine/issues'],
    packages: ['lezer-feel', '@lezer/common', 're2js'],
  },
  { path: 'engine/calendar', rooms: ['engine/model', 'engine/issues'], packages: [] },
  { path: 'engine/organisation', rooms: ['engine/model', 'engine/issues'], packages: [] },
  { path: 'engine/forms', rooms: ['engine/model', 'engine/issues', 'engine/rules'], packages: ['re2js'] },
  {
    path: 'engine/workflow',
    rooms: ['model', 'issues', 'rules', 'calendar', 'organisation', 'forms'].map((name) => `engine/${name}`),
    packages: [],
  },
  {
    path: 'engine/compile',
    rooms: pure.filter((room) => room !== 'engine/editing'),
    packages: [/^@?handlebars/],
  },
  { path: 'engine/editing', rooms: pure, packages: [/^@?handlebars/] },
  { path: 'engine/ports', rooms: ['engine/model', 'engine/issues'], packages: [] },
  { path: 'engine/app', rooms: [...pure, 'engine/ports'], packages: [] },
  {
    path: 'engine/adapters/mongo',
    rooms: ['engine/ports', 'engine/model'],
    packages: ['mongoose', 'express-session', /^node:/],
  },
  {
    path: 'engine/adapters/embedded',
    rooms: ['engine/ports', 'engine/model'],
    packages: [/^node:/, 'bson', /^mingo/, /^@electric-sql\/pglite/, /^bullmq/],
  },
  {
    path: 'engine/adapters/bullmq',
    rooms: ['engine/ports', 'engine/model', 'engine/adapters/embedded'],
    packages: [/^node:/, /^bullmq/, 'ioredis'],
  },
  {
    path: 'engine/adapters/mail',
    rooms: ['engine/ports', 'engine/model'],
    packages: [/^node:/, /^nodemailer/],
  },
  {
    path: 'engine/adapters/files',
    rooms: ['engine/ports', 'engine/model', 'engine/issues'],
    packages: [/^node:/, 'mongoose', 'mongodb', 'yauzl'],
  },
  {
    path: 'engine/adapters/node',
    rooms: ['engine/ports', 'engine/model'],
    packages: [/^node:/, 'canonicalize', '@node-rs/argon2', 'pino'],
  },
  { path: 'engine/adapters/memory', rooms: ['engine/ports', 'engine/model'], packages: [] },
  { path: 'engine/adapters/handlebars', rooms: ['engine/ports', 'engine/model'], packages: ['handlebars'] },
  {
    path: 'engine/http',
    rooms: ['engine/app', 'engine/issues', 'engine/ports', 'engine/model'],
    packages: [
      /^node:/,
      'express',
      'express-session',
      'helmet',
      'csrf-sync',
      'rate-limiter-flexible',
      'multer',
      /^csv-parse/,
      'qrcode',
      'handlebars',
    ],
  },
  {
    path: 'engine/browser',
    rooms: ['engine/model', 'engine/issues', 'engine/rules', 'engine/forms'],
    packages: [],
  },
  {
    path: 'workers',
    rooms: ['engine/app', 'engine/ports', 'engine/model', 'engine/adapters/bullmq'],
    packages: [/^node:/, 'bullmq'],
  },
];

/** The composition roots: they may import everything and alone read the environment. */
const roots = [
  'engine/main.ts',
  'engine/cli/main.ts',
  'workers/main.ts',
  'engine/configuration.ts',
  'engine/compose.ts',
];

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*?(?:\{[^}]*\}[^'"\n;]*)?from\s+['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3]!);
}

function forbidden(room: Room): string[] {
  const found: string[] = [];
  for (const file of files(join(root, room.path))) {
    const name = relative(root, file);
    if (roots.includes(name)) continue;
    for (const target of imports(file)) {
      if (target.startsWith('.')) {
        const path = relative(root, resolve(dirname(file), target));
        const allowed = [room.path, ...room.rooms].some((one) => path.startsWith(`${one}/`));
        if (!allowed) found.push(`${name} imports ${path}`);
      } else if (
        !room.packages.some((one) => (typeof one === 'string' ? one === target : one.test(target)))
      ) {
        found.push(`${name} imports ${target}`);
      }
    }
  }
  return found;
}

describe('rooms import only what their row of the design names', () => {
  it.each(rooms)('$path', (room) => {
    expect(forbidden(room)).toEqual([]);
  });
});

describe('the environment', () => {
  it('is read by the composition roots only', () => {
    const readers = ['engine', 'workers']
      .flatMap((folder) => files(join(root, folder)))
      .filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')))
      .map((file) => relative(root, file));
    expect(readers.filter((name) => !roots.includes(name))).toEqual([]);
  });
});

describe('pure rooms', () => {
  const calls = [
    /\bDate\.now\s*\(/,
    /\bnew Date\(\s*\)/,
    /\bMath\.random\s*\(/,
    /\bset(Timeout|Interval|Immediate)\s*\(/,
    /\bprocess\./,
    /\beval\s*\(/,
    /\bnew Function\b/,
  ];

  it.each([
    ...pure,
    'engine/ports',
  ])('%s calls no clock, no randomness, no timer and no generated code', (path) => {
    const found = files(join(root, path)).flatMap((file) => {
      const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      return calls.filter((call) => call.test(text)).map((call) => `${relative(root, file)}: ${call.source}`);
    });
    expect(found).toEqual([]);
  });
});

describe('definitions are data', () => {
  const product = [
    ...files(join(root, 'engine')),
    ...files(join(root, 'workers')),
    ...templateFiles(join(root, 'templates')),
  ];

  it('no id of any campaign or organisation stands in the engine, the workers or the templates', () => {
    const ids = new Set<string>();
    const collect = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(collect);
      else if (value !== null && typeof value === 'object') {
        const { id, uid } = value as { id?: unknown; uid?: unknown };
        for (const one of [id, uid])
          if (typeof one === 'string' && one.includes('-') && one.length > 5) ids.add(one);
        Object.values(value).forEach(collect);
      }
    };
    expect(campaignFolders.length).toBeGreaterThanOrEqual(3);
    for (const folder of [
      ...campaignFolders,
      'definitions/organisations',
      'definitions/reorganisations',
      'definitions/calendars',
    ])
      for (const file of jsonFiles(join(root, folder))) collect(JSON.parse(readFileSync(file, 'utf8')));
    expect(ids.size).toBeGreaterThan(100);
    const found = product.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      // A whole word; after a slash it is a part of the product's own addresses.
      return [...ids]
        .filter((id) => text.includes(id) && new RegExp(`(?<![\\w/-])${id}(?![\\w-])`).test(text))
        .map((id) => `${relative(root, file)}: ${id}`);
    });
    expect(found).toEqual([]);
  });

  // Words that say what one campaign is about; none of them means anything to another.
  it.each([
    ['bac-lieu-2024', 'bac-lieu', ['Bạc Liêu', 'ANTT', 'Công an', 'Lực lượng', 'Tổ trưởng']],
    ['cong-dan-thu-do', 'ha-noi', ['Thủ đô', 'ưu tú', 'Hà Nội', 'Sở Nội vụ', 'Thành ủy']],
    ['khoi-thi-dua-nnmt', 'nganh-nnmt', ['Nông nghiệp', 'Môi trường', 'chấm chéo', 'Vụ Tổ chức cán bộ']],
  ])('no word of %s does', (campaign, organisation, words) => {
    const own = [
      ...jsonFiles(join(root, 'definitions', campaign)),
      join(root, 'definitions/organisations', `${organisation}.json`),
    ]
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    expect(words.filter((word) => !own.includes(word))).toEqual([]);
    const found = [...product, ...jsonFiles(join(root, 'templates'))].flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return words
        .filter((word) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu').test(text))
        .map((word) => `${relative(root, file)}: ${word}`);
    });
    expect(found).toEqual([]);
  });
});

/** The folders of definitions that hold a campaign. */
const campaignFolders = readdirSync(join(root, 'definitions'))
  .map((name) => `definitions/${name}`)
  .filter((folder) => existsSync(join(root, folder, 'campaign.json')));

function jsonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));
}

function templateFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => join(folder, name));
}
