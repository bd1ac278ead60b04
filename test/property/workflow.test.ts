import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { compileForm } from '../../engine/forms/index.ts';
import type { Answers } from '../../engine/model/answers.ts';
import type { Case } from '../../engine/model/case.ts';
import type { Command, NeedRequest, Resolved } from '../../engine/model/command.ts';
import type { CaseEvent, UnsealedEvent } from '../../engine/model/event.ts';
import type { Action, FormFile, Step, WorkflowFile } from '../../engine/model/generated/definitions.ts';
import type { JsonValue } from '../../engine/model/json.ts';
import type { Directory } from '../../engine/model/organisation.ts';
import {
  type Appliers,
  appliers,
  type Campaign,
  compileWorkflow,
  fold,
  sealContents,
  stateOf,
  transition,
} from '../../engine/workflow/index.ts';
import { calendar, campaignOf, directory as few } from '../unit/workflow/playing.ts';

/** Numbers from a seed, the same each time (mulberry32). */
function numbersFrom(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    below: (n: number): number => Math.floor(next() * n),
    chance: (share: number): boolean => next() < share,
    of<T>(items: readonly T[]): T {
      return items[Math.floor(next() * items.length)]!;
    },
  };
}
type Numbers = ReturnType<typeof numbersFrom>;

/** Enough people for every role that separations never leave nobody, some with two roles, some as substitutes. */
const people: Directory = {
  ...few,
  memberships: [
    ...['l1', 'l2', 'l3'].map((account) => ({ account, role: 'tinh/to-truong', unit: 'to-1' })),
    ...['o1', 'o2', 'o3', 'o4', 'o5', 'o6', 'l3'].map((account) => ({
      account,
      role: 'tinh/can-bo',
      unit: 'xa-1',
    })),
    ...['c1', 'c2', 'c3', 'c4', 'o6'].map((account) => ({ account, role: 'tinh/truong', unit: 'xa-1' })),
    ...['p1', 'p2', 'p3', 'p4', 'c4'].map((account) => ({ account, role: 'tinh/phong', unit: 'tinh-1' })),
  ].map((one) => ({ ...one, id: `${one.account}-${one.role}`, from: '2024-01-01' })),
  substitutes: [
    { id: 's1', account: 'l1', substitute: 'x1', from: '2025-01-01', to: '2025-12-31' },
    { id: 's2', account: 'o1', substitute: 'x2', from: '2025-01-01', to: '2025-12-31' },
    { id: 's3', account: 'c1', substitute: 'o2', from: '2025-01-01', to: '2025-12-31' },
  ],
  names: {},
};
const everybody = [
  'l1',
  'l2',
  'l3',
  'o1',
  'o2',
  'o3',
  'o4',
  'o5',
  'o6',
  'c1',
  'c2',
  'c3',
  'c4',
  'p1',
  'p2',
  'p3',
  'p4',
  'x1',
  'x2',
];

const form: FormFile = {
  thidua: 1,
  id: 'bao-cao',
  title: { vi: 'Báo cáo' },
  fields: [
    {
      type: 'integer',
      id: 'n',
      label: { vi: 'Số' },
      required: true,
      listed: true,
      min: '0',
      max: '100',
      sensitivity: 'public',
    },
    { type: 'integer', id: 'm', label: { vi: 'Số hai' }, listed: true, min: '0' },
    { type: 'integer', id: 'total', label: { vi: 'Tổng' }, value: 'n + m', listed: true },
    { type: 'text', id: 'note', label: { vi: 'Ghi chú' }, searchable: true, sensitivity: 'internal' },
    { type: 'yesNo', id: 'more', label: { vi: 'Thêm' }, visible: 'n > 10', listed: true },
  ],
  checks: [{ rule: 'previous.n = null or n <= previous.n + 90', message: { vi: 'Tăng nhiều' } }],
};
const { form: compiled, issues } = compileForm(form, { source: 'forms/bao-cao.json', lists: {} });
if (!compiled) throw new Error(issues.map(({ code, pointer }) => `${code} ${pointer}`).join());
const compiledForm = compiled;

