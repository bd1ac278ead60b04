import { expect, it } from 'vitest';
import { readLibrary } from '../../../engine/compile/index.ts';
import { copyCampaign, nextYears } from '../../../engine/editing/index.ts';
import { readFixture } from '../compile/campaign-fixture.ts';

const { files, library: libraryFiles } = readFixture('minimal');
const { library } = readLibrary(libraryFiles);

function copied(opens: string, of: Readonly<Record<string, string>> = files) {
  const call = { id: 'next', title: { vi: 'Phong trào sau' }, opens };
  const result = copyCampaign(of, call, library);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const { files: after, ...rest } = result.value;
  return { ...rest, after, campaign: JSON.parse(after['campaign.json']!) };
}

it('a copy begins on another day, and every day of the campaign keeps its distance', () => {
  const { campaign, moved, missingYears } = copied('2026-01-01');
  expect(campaign).toMatchObject({
    id: 'next',
    title: { vi: 'Phong trào sau' },
    opens: '2026-01-01',
    closes: '2026-06-30',
    phases: [
      { opens: '2026-01-01', closes: '2026-03-31' },
      { opens: '2026-04-01', closes: '2026-06-30' },
    ],
  });
  expect(campaign.milestones[2]).toMatchObject({ date: { date: '2026-04-02' }, due: { date: '2026-03-28' } });
  expect(moved).toContainEqual({
    file: 'campaign.json',
    pointer: '/closes',
    before: '2025-06-30',
    after: '2026-06-30',
  });
  expect(missingYears).toEqual(['2026']);
});

it('other first days move everything by as many days', () => {
  expect(copied('2025-01-11').campaign).toMatchObject({
    closes: '2025-07-10',
    phases: [{}, { opens: '2025-04-11' }],
  });
  expect(copied('2025-01-11').missingYears).toEqual([]);
});

it('legal bases and the plan stay, marked to be checked, and the rest of the files byte for byte', () => {
  const { campaign, toCheck, after } = copied('2026-01-01');
  expect(campaign.legalBases[0]).toMatchObject({ from: '2025-01-01', assumption: true });
  expect(campaign.plan).toMatchObject({ number: '01/KH', date: '2024-12-15', assumption: true });
  expect(toCheck.map(({ why, pointer }) => `${why} ${pointer}`)).toEqual([
    'plan /plan',
    'basis /legalBases/0',
  ]);
  for (const [path, text] of Object.entries(files))
    if (path !== 'campaign.json') expect(after[path], path).toBe(text);
});

it('years in ids and titles go on as far', () => {
  const campaign = { opens: '2024-08-19' };
  expect(nextYears('thi-dua-2024', campaign, '2026-01-01')).toBe('thi-dua-2026');
  expect(nextYears('Năm 2024-2025, quyết định 12024', campaign, '2025-01-01')).toBe(
    'Năm 2025-2026, quyết định 12024',
  );
});

it('is refused where the campaign cannot be read', () => {
  const call = { id: 'next', title: { vi: 'x' }, opens: '2026-01-01' };
  const result = copyCampaign({ 'campaign.json': '{' }, call, library);
  expect(result.issues.map(({ code }) => code)).toEqual(['editing.copy.unreadable']);
});

it('a copy’s entries never had another id', () => {
  const group = JSON.parse(files['groups/streets.json']!);
  group.entries[0].formerly = ['sweeping'];
  const { after } = copied('2026-01-01', { ...files, 'groups/streets.json': JSON.stringify(group) });
  expect(JSON.parse(after['groups/streets.json']!).entries[0]).not.toHaveProperty('formerly');
});
