/**
 * Records the histories of a release: `npx node test/replay/record.ts <release>`, then `npm run format`. Plays cases
 * of this build and writes them to `test/replay/<release>/`. A recorded history is never written again and never
 * edited: every later build must fold it to the same state.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import type { Answers } from '../../engine/model/answers.ts';
import type { Case } from '../../engine/model/case.ts';
import type { Command, Resolved } from '../../engine/model/command.ts';
import type { JsonValue } from '../../engine/model/json.ts';
import type { CampaignRecord } from '../../engine/model/record.ts';
import { advance, sealContents, sealEvents, stateOf, transition } from '../../engine/workflow/index.ts';
import { calendar, campaignOf, directory } from '../unit/workflow/playing.ts';

const release = process.argv[2];
if (!release) throw new Error('Which release is recorded?');
const folder = new URL(`./${release}/`, import.meta.url);
mkdirSync(folder, { recursive: true });

const hash = {
  text: (value: string): string => createHash('sha256').update(value).digest('hex'),
  json: (value: JsonValue): string => createHash('sha256').update(canonicalize(value)!).digest('hex'),
};

interface Move {
  at: string;
  actor: string;
  command: (aCase: Case) => Omit<Command, 'key'>;
}

const task = (aCase: Case) => ({ id: aCase.tasks[0]!.id, generation: aCase.tasks[0]!.generation });
const submit = (at: string, actor: string, answers: Answers, onBehalfOf?: string): Move => ({
  at,
  actor,
  command: (c) =>
    ({ type: 'submit', task: task(c), answers, ...(onBehalfOf ? { onBehalfOf } : {}) }) as never,
});
const act = (at: string, actor: string, action: string, more: object = {}): Move => ({
  at,
  actor,
  command: (c) => ({ type: 'act', task: task(c), action, ...more }) as never,
});
const other = (at: string, actor: string, type: string, more: (c: Case) => object = () => ({})): Move => ({
  at,
  actor,
  command: (c) => ({ type, ...more(c) }) as never,
});
const confirmed = { checklist: { dau: true } };
const undoLast = (c: Case) => ({ cmd: c.history.at(-1)!.cmd });

const games: Record<string, { unit: string; moves: Move[] }> = {
  confirmed: {
    unit: 'to-1',
    moves: [
      submit('2025-01-21T02:00:00.000Z', 'an', {
        soVu: '3',
        daXuLy: '1',
        coDienBien: true,
        dienBien: 'Ồn ào',
      }),
      other('2025-01-21T03:00:00.000Z', 'binh', 'claim', (c) => ({ task: task(c) })),
      act('2025-01-21T03:10:00.000Z', 'binh', 'xac-nhan', confirmed),
    ],
  },
  'returned-and-corrected': {
    unit: 'to-1',
    moves: [
      submit('2025-01-21T02:00:00.000Z', 'an', { soVu: '12', daXuLy: '1' }),
      act('2025-01-21T03:00:00.000Z', 'binh', 'chuyen', confirmed),
      act('2025-01-21T04:00:00.000Z', 'chi', 'tra-kiem'),
      act('2025-01-21T06:10:00.000Z', 'binh', 'tra', {
        reason: 'Xem lại',
        remarks: [{ field: 'soVu', text: 'Sổ ghi 11' }],
      }),
      submit('2025-01-22T02:00:00.000Z', 'an', { soVu: '11', daXuLy: '2' }),
      other('2025-01-22T02:20:00.000Z', 'binh', 'correctField', (c) => ({
        task: task(c),
        answers: { daXuLy: '3' },
        reason: 'Theo sổ',
      })),
      other('2025-01-22T02:40:00.000Z', 'system', 'wake'),
      act('2025-01-22T03:00:00.000Z', 'bich', 'xac-nhan', confirmed),
    ],
  },
  'nobody-came': {
    unit: 'to-3',
    moves: [
      other('2025-01-23T00:00:00.000Z', 'system', 'wake'),
      other('2025-01-24T00:00:00.000Z', 'system', 'wake'),
      other('2025-02-06T00:00:00.000Z', 'system', 'wake'),
    ],
  },
  'taken-back-and-erased': {
    unit: 'to-2',
    moves: [
      submit('2025-01-21T02:00:00.000Z', 'phu', { soVu: '3', daXuLy: '1', nguoiLap: 'Hồ Phú' }),
      other('2025-01-21T02:00:10.000Z', 'phu', 'undo', undoLast),
      submit('2025-01-21T02:05:00.000Z', 'em', { soVu: '4', daXuLy: '1', nguoiLap: 'Đỗ Em' }),
      act('2025-01-21T04:00:00.000Z', 'binh', 'tu-choi', { reason: 'Không đúng mẫu báo cáo' }),
      other('2025-01-21T04:00:05.000Z', 'binh', 'undo', undoLast),
      other('2025-01-21T05:00:00.000Z', 'binh', 'claim', (c) => ({ task: task(c) })),
      other('2025-01-21T05:01:00.000Z', 'binh', 'release', (c) => ({ task: task(c) })),
      act('2025-01-21T05:02:00.000Z', 'bich', 'xac-nhan', confirmed),
      other('2025-06-01T05:02:00.000Z', 'quan', 'erase', () => ({ account: 'em' })),
    ],
  },
  'step-that-ended': {
    unit: 'to-1',
    moves: [
      submit('2025-01-21T02:00:00.000Z', 'binh', { soVu: '3' }, 'an'),
      other('2025-01-22T17:00:00.000Z', 'system', 'wake'),
      act('2025-01-23T02:00:00.000Z', 'chi', 'duyet'),
    ],
  },
};

const plain = campaignOf();
const ending = campaignOf({
  workflow: {
    ...plain.entries['thang']!.workflow.definition,
    steps: plain.entries['thang']!.workflow.definition.steps.map((step) =>
      step.id === 'kiem'
        ? ({ ...step, valid: { to: '2025-01-22', otherwise: 'truong-xem' } } as never)
        : step,
    ),
  },
});

for (const [name, { unit, moves }] of Object.entries(games)) {
  const campaign = name === 'step-that-ended' ? ending : plain;
  const contents = new Map<string, JsonValue>();
  let aCase: Case | null = null;
  const open: Move = {
    at: '2025-01-20T00:00:00.000Z',
    actor: 'system',
    command: () => ({ type: 'open', entry: 'thang', period: '2025-01', unit, attempt: 1 }) as never,
  };
  [open, ...moves].forEach(({ at, actor, command }, n) => {
    let resolved: Resolved = {};
    for (;;) {
      const wish = { ...command(aCase!), key: `${name}-${n}` } as Command;
      const result = transition(campaign, aCase, wish, {
        now: at,
        actor,
        via: actor === 'system' ? 'worker' : 'web',
        directory,
        calendar,
        ids: name,
        resolved,
      });
      if (result.kind === 'refused')
        throw new Error(`${name} ${n}: ${result.issues.map(({ code }) => code).join()}`);
      if (result.kind === 'needs') {
        for (const request of result.requests)
          if (request.need === 'answers')
            resolved = {
              ...resolved,
              answers: { ...resolved.answers, [request.digest]: contents.get(request.digest) as Answers },
            };
          else if (request.need === 'previous')
            resolved = { ...resolved, previous: { ...resolved.previous, [request.case]: { soVu: '5' } } };
          else if (request.need === 'content')
            resolved = {
              ...resolved,
              contents: { ...resolved.contents, [request.digest]: contents.get(request.digest)! },
            };
        continue;
      }
      const sealed = sealContents(result, (ref) => {
        const { body } = result.contents.find((one) => one.ref === ref)!;
        const digest = hash.json([`salt-${contents.size}`, body] as JsonValue);
        contents.set(digest, body);
        return digest;
      });
      const history: Case['history'] = aCase?.history ?? [];
      const events = sealEvents(sealed.case._id, sealed.events, hash, history.at(-1)?.hash);
      aCase = { ...sealed.case, history: [...history, ...events] };
      return;
    }
  });
  write(`case-${name}.json`, {
    kind: 'case',
    record: aCase!._id,
    events: aCase!.history,
    state: stateOf(aCase!),
  });
}

let record: CampaignRecord | null = null;
for (const now of ['2025-01-20T01:00:00.000Z', '2025-02-03T00:00:00.000Z', '2025-02-20T00:00:00.000Z'])
  for (;;) {
    const step = advance(plain, record, { now, directory, calendar });
    if (step.events.length === 0) break;
    const history: CampaignRecord['history'] = record?.history ?? [];
    const events = sealEvents(step.record._id, step.events, hash, history.at(-1)?.hash);
    record = { ...step.record, history: [...history, ...events] };
  }
const { history, nextWakeAt: _at, revision: _revision, ...state } = record!;
write('campaign.json', { kind: 'campaign', record: state._id, events: history, state });

function write(name: string, body: object): void {
  const file = new URL(name, folder);
  if (existsSync(file)) throw new Error(`${file.pathname} is recorded already and is never written again.`);
  writeFileSync(file, `${JSON.stringify(body, null, 1)}\n`);
}