const conditions = [
  'n > 50',
  'total >= 20',
  'note = null',
  'more = true',
  'step.visit > 1',
  'm != null and m < n',
  'unit.level = "to"',
];
const roles = [
  { kind: 'roleAbove', role: 'can-bo', level: 'xa', line: 'cong-an' },
  { kind: 'roleAbove', role: 'truong', level: 'xa', line: 'uy-ban' },
  { kind: 'roleAbove', role: 'phong', level: 'tinh', line: 'cong-an' },
] as const;
const days = ['2025-01-15', '2025-01-22', '2025-01-24', '2025-02-05', '2025-02-12', '2025-03-01'];

/**
 * A workflow of the built kinds: one or two fill steps, reviews and decisions that may stand still while others are
 * asked or something is awaited, routes, a step that gathers and ends, with everything a step may have.
 */
function randomWorkflow(r: Numbers): WorkflowFile {
  const reviews = Array.from({ length: 1 + r.below(3) }, (_, n) => `review-${n + 1}`);
  const routes = Array.from({ length: r.below(3) }, (_, n) => `route-${n + 1}`);
  const ends = ['done', ...(r.chance(0.6) ? ['rejected'] : [])];
  const second = r.chance(0.3) ? ['correct'] : [];
  // Each belongs to the review it is asked from, and mostly leads back there.
  const asides = reviews.flatMap((home) => [
    ...(r.chance(0.5) ? [{ id: `ask-${home}`, kind: 'consult' as const, home }] : []),
    ...(r.chance(0.5) ? [{ id: `hold-${home}`, kind: 'wait' as const, home }] : []),
  ]);
  const gathering = r.chance(0.6) ? ['gather'] : [];
  const forward = [...reviews, ...routes, ...gathering];
  const after = (id: string): string[] => [...forward.slice(forward.indexOf(id) + 1), ...ends];
  const moment = (anchors: readonly string[]) => ({
    offset: r.below(6),
    unit: r.of(['workingDay', 'day', 'workingHour', 'hour'] as const),
    [r.chance(0.7) ? 'after' : 'before']: r.of(anchors),
    ...(r.chance(0.3) ? { time: '08:30' } : {}),
  });
  const timing = (): object => {
    if (r.chance(0.3)) return {};
    const deadline = {
      offset: r.below(5),
      unit: r.of(['workingDay', 'day', 'workingHour'] as const),
      after: r.of(['entered', 'periodEnd']),
    };
    return {
      deadline,
      ...(r.chance(0.6)
        ? {
            reminders: [
              {
                id: 'remind',
                at: moment(['entered', 'due']),
                notify: 'sap-den-han',
                ...(r.chance(0.3) ? { to: { kind: 'submitter' } } : {}),
              },
            ],
          }
        : {}),
      ...(r.chance(0.6)
        ? {
            escalations: [
              {
                kind: 'tell',
                id: 'tell',
                at: moment(['due']),
                notify: 'cham',
                to: { kind: 'role', role: 'truong', level: 'xa', line: 'cong-an' },
              },
              {
                kind: 'tellNextLevel',
                id: 'up',
                at: moment(['due']),
                notify: 'cham',
                role: 'phong',
                level: 'tinh',
                line: 'cong-an',
              },
            ],
          }
        : {}),
    };
  };
  const action = (kind: 'move' | 'return', to: string, n: number, conditional: boolean): Action =>
    ({
      kind,
      id: `${kind}-${n}`,
      label: { vi: kind },
      to,
      ...(conditional ? { when: r.of(conditions) } : {}),
      ...(r.chance(0.3)
        ? { reason: r.of(['none', 'optional', 'required']), reasonMinLength: r.below(4) }
        : {}),
      ...(kind === 'return' && r.chance(0.3) ? { remarks: r.of(['optional', 'required']) } : {}),
      ...(kind === 'return' && r.chance(0.3) ? { resume: r.of(['again', 'returner']) } : {}),
    }) as Action;
  const fill = (id: string, to: string): Step =>
    ({
      kind: 'fill',
      id,
      title: { vi: id },
      assignee: { kind: r.chance(0.8) ? 'submitter' : 'roleAtUnit', ...{ role: 'to-truong' } },
      actions: [
        ...(r.chance(0.2)
          ? [{ kind: 'submit', id: 'quick', label: { vi: 'Gửi' }, to: r.of(ends), when: 'n = 0' }]
          : []),
        { kind: 'submit', id: 'send', label: { vi: 'Gửi' }, to },
        ...(r.chance(0.2) ? [{ kind: 'move', id: 'give-up', label: { vi: 'Thôi' }, to: r.of(ends) }] : []),
      ],
      ...timing(),
      ...(r.chance(0.2) ? { fields: { fill: ['m'] } } : {}),
    }) as Step;
  const review = (id: string, n: number): Step => {
    const earlier = ['fill', ...second, ...reviews.slice(0, n)];
    const others = reviews.filter((one) => one !== id);
    const ways = after(id);
    const own = asides.filter(({ home }) => home === id);
    const signs = r.chance(0.4);
    const outside = r.chance(0.4);
    return {
      kind: signs ? 'decide' : 'review',
      ...(signs ? (outside ? { issued: 'outside' } : { numbering: r.of(['one', 'two']) }) : {}),
      id,
      title: { vi: id },
      assignee: r.of(roles),
      ...(r.chance(0.7) ? { pauses: ['consult', 'return', 'wait'].filter(() => r.chance(0.7)) } : {}),
      actions: [
        ...own.map(({ id: to }, index) => ({
          ...action('move', to, 10 + index, false),
          ...(signs && r.chance(0.5) ? { signs: false } : {}),
        })),
        action('move', ways[0]!, 1, false),
        ...(r.chance(0.6) ? [action('move', r.of(ways), 2, r.chance(0.5))] : []),
        ...(r.chance(0.8) ? [action('return', r.of(earlier), 3, r.chance(0.2))] : []),
      ],
      ...timing(),
      ...(r.chance(0.4)
        ? {
            separation: {
              notSameAs: [r.of(['fill', ...others].slice(0, 2))],
              ...(r.chance(0.3) ? { notOfSubjectUnit: true } : {}),
            },
          }
        : {}),
      ...(r.chance(0.6) ? { fields: { correct: r.of(['all', ['n'], ['n', 'note']]) } } : {}),
      ...(r.chance(0.3)
        ? {
            checklist: [
              { id: 'seen', text: { vi: 'Đã xem' }, required: r.chance(0.7) },
              { id: 'ruled', text: { vi: 'Quy tắc' }, answer: 'n > 1' },
            ],
          }
        : {}),
      ...(r.chance(0.3) && others.length > 0
        ? {
            valid: {
              ...(r.chance(0.3) ? { from: r.of(days) } : {}),
              ...(r.chance(0.8) ? { to: r.of(days) } : {}),
              otherwise: r.of([...ways]),
            },
          }
        : {}),
      ...(r.chance(0.2) ? { onBehalf: true } : {}),
    } as Step;
  };
  const asideStep = ({ id, kind, home }: (typeof asides)[number]): Step => {
    const to = r.chance(0.8) ? home : r.of(after(home));
    if (kind === 'wait')
      return {
        kind,
        id,
        title: { vi: id },
        to,
        ...r.of([
          { until: { offset: r.below(4), unit: 'day' as const, after: 'entered' as const } },
          { until: { date: r.of(days) } },
          { rule: r.of(['today() > date("2025-01-24")', 'n > 50', 'm = null']) },
          { for: 'thang' },
        ]),
      };
    return {
      kind,
      id,
      title: { vi: id },
      bodies: roles
        .slice(0, 1 + r.below(3))
        .map((assignee, n) => ({ id: `body-${n}`, title: { vi: `${n}` }, assignee })),
      answers: [
        { id: 'yes', label: { vi: 'Có' } },
        { id: 'no', label: { vi: 'Không' }, text: r.of(['none', 'optional', 'required'] as const) },
      ],
      silence: { offset: 1 + r.below(3), unit: r.of(['workingDay', 'workingHour', 'day'] as const) },
      ...(r.chance(0.4)
        ? {
            reminders: [
              { id: 'remind', at: { offset: 1, unit: 'hour', before: 'due' }, notify: 'sap-den-han' },
            ],
          }
        : {}),
      to,
    };
  };
  const steps: Step[] = [
    fill('fill', forward[0]!),
    ...second.map((id) => fill(id, r.of(reviews))),
    ...reviews.map(review),
    ...routes.map(
      (id): Step => ({
        kind: 'route',
        id,
        title: { vi: id },
        rules: [
          { when: r.of(conditions), to: r.of(after(id)) },
          ...(r.chance(0.3) ? [{ id: 'b', when: r.of(conditions), to: r.of(after(id)) }] : []),
          { otherwise: true, to: r.of(after(id)) },
        ],
      }),
    ),
    ...asides.map((aside) => asideStep(aside)),
    ...gathering.map(
      (id) =>
        ({
          kind: 'gather',
          id,
          title: { vi: id },
          assignee: r.of(roles),
          dossier: 'to-trinh',
          results: { approved: r.of(ends), refused: r.of(ends), returned: r.of(['fill', ...second]) },
          ...(r.chance(0.5) ? { actions: [action('return', 'fill', 1, r.chance(0.2))] } : {}),
          ...(r.chance(0.5) ? { at: r.chance(0.5) ? { date: r.of(days) } : moment(['entered']) } : {}),
          ...timing(),
        }) as Step,
    ),
    ...ends.map(
      (id): Step => ({
        kind: 'end',
        id,
        title: { vi: id },
        outcome: id === 'done' ? 'approved' : 'rejected',
      }),
    ),
  ];
  const byId = new Map(steps.map((step) => [step.id, step]));
  const reached = new Set<string>();
  const waiting = ['fill'];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...targets(byId.get(id)!));
  }
  for (const step of steps) keepPauses(step, byId);
  return {
    thidua: 1,
    id: 'duyet',
    title: { vi: 'Duyệt' },
    start: 'fill',
    steps: steps.filter(({ id }) => reached.has(id)),
  };
}

