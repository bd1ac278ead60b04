import type { Subject } from '../../../engine/model/subject.ts';
import type { MemoryComposition } from '../../compose-memory.ts';
import type { Patch } from '../compile/campaign-fixture.ts';
import { openTown } from './town.ts';

/** A form whose figures come from the phase's reports: one that nobody types, one that may be changed. */
const form = {
  thidua: 1,
  id: 'award',
  title: { vi: 'Hồ sơ thi đua', en: 'Award file' },
  fields: [
    { type: 'text', id: 'name', label: { vi: 'Họ tên' }, prefill: 'subject', sensitivity: 'personal' },
    { type: 'integer', id: 'total', label: { vi: 'Số buổi trong đợt' }, value: 'facts.roundsDone' },
    {
      type: 'decimal',
      id: 'usual',
      label: { vi: 'Người mỗi buổi' },
      prefill: 'fact',
      prefillFact: 'peopleSeen',
    },
    { type: 'longText', id: 'merit', label: { vi: 'Thành tích' }, required: true, maxLength: 500 },
  ],
};

const workflow = {
  thidua: 1,
  id: 'award',
  title: { vi: 'Xét thi đua', en: 'Awards' },
  start: 'fill',
  steps: [
    {
      kind: 'fill',
      id: 'fill',
      title: { vi: 'Lập hồ sơ' },
      assignee: { kind: 'submitter' },
      actions: [{ kind: 'submit', id: 'send', label: { vi: 'Gửi' }, to: 'check' }],
    },
    {
      kind: 'review',
      id: 'check',
      title: { vi: 'Phường xét' },
      assignee: { kind: 'roleAbove', role: 'clerk', level: 'ward', line: 'main' },
      fields: { see: ['total', 'usual', 'merit'] },
      actions: [{ kind: 'move', id: 'grant', label: { vi: 'Đồng ý' }, to: 'granted' }],
    },
    { kind: 'end', id: 'granted', title: { vi: 'Được khen' }, outcome: 'approved' },
  ],
};

const entryOf = (id: string, subject: string) => ({
  id,
  title: { vi: `Hồ sơ ${id}`, en: `File ${id}` },
  form: 'award',
  workflow: 'award',
  subject,
  per: 'phase',
  owed: false,
  submitter: { role: 'leader', level: 'team' },
  opens: { offset: 0, unit: 'day', after: 'periodStart' },
  closes: { offset: 20, unit: 'workingDay', after: 'periodEnd' },
  afterwards: 'closed',
});

const factOf = (id: string, value: string, field: string, title: string) => ({
  id,
  title: { vi: title },
  entry: 'report',
  over: 'phase',
  of: 'sameUnit',
  value,
  field,
});

/** Files for a team itself and for people of it. */
export const awards: Patch[] = [
  { file: 'forms/award.json', text: JSON.stringify(form) },
  { file: 'workflows/award.json', text: JSON.stringify(workflow) },
  {
    file: 'campaign.json',
    op: 'add',
    path: '/facts',
    value: [
      factOf('roundsDone', 'sum', 'rounds', 'Số buổi đã dọn'),
      factOf('peopleSeen', 'mean', 'people', 'Người mỗi buổi'),
      {
        id: 'earlier',
        title: { vi: 'Lần được khen trước' },
        entry: 'of-person',
        over: 'lifetime',
        of: 'sameSubject',
        value: 'count',
      },
    ],
  },
  {
    file: 'campaign.json',
    op: 'add',
    path: '/entries',
    value: [entryOf('of-team', 'unit'), { ...entryOf('of-person', 'person'), facts: ['earlier'] }],
  },
];

/** Leaders may add people of their team who are missing in the register. */
export const addingSubjects: Patch[] = [
  { file: 'campaign.json', op: 'add', path: '/access/0/addSubjects', value: true },
];

const subjectOf = (uid: string, over: Partial<Subject> = {}): Subject => ({
  uid,
  kind: 'person',
  name: `Người ${uid}`,
  unit: 'team-1',
  organisation: 'town',
  from: '2024-01-01',
  revision: 1,
  ...over,
});

/** The town with such files, and its register: two people and a household of team 1, one person gone, one of team 2. */
export async function openAwards(more: readonly Patch[] = []): Promise<MemoryComposition> {
  const town = await openTown([...awards, ...more]);
  for (const one of [
    subjectOf('p1', { name: 'Đỗ Thị Sen' }),
    subjectOf('p2', { name: 'Bùi Văn Lúa' }),
    subjectOf('p3', { to: '2024-12-31' }),
    subjectOf('p4', { unit: 'team-2' }),
    subjectOf('h1', { kind: 'household' }),
  ])
    await town.ports.subjects.put(one, 0);
  return town;
}
