import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importLibrary } from '../../../../engine/publish.ts';
import { fixtures } from '../../compile/campaign-fixture.ts';
import { openTown } from '../town.ts';

let folder: string;
const file = () => join(folder, 'organisations/town.json');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'library-'));
  mkdirSync(join(folder, 'organisations'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('a library loaded again takes nothing back of what was changed on pages', async () => {
  const town = await openTown();
  const text = readFileSync(join(fixtures, 'organisations/town.json'), 'utf8');
  writeFileSync(file(), text);
  const load = async () => (await importLibrary(town as never, folder)).map(({ code }) => code);
  const nameOf = async () =>
    (await town.ports.directory.organisations())[0]!.units.find(({ uid }) => uid === 'ward-1')!.name;

  expect(await load()).toEqual([]);
  // Nothing was changed on pages: another file is loaded.
  writeFileSync(file(), text.replace('Phường Một', 'Phường 1'));
  expect(await load()).toEqual([]);
  expect(await nameOf()).toBe('Phường 1');

  const blank = { code: '', from: '', line: '', parent: '', lastDay: '', successors: '', note: '' };
  await town.app.organisations.editUnit(await town.account('admin'), {
    ...blank,
    edit: 'rename',
    uid: 'ward-1',
    name: 'Phường Nhất',
  });
  expect(await load()).toEqual([]);
  expect(await nameOf()).toBe('Phường Nhất');
  // Both have changed: the pages' word stands, and is said.
  writeFileSync(file(), text.replace('Phường Một', 'Phường I'));
  expect(await load()).toEqual(['directory.library.edited']);
  expect(await nameOf()).toBe('Phường Nhất');
  // A file that says the same as the pages is in step again.
  writeFileSync(file(), text.replace('Phường Một', 'Phường Nhất'));
  expect(await load()).toEqual([]);
  expect(await nameOf()).toBe('Phường Nhất');
});