/** Only words that come about are told, and only where there is a clock. */
function keepPauses(step: Step, byId: ReadonlyMap<string, Step>): void {
  const timed = step as { pauses?: string[]; deadline?: object; actions?: Action[] };
  const comesAbout = (word: string): boolean =>
    (timed.actions ?? []).some((one) => {
      if (one.kind === 'return') return word === 'return' && one.resume !== 'again';
      const target = byId.get(one.to)! as Step & { to?: string };
      return target.kind === word && target.to === step.id;
    });
  const pauses = timed.deadline ? (timed.pauses ?? []).filter(comesAbout) : [];
  if (pauses.length > 0) timed.pauses = pauses;
  else delete timed.pauses;
}

function targets(step: Step): string[] {
  const {
    actions = [],
    rules = [],
    valid,
    to,
    results = {},
  } = step as {
    actions?: Action[];
    rules?: { to: string }[];
    valid?: { otherwise: string };
    to?: string;
    results?: Record<string, string>;
  };
  const own = [...(to === undefined ? [] : [to]), ...Object.values(results)];
  return [...own, ...[...actions, ...rules].map((way) => way.to), ...(valid ? [valid.otherwise] : [])];
}

const base = campaignOf({
  campaign: {
    numberings: ['one', 'two'].map((id) => ({ id, title: { vi: id }, type: id, pattern: `{seq}/${id}` })),
  },
});

