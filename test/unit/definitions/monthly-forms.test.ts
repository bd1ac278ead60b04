import { describe, expect, it } from 'vitest';
import type {
  Field,
  FormFile,
  GroupFile,
  ListFile,
  Text,
} from '../../../engine/model/generated/definitions.ts';
import { objectsOf, seed, seedJson, seedPaths } from './seed-files.ts';

/** Group, the article of Law 30/2023/QH15 its indicators come from, and types of answer it must not have. */
const groups: [number, number, Field['type'][]][] = [
  [1, 7, ['text', 'longText', 'file']],
  [2, 8, ['text']],
  [3, 9, ['text', 'longText', 'file']],
  [4, 10, ['text', 'longText', 'file']],
  [5, 11, ['text', 'longText', 'file', 'choice', 'multipleChoice', 'yesNo', 'date', 'declaration']],
  [6, 12, ['text', 'longText', 'file']],
  [7, 8, ['text']],
];
const formOf = (group: number) => seedJson<FormFile>(`forms/bao-cao-thang-${group}.json`);
const isShown = (field: Field) => field.type === 'section' || field.type === 'note';
const answered = (form: FormFile) =>
  form.fields.filter((field) => !isShown(field)) as Exclude<Field, { type: 'section' | 'note' }>[];

describe('the seven monthly forms', () => {
  it('are the forms of the seven groups’ entries, and no group has another', () => {
    const used = seedPaths('groups').flatMap((path) =>
      seedJson<GroupFile>(path).entries!.map(({ form }) => form),
    );
    expect(used).toEqual(groups.map(([group]) => `bao-cao-thang-${group}`));
    const monthly = seedPaths('forms').filter((path) => path.startsWith('forms/bao-cao-thang-'));
    expect(monthly).toEqual(used.map((id) => `forms/${id}.json`));
  });

  it.each(groups)('group %i has at least five numbers of its own from article %i', (group, article) => {
    const indicators = answered(formOf(group)).filter(
      (field) => ['integer', 'decimal'].includes(field.type) && !field.value,
    );
    expect(indicators.length).toBeGreaterThanOrEqual(5);
    for (const { id, source } of indicators) expect(source, id).toBe(`Luật 30/2023/QH15 Điều ${article}`);
  });

  it.each(groups)('group %i says of every field which article it comes from and why it is there', (group) => {
    for (const { id, source, assumption, reason } of answered(formOf(group))) {
      expect(source, id).toMatch(/^(Luật|Nghị định) \d+\/\d{4}\//);
      expect([assumption, reason], id).toEqual([true, expect.stringMatching(/\S.{10,}/)]);
    }
  });

  it.each(groups)('group %i speaks Vietnamese and English at every field', (group) => {
    const texts = objectsOf(formOf(group)).filter(({ object }) => 'vi' in object);
    expect(texts.length).toBeGreaterThan(20);
    for (const { object, pointer } of texts) {
      const { vi, en } = object as unknown as Text;
      expect([vi.trim() !== '', en !== undefined && en.trim() !== ''], pointer).toEqual([true, true]);
    }
    for (const field of formOf(group).fields) expect(field.label.en, field.id).toBeTruthy();
  });

  it.each(groups)('group %i keeps to between eight and thirteen answers', (group) => {
    const count = answered(formOf(group)).length;
    expect(count).toBeGreaterThanOrEqual(8);
    expect(count).toBeLessThanOrEqual(13);
  });

  it('no two forms ask for the same thing', () => {
    const labels = groups.flatMap(([group]) => answered(formOf(group)).map((field) => field.label.vi));
    const numbers = labels.filter((label) => /^Số /.test(label));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it.each(groups)('group %i: what is computed is not asked for', (group) => {
    const computed = answered(formOf(group)).filter((field) => field.value);
    expect(computed.length).toBeGreaterThan(0);
    for (const field of computed)
      expect([field.required, field.prefill], field.id).toEqual([undefined, undefined]);
  });
});

describe('privacy', () => {
  it.each(groups)('group %i (article %i) has no answer of type %s', (group, _, types) => {
    for (const field of formOf(group).fields) expect(types, field.id).not.toContain(field.type);
  });

  it('group 5 holds numbers and nothing else', () => {
    const types = new Set(formOf(5).fields.map((field) => field.type));
    expect([...types].sort()).toEqual(['decimal', 'integer', 'note', 'section']);
  });

  it.each(
    groups,
  )('group %i marks how sensitive each answer is and lists only what may stand anywhere', (group) => {
    for (const field of answered(formOf(group))) {
      expect(field.sensitivity, field.id).toBeDefined();
      if (field.listed) expect(['public', 'internal'], field.id).toContain(field.sensitivity);
      if (field.type === 'integer' || field.type === 'decimal' || field.type === 'percent')
        expect(field.listed, field.id).toBe(true);
    }
  });

  it('a long text refuses every kind of personal data and says so', () => {
    const texts = groups
      .flatMap(([group]) => formOf(group).fields)
      .filter((field) => field.type === 'longText');
    expect(texts.length).toBeGreaterThan(0);
    for (const { id, avoid, maxLength, help } of texts) {
      expect([...avoid!].sort(), id).toEqual(['birthYear', 'identityNumber', 'personName', 'phone']);
      expect(maxLength, id).toBeLessThanOrEqual(600);
      expect(help!.vi, id).toContain('họ tên');
    }
  });

  it('a file field stands under a warning that is shown whenever the field is', () => {
    let files = 0;
    for (const [group] of groups)
      formOf(group).fields.forEach((field, at, fields) => {
        if (field.type !== 'file') return;
        const before = fields[at - 1]!;
        expect([before.type, before.visible], field.id).toEqual(['note', field.visible]);
        expect((before as { tone?: string }).tone, field.id).toBe('warning');
        files += 1;
      });
    expect(files).toBe(2);
  });

  it('pictures are personal and wait for consent', () => {
    const photos = formOf(7).fields.find((field) => field.type === 'file')!;
    expect(photos.sensitivity).toBe('personal');
    expect(photos.visible).toContain('consentGiven = true');
  });

  it.each([1, 4, 5, 6])('group %i begins with a warning about what must not be written', (group) => {
    expect(formOf(group).fields[0]).toMatchObject({ type: 'note', tone: 'warning' });
  });
});

describe('lists', () => {
  it('every list is used, and one is shared by two forms', () => {
    const used = seedPaths('forms').flatMap((path) =>
      seedJson<FormFile>(path).fields.flatMap((field) => ('list' in field && field.list ? [field.list] : [])),
    );
    expect([...new Set(used)].sort()).toEqual(seedPaths('lists').map((path) => seedJson<ListFile>(path).id));
    expect(used.filter((id) => id === 'dien-bien').length).toBe(2);
  });

  it('a list is named as its file', () => {
    for (const path of seedPaths('lists')) expect(`lists/${seedJson<ListFile>(path).id}.json`).toBe(path);
    expect(seed.size).toBeGreaterThan(20);
  });
});