/** The campaign with another workflow; null when the compiler refuses it. */
function campaignWith(
  workflow: WorkflowFile,
  undoSeconds: number,
): { campaign: Campaign; warned: boolean } | null {
  const { workflow: compiled, issues } = compileWorkflow(workflow, {
    source: 'workflows/duyet.json',
    form: compiledForm,
    opens: base.opens,
    closes: base.closes,
  });
  if (!compiled) return null;
  const entry = { ...base.entries['thang']!, form: compiledForm, workflow: compiled };
  return {
    campaign: { ...base, undoSeconds, entries: { thang: entry } },
    warned: issues.some(({ code }) => code === 'workflow.step.may_stick'),
  };
}

/** A case on its way, kept as the store would keep it. */
interface Walk {
  campaign: Campaign;
  case: Case | null;
  now: number;
  contents: Map<string, JsonValue>;
  counter: number;
  /** Numbers given so far. */
  given: number;
}

type Decided =
  | { kind: 'done'; events: UnsealedEvent[]; repeated: boolean }
  | { kind: 'refused'; codes: string[] };

/** Decides and keeps what was accepted; the chain of hashes is another test's. */
function decide(walk: Walk, command: Command, actor: string, keepIt = true): Decided {
  let resolved: Resolved = { previous: { 'phong-trao.thang.to-1.2024-12.1': { n: '5' } } };
  for (let round = 0; round < 8; round += 1) {
    const result = transition(walk.campaign, walk.case, command, {
      now: new Date(walk.now).toISOString(),
      actor,
      via: 'web',
      directory: people,
      calendar,
      ids: 'seed',
      resolved,
    });
    if (result.kind === 'needs') {
      resolved = answer(walk, resolved, result.requests);
      continue;
    }
    if (result.kind === 'refused') return { kind: 'refused', codes: result.issues.map(({ code }) => code) };
    if (result.repeated || !keepIt)
      return { kind: 'done', events: result.events, repeated: result.repeated === true };
    const sealed = sealContents(result, (ref) => {
      walk.counter += 1;
      const digest = `digest-${walk.counter}`;
      walk.contents.set(digest, result.contents.find((one) => one.ref === ref)!.body);
      return digest;
    });
    walk.case = { ...sealed.case, history: [...sealed.case.history, ...(sealed.events as CaseEvent[])] };
    return { kind: 'done', events: sealed.events, repeated: false };
  }
  throw new Error('more than 8 rounds');
}

function answer(walk: Walk, resolved: Resolved, requests: readonly NeedRequest[]): Resolved {
  const next = { ...resolved };
  for (const request of requests) {
    if (request.need === 'answers')
      next.answers = {
        ...next.answers,
        [request.digest]: (walk.contents.get(request.digest) as Answers) ?? null,
      };
    else if (request.need === 'content')
      next.contents = { ...next.contents, [request.digest]: walk.contents.get(request.digest) ?? null };
    else if (request.need === 'previous') next.previous = { ...next.previous, [request.case]: null };
    else if (request.need === 'reserve' && 'firstFreeOf' in request) {
      const { prefix } = request.firstFreeOf;
      walk.given += 1;
      next.reservations = { ...next.reservations, [prefix]: `${prefix}${walk.given}` };
    } else if (request.need === 'reserve' && 'key' in request) {
      next.reservations = { ...next.reservations, [request.key]: request.key };
    } else if (request.need === 'line') {
      const told = toldStates[Math.floor(walk.now / 1000) % toldStates.length]!;
      const line = {
        case: walk.case!._id,
        state: told,
        settled: told !== 'waiting' && walk.now % 7 !== 0,
        reason: 'Thiếu biên bản.',
      };
      next.lines = { ...next.lines, [`${request.dossier}:${request.line}`]: line };
    } else if (request.need === 'case')
      next.cases = { ...next.cases, [request.id]: walk.now % 3 === 0 ? null : { state: 'ended' } };
    else if (request.need === 'members')
      next.members = Object.fromEntries(request.cases.map((id) => [id, null]));
    else throw new Error(request.need);
  }
  return next;
}

const toldStates = ['waiting', 'approved', 'refused', 'returned', 'released'] as const;

function randomAnswers(r: Numbers): Answers {
  const answers: Answers = { n: String(r.below(120)) };
  if (r.chance(0.7)) answers['m'] = String(r.below(30));
  if (r.chance(0.4)) answers['note'] = r.of(['Ổn', 'Cần xem lại', 'Đã gọi']);
  if (r.chance(0.3)) answers['more'] = r.chance(0.5);
  return answers;
}

/** Any command, legal or not; mostly of somebody the task may ask. */
function randomCommand(r: Numbers, walk: Walk, n: number): { command: Command; actor: string } {
  const key = `key-${n}`;
  const aCase = walk.case!;
  const asked = aCase.tasks.filter(({ paused }) => paused === undefined || r.chance(0.1));
  const task = asked.length > 0 ? r.of(asked) : undefined;
  const ref = task
    ? { id: task.id, generation: r.chance(0.95) ? task.generation : task.generation + 1 }
    : { id: 'fill.1.1', generation: 1 };
  const step = walk.campaign.entries['thang']!.workflow.byId[aCase.steps.at(-1)?.step ?? '']?.definition;
  const actions = step?.kind === 'consult' ? step.answers : (step && 'actions' in step && step.actions) || [];
  const outside = step?.kind === 'decide' && step.issued === 'outside';
  const actor = r.chance(0.9) ? likely(r, task?.assignees ?? []) : r.of(everybody);
  const onBehalfOf = r.chance(0.1)
    ? { onBehalfOf: r.of(['l1', 'l2', 'o1']), ...(n % 8 ? { paperDay: '2025-01-10' } : {}) }
    : {};
  const last = aCase.history.at(-1)!;
  const undo = r.chance(0.8) ? last.cmd : r.below(6);
  const reason = r.chance(0.7) ? { reason: r.of(['ok', 'Số liệu chưa khớp', '']) } : {};
  const commands: [number, () => Command][] = [
    [
      step?.kind === 'fill' ? 6 : 1,
      () => ({ type: 'submit', key, task: ref, answers: randomAnswers(r), ...onBehalfOf }),
    ],
    [
      step?.kind === 'review' || step?.kind === 'decide' || step?.kind === 'consult' ? 7 : 1,
      () => ({
        type: 'act',
        key,
        task: ref,
        action: r.chance(0.9) && actions.length > 0 ? r.of(actions as { id: string }[]).id : 'nothing',
        ...reason,
        ...(r.chance(outside ? 0.9 : 0.05)
          ? { document: { number: '7/QĐ', date: r.of(['2025-01-15', '2025-01-15', '2026-01-01']) } }
          : {}),
        ...(r.chance(0.4) ? { remarks: [{ field: r.of(['n', 'note', 'nothing']), text: 'Xem lại' }] } : {}),
        ...(r.chance(step && 'checklist' in step && step.checklist ? 0.8 : 0.1)
          ? { checklist: { seen: r.of([true, 'notApplicable', false] as const) } }
          : {}),
      }),
    ],
    [
      step?.kind === 'review' || step?.kind === 'decide' ? 3 : 1,
      () => ({ type: 'correctField', key, task: ref, answers: randomAnswers(r), ...reason }),
    ],
    [
      step?.kind === 'gather' ? 14 : 1,
      () => ({
        type: 'follow',
        key,
        dossier: `phong-trao.to-trinh.xa-1.once.${1 + r.below(2)}`,
        line: 1,
        says: aCase.tasks.length > 0 ? 'come' : r.of(['go', 'decided', 'decided'] as const),
      }),
    ],
    [2, () => ({ type: 'claim', key, task: ref })],
    [task?.claimedBy ? 3 : 1, () => ({ type: 'release', key, task: ref })],
    [3, () => ({ type: 'wake', key })],
    [4, () => ({ type: 'undo', key, cmd: undo })],
    [1, () => ({ type: 'erase', key, account: r.chance(0.7) ? r.of(aCase.history).actor : r.of(everybody) })],
    [1, () => ({ type: 'delegate', key, task: ref })],
  ];
  let pick = r.below(commands.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, make] of commands) {
    if (pick < weight) {
      const command = make();
      const by =
        command.type === 'wake'
          ? 'system'
          : command.type === 'release' && task?.claimedBy
            ? task.claimedBy
            : command.type === 'undo' && r.chance(0.8)
              ? last.actor
              : actor;
      return { command, actor: by };
    }
    pick -= weight;
  }
  throw new Error('no command');
}

function likely(r: Numbers, assignees: readonly string[]): string {
  const key = assignees.length > 0 ? r.of(assignees) : '';
  const holders = people.memberships
    .filter(({ role, unit }) => `${role}@${unit}` === key)
    .map(({ account }) => account);
  return holders.length > 0 ? r.of(holders) : r.of(everybody);
}

/** Is there anybody who could do anything with the open task now? */
function canGoOn(walk: Walk, n: number): boolean {
  const aCase = walk.case!;
  const task = aCase.tasks.find(({ paused }) => paused === undefined);
  // Whoever waits for a day, or lets bodies be silent, goes on by itself.
  if (aCase.wakes.some(({ kind }) => kind === 'wait' || kind === 'silence')) return true;
  // A case that is gathered, or may be, goes on by its dossier.
  const { byId } = walk.campaign.entries['thang']!.workflow;
  if (aCase.steps.some(({ step: id }) => byId[id]!.kind === 'gather')) return true;
  if (!task) return false;
  const step = walk.campaign.entries['thang']!.workflow.byId[aCase.steps.at(-1)!.step]!.definition;
  const ref = { id: task.id, generation: task.generation };
  const actions = ('actions' in step && step.actions) || [];
  const who = task.claimedBy === undefined ? everybody : [task.claimedBy, ...everybody];
  return who.some((actor) =>
    step.kind === 'fill'
      ? decide(
          walk,
          { type: 'submit', key: `try-${n}`, task: ref, answers: { n: '5', m: '1' } },
          actor,
          false,
        ).kind === 'done'
      : (actions as Action[]).some(
          ({ id, kind, reason, ...rest }) =>
            decide(
              walk,
              {
                type: 'act',
                key: `try-${n}`,
                task: ref,
                action: id,
                ...('checklist' in step && step.checklist ? { checklist: { seen: true } } : {}),
                ...(reason === 'none' ? {} : { reason: 'Đã đối chiếu' }),
                ...(kind === 'move' &&
                step.kind === 'decide' &&
                step.issued === 'outside' &&
                (rest as { signs?: boolean }).signs !== false
                  ? { document: { number: '7/QĐ', date: '2025-01-15' } }
                  : {}),
                ...(kind === 'return' ? { remarks: [{ field: 'n', text: 'Xem lại' }] } : {}),
              },
              actor,
              false,
            ).kind === 'done',
        ),
  );
}

/** What everybody is told at the open task: for the message of a failure. */
function why(walk: Walk): string {
  const { steps, tasks, acted } = walk.case!;
  const [task] = tasks;
  const step = walk.campaign.entries['thang']!.workflow.byId[steps.at(-1)!.step]!.definition;
  const actions = (('actions' in step && step.actions) || []) as Action[];
  const told = everybody.flatMap((actor) =>
    actions.map(({ id }) => {
      const command: Command = { type: 'act', key: 'why', task: task!, action: id };
      const decided = decide(walk, command, actor, false);
      return `${actor} ${id} ${decided.kind === 'refused' ? decided.codes.join() : 'may'}`;
    }),
  );
  return JSON.stringify({ steps, task, acted, step, told }, null, 1);
}

/** What a run has seen. */
interface Tally {
  definitions: number;
  refusedDefinitions: number;
  accepted: Record<string, number>;
  refused: Record<string, number>;
  entered: Record<string, number>;
  ended: number;
  repeated: number;
}

const newTally = (): Tally => ({
  definitions: 0,
  refusedDefinitions: 0,
  accepted: {},
  refused: {},
  entered: {},
  ended: 0,
  repeated: 0,
});
const count = (of: Record<string, number>, what: string): void => {
  of[what] = (of[what] ?? 0) + 1;
};

/** Plays one random definition with random commands; every property is checked after every command. */
function play(seed: number, tally: Tally, fold_: (history: readonly UnsealedEvent[]) => unknown): void {
  const r = numbersFrom(seed);
  const made = campaignWith(randomWorkflow(r), r.of([30, 30, 300, 0]));
  if (!made) {
    tally.refusedDefinitions += 1;
    return;
  }
  tally.definitions += 1;
  const walk: Walk = {
    campaign: made.campaign,
    case: null,
    now: Date.parse('2025-01-20T00:00:00.000Z'),
    contents: new Map(),
    counter: 0,
    given: 0,
  };
  const behalf = r.chance(0.2);
  const open = {
    type: behalf ? 'openOnBehalf' : 'open',
    key: 'open',
    entry: 'thang',
    period: '2025-01',
    unit: 'to-1',
    attempt: 1,
  } as Command;
  if (decide(walk, open, behalf ? r.of(['l1', 'l2']) : 'system').kind !== 'done')
    throw new Error('cannot open');
  count(tally.accepted, open.type);
  const { byId } = made.campaign.entries['thang']!.workflow;
  const commands = 10 + r.below(14);
  for (let n = 0; n < commands; n += 1) {
    walk.now += r.of([1_000, 5_000, 60_000, 3_600_000, 6 * 3_600_000, 26 * 3_600_000]);
    const before = walk.case!;
    const { command, actor } = randomCommand(r, walk, n);
    const decided = decide(walk, command, actor);
    if (decided.kind === 'refused') {
      count(tally.refused, command.type);
      if (walk.case !== before) throw new Error('a refusal changed the case');
      continue;
    }
    const after = walk.case!;
    if (decided.events.length > 0) count(tally.accepted, command.type);
    for (const { type, data } of decided.events)
      if (type === 'entered') count(tally.entered, byId[data['step'] as string]!.kind);
    const folded = fold_(after.history);
    if (!isDeepStrictEqual(folded, stateOf(after)))
      throw new Error(`after ${command.type} the history does not fold to the state`);
    if (decided.events.length > 0) {
      const again = decide(walk, { ...command, action: 'other' } as Command, actor);
      if (
        again.kind !== 'done' ||
        !again.repeated ||
        !isDeepStrictEqual(
          again.events.map(({ seq }) => seq),
          decided.events.map(({ seq }) => seq),
        )
      )
        throw new Error(`the key of ${command.type} gave another answer`);
      tally.repeated += 1;
    }
    const numbers = (after.reservations ?? []).map(({ key }) => key);
    // A document recorded twice in a case bears one number.
    const named = [...new Set((after.documents ?? []).flatMap((one) => one.key ?? []))];
    if (!isDeepStrictEqual(numbers, named)) throw new Error(`numbers ${numbers} for documents ${named}`);
    const standing = after.tasks.filter(({ paused }) => paused !== undefined);
    if (
      standing.length > 0 &&
      after.wakes.some(({ step }) => standing.some(({ id }) => id.startsWith(`${step}.`)))
    )
      throw new Error('something wakes a step that stands still');
    if (standing.length === after.tasks.length && standing.length > 0 && after.wakes.length === 0)
      throw new Error('a step stands still for nothing');
    if (after.state === 'ended') {
      tally.ended += 1;
      if (after.tasks.length > 0 || after.wakes.length > 0) throw new Error('something waits after the end');
    } else if (!made.warned && n % 4 === 0 && !canGoOn(walk, n))
      throw new Error(`stuck, seed ${seed}: ${why(walk)}`);
    if (after.state === 'ended' && r.chance(0.5)) break;
  }
}

/** Do random games notice that the history was folded by other appliers? Any other failure is thrown. */
function noticedWithin(games: number, mutated: Appliers): boolean {
  for (let seed = 0; seed < games; seed += 1)
    try {
      play(seed, newTally(), (history) => fold(history, undefined, mutated));
    } catch (error) {
      if (/does not fold|Nothing applies/.test(String(error))) return true;
      throw error;
    }
  return false;
}

const definitions = 2_000;

describe('random workflows and random commands', () => {
  const tally = newTally();

  it(`hold for at least ${definitions} definitions`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) =>
        play(seed, tally, (history) => fold(history)),
      ),
      { numRuns: definitions + 800, seed: Number(process.env['SEED'] ?? 20_250_120) },
    );
    expect(tally.definitions).toBeGreaterThanOrEqual(definitions);
    for (const command of [
      'open',
      'openOnBehalf',
      'submit',
      'act',
      'correctField',
      'claim',
      'release',
      'wake',
      'undo',
      'erase',
      'follow',
    ])
      expect([command, (tally.accepted[command] ?? 0) >= 100]).toEqual([command, true]);
    for (const kind of ['fill', 'review', 'decide', 'consult', 'wait', 'gather', 'route', 'end'])
      expect([kind, (tally.entered[kind] ?? 0) >= 100]).toEqual([kind, true]);
  });

  const made = [
    'opened',
    'entered',
    'left',
    'tasked',
    'claimed',
    'released',
    'submitted',
    'decided',
    'returned',
    'corrected',
    'scheduled',
    'reminded',
    'escalated',
    'redirected',
    'paused',
    'resumed',
    'reserved',
    'gathered',
    'ended',
    'undone',
    'erased',
  ];
  it.each(made)('do not hold without the applier of %s', (type) => {
    const without: Appliers = { ...appliers };
    delete without[type];
    const passedOver: Appliers = {
      ...appliers,
      [type]: { type: type as never, touches: [], apply: (state) => state },
    };
    for (const mutated of [without, passedOver]) expect(noticedWithin(1_200, mutated)).toBe(true);
  });

  afterAll(() => {
    console.info(
      [
        `definitions ${tally.definitions} (refused by the compiler ${tally.refusedDefinitions})`,
        `accepted ${JSON.stringify(tally.accepted)}`,
        `refused ${JSON.stringify(tally.refused)}`,
        `entered ${JSON.stringify(tally.entered)}; ended ${tally.ended}; repeated keys ${tally.repeated}`,
      ].join('\n'),
    );
  });
});
