import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { expect } from 'vitest';
import { compileForm } from '../../../engine/forms/index.ts';
import type { Answers } from '../../../engine/model/answers.ts';
import type { Case, NotifyEntry } from '../../../engine/model/case.ts';
import type {
  Command,
  LineMember,
  NeedRequest,
  OtherCase,
  Resolved,
  TransitionContext,
} from '../../../engine/model/command.ts';
import type { UnsealedEvent } from '../../../engine/model/event.ts';
import type {
  CampaignFile,
  Entry,
  FormFile,
  Notification,
  WorkflowFile,
} from '../../../engine/model/generated/definitions.ts';
import type { JsonValue } from '../../../engine/model/json.ts';
import type { Directory } from '../../../engine/model/organisation.ts';
import type { Calendar, Instant } from '../../../engine/model/time.ts';
import {
  type Campaign,
  type CompiledEntry,
  compileWorkflow,
  type Figure,
  fold,
  lineMember,
  sealContents,
  sealEvents,
  stateOf,
  transition,
} from '../../../engine/workflow/index.ts';

/** Hashing as the product does it. */
export const hash = {
  text: (value: string): string => createHash('sha256').update(value).digest('hex'),
  json: (value: JsonValue): string => createHash('sha256').update(canonicalize(value)!).digest('hex'),
};

/** An office: Monday to Friday, Tết off, one Saturday worked. */
export const calendar: Calendar = {
  id: 'van-phong',
  revision: 1,
  timezone: 'Asia/Ho_Chi_Minh',
  week: [1, 2, 3, 4, 5],
  hours: [
    { from: '07:00', to: '11:00' },
    { from: '13:00', to: '17:00' },
  ],
  years: {
    '2024': { off: [], worked: [] },
    '2025': {
      off: ['27', '28', '29', '30', '31'].map((day) => ({ date: `2025-01-${day}`, name: 'Tết' })),
      worked: [{ date: '2025-04-26', name: 'Làm bù' }],
    },
  },
};

const unit = (uid: string, level: string, above?: string) => ({
  uid,
  name: uid.toUpperCase(),
  level,
  parents: above === undefined ? [] : ['cong-an', 'uy-ban'].map((line) => ({ line, unit: above })),
});

/** One province, two communes, three teams, and whoever works there. */
export const directory: Directory = {
  revision: 7,
  organisations: [
    {
      id: 'tinh',
      revision: 2,
      title: { vi: 'Tỉnh' },
      levels: ['to', 'xa', 'tinh'].map((id) => ({ id, title: { vi: id } })),
      lines: ['cong-an', 'uy-ban'].map((id) => ({ id, title: { vi: id } })),
      roles: ['to-truong', 'can-bo', 'truong', 'phong'].map((id) => ({ id, title: { vi: id } })),
      units: [
        unit('tinh-1', 'tinh'),
        unit('xa-1', 'xa', 'tinh-1'),
        unit('xa-2', 'xa', 'tinh-1'),
        unit('to-1', 'to', 'xa-1'),
        unit('to-2', 'to', 'xa-1'),
        unit('to-3', 'to', 'xa-2'),
      ],
    },
  ],
  memberships: [
    ['an', 'to-truong', 'to-1'],
    ['em', 'to-truong', 'to-2'],
    ['khoa', 'to-truong', 'to-3'],
    ['binh', 'can-bo', 'xa-1'],
    ['bich', 'can-bo', 'xa-1'],
    ['an', 'can-bo', 'xa-1'],
    ['chi', 'truong', 'xa-1'],
    ['dung', 'phong', 'tinh-1'],
  ].map(([account, role, at]) => ({
    id: `${account}-${role}`,
    account: account!,
    role: `tinh/${role}`,
    unit: at!,
    from: '2024-01-01',
  })),
  substitutes: [
    { id: 's1', account: 'em', substitute: 'phu', from: '2025-01-01', to: '2025-12-31' },
    { id: 's2', account: 'chi', substitute: 'bich', from: '2025-03-01', to: '2025-03-31' },
  ],
  names: { an: 'Lê An', binh: 'Trần Bình', bich: 'Ngô Bích', chi: 'Vũ Chi', em: 'Đỗ Em', phu: 'Hồ Phú' },
};

/** A report with listed, internal and personal fields, one computed, one that looks back. */
export const form: FormFile = {
  thidua: 1,
  id: 'bao-cao',
  title: { vi: 'Báo cáo' },
  fields: [
    {
      type: 'integer',
      id: 'soVu',
      label: { vi: 'Số vụ' },
      required: true,
      listed: true,
      min: '0',
      sensitivity: 'public',
    },
    { type: 'integer', id: 'daXuLy', label: { vi: 'Đã xử lý' }, listed: true, min: '0' },
    {
      type: 'integer',
      id: 'conLai',
      label: { vi: 'Còn lại' },
      value: 'if daXuLy = null then soVu else soVu - daXuLy',
      listed: true,
    },
    { type: 'yesNo', id: 'coDienBien', label: { vi: 'Có diễn biến' }, listed: true, sensitivity: 'public' },
    {
      type: 'longText',
      id: 'dienBien',
      label: { vi: 'Diễn biến' },
      visible: 'coDienBien = true',
      searchable: true,
      sensitivity: 'internal',
    },
    { type: 'text', id: 'nguoiLap', label: { vi: 'Người lập' }, sensitivity: 'personal' },
  ],
  checks: [
    {
      rule: 'previous.soVu = null or soVu <= previous.soVu + 100',
      message: { vi: 'Số vụ tăng bất thường' },
    },
  ],
};

/** Fill, check, confirm or reject; returned work goes back to whoever returned it; big figures go to the chief. */
export const workflow: WorkflowFile = {
  thidua: 1,
  id: 'duyet',
  title: { vi: 'Duyệt' },
  start: 'dien',
  steps: [
    {
      kind: 'fill',
      id: 'dien',
      title: { vi: 'Lập báo cáo', en: 'Fill in' },
      assignee: { kind: 'submitter' },
      actions: [{ kind: 'submit', id: 'gui', label: { vi: 'Gửi', en: 'Send' }, to: 're' }],
      deadline: { offset: 4, unit: 'workingDay', after: 'periodEnd' },
      reminders: [
        { id: 'nhac', at: { offset: 1, unit: 'workingDay', before: 'due' }, notify: 'sap-den-han' },
        { id: 'nhac-cung', at: { offset: 0, unit: 'day', before: 'due' }, notify: 'sap-den-han' },
      ],
      escalations: [
        {
          kind: 'tellNextLevel',
          id: 'bao-xa',
          at: { offset: 1, unit: 'workingDay', after: 'due' },
          notify: 'cham',
          role: 'truong',
          level: 'xa',
          line: 'cong-an',
        },
        {
          kind: 'tell',
          id: 'bao-tinh',
          at: { offset: 3, unit: 'workingDay', after: 'due' },
          notify: 'cham',
          to: { kind: 'role', role: 'phong', level: 'tinh', line: 'cong-an' },
        },
      ],
    },
    {
      kind: 'route',
      id: 're',
      title: { vi: 'Rẽ' },
      rules: [
        { id: 'lon', when: 'soVu > 50', to: 'truong-xem' },
        { otherwise: true, to: 'kiem' },
      ],
    },
    {
      kind: 'review',
      id: 'kiem',
      title: { vi: 'Kiểm tra', en: 'Check' },
      assignee: { kind: 'roleAbove', role: 'can-bo', level: 'xa', line: 'cong-an' },
      actions: [
        {
          kind: 'move',
          id: 'xac-nhan',
          label: { vi: 'Xác nhận', en: 'Confirm' },
          to: 'xong',
          reason: 'none',
          says: { vi: 'xác nhận số liệu', en: 'confirmed' },
        },
        { kind: 'move', id: 'chuyen', label: { vi: 'Chuyển trưởng' }, to: 'truong-xem', when: 'soVu > 10' },
        {
          kind: 'move',
          id: 'tu-choi',
          label: { vi: 'Không nhận' },
          to: 'bo',
          reason: 'required',
          reasonMinLength: 10,
        },
        {
          kind: 'return',
          id: 'tra',
          label: { vi: 'Trả lại', en: 'Return' },
          to: 'dien',
          remarks: 'optional',
          reason: 'optional',
        },
      ],
      deadline: { offset: 8, unit: 'workingHour', after: 'entered' },
      reminders: [{ id: 'nhac', at: { offset: 1, unit: 'hour', before: 'due' }, notify: 'sap-den-han' }],
      separation: { notSameAs: ['dien'] },
      fields: { see: ['soVu', 'daXuLy', 'conLai', 'coDienBien', 'dienBien'], correct: ['soVu', 'daXuLy'] },
      checklist: [
        { id: 'du', text: { vi: 'Đủ số liệu', en: 'Complete' }, answer: 'daXuLy != null' },
        { id: 'dau', text: { vi: 'Đã đối chiếu sổ', en: 'Compared' }, required: true },
      ],
    },
    {
      kind: 'review',
      id: 'truong-xem',
      title: { vi: 'Trưởng xem', en: 'Chief' },
      assignee: { kind: 'roleAbove', role: 'truong', level: 'xa', line: 'cong-an' },
      actions: [
        { kind: 'move', id: 'duyet', label: { vi: 'Duyệt' }, to: 'xong' },
        { kind: 'return', id: 'tra-kiem', label: { vi: 'Trả cán bộ' }, to: 'kiem' },
        { kind: 'return', id: 'tra-to', label: { vi: 'Trả tổ' }, to: 'dien', resume: 'again' },
      ],
      separation: { notSameAs: ['kiem'] },
    },
    { kind: 'end', id: 'xong', title: { vi: 'Đã xác nhận', en: 'Confirmed' }, outcome: 'approved' },
    { kind: 'end', id: 'bo', title: { vi: 'Không nhận' }, outcome: 'rejected' },
  ],
};

const entry: Entry = {
  id: 'thang',
  title: { vi: 'Báo cáo tháng' },
  form: 'bao-cao',
  workflow: 'duyet',
  subject: 'unit',
  per: 'month',
  owed: true,
  submitter: { role: 'to-truong', level: 'to' },
  dataFrom: { dayOfMonth: 21, monthOffset: -1 },
  dataUntil: { dayOfMonth: 20, monthOffset: 0 },
  cut: 'split',
  opens: { offset: 0, unit: 'day', after: 'periodEnd' },
  afterwards: 'late',
};

const notice = (id: string, on?: Notification['on']): Notification => ({
  id,
  title: { vi: id },
  channels: ['inApp'],
  template: { vi: `messages/${id}.vi.hbs` },
  ...(on ? { on } : {}),
});

/** The messages in a case's outbox. */
export function messagesOf({ outbox = [] }: Case): NotifyEntry[] {
  return outbox.flatMap((one) => (one.kind === 'notify' ? [one] : []));
}

/** What a test campaign is made of; parts given replace the usual ones. */
export interface Parts {
  campaign?: Partial<CampaignFile>;
  entry?: Partial<Entry>;
  form?: FormFile;
  /** What rules of the form see of the campaign. */
  names?: Parameters<typeof compileForm>[1]['names'];
  workflow?: WorkflowFile;
  notifications?: Notification[];
}

/** A campaign put together from its parts; a part that does not compile fails the test. */
export function campaignOf(parts: Parts = {}): Campaign {
  const definition: CampaignFile = {
    thidua: 1,
    id: 'phong-trao',
    title: { vi: 'Phong trào' },
    issuer: { vi: 'Tỉnh' },
    opens: '2024-08-19',
    closes: '2025-08-19',
    timezone: 'Asia/Ho_Chi_Minh',
    calendar: 'van-phong',
    organisation: 'tinh',
    phases: [
      { id: 'dot-1', title: { vi: 'Đợt 1' }, opens: '2024-08-19', closes: '2025-02-03' },
      { id: 'dot-2', title: { vi: 'Đợt 2' }, opens: '2025-02-04', closes: '2025-08-19' },
    ],
    legalBases: [
      { id: 'cu', from: '2024-01-01', to: '2025-06-30', items: [{ vi: 'NĐ 98' }] },
      { id: 'moi', from: '2025-07-01', items: [{ vi: 'NĐ 152' }] },
    ],
    openFrom: '2024-12',
    claimIdle: { offset: 30, unit: 'minute' },
    ...parts.campaign,
  };
  const compiledForm = compileForm(parts.form ?? form, {
    source: 'forms/bao-cao.json',
    lists: {},
    ...(parts.names ? { names: parts.names } : {}),
  });
  expect(compiledForm.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const compiledWorkflow = compileWorkflow(parts.workflow ?? workflow, {
    source: 'workflows/duyet.json',
    form: compiledForm.form!,
  });
  expect(compiledWorkflow.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const made: CompiledEntry = {
    definition: { ...entry, ...parts.entry },
    id: 'thang',
    title: entry.title,
    source: 'campaign.json',
    pointer: '/entries/0',
    form: compiledForm.form!,
    workflow: compiledWorkflow.workflow!,
    facts: [],
    access: [{ role: 'can-bo', at: 'below', line: 'cong-an', sees: 'personal', enterOnBehalf: true }],
  };
  const notifications = parts.notifications ?? [
    notice('viec-moi', 'tasked'),
    notice('da-gui', 'submitted'),
    notice('bi-tra', 'returned'),
    notice('da-quyet', 'decided'),
    notice('ket-thuc', 'ended'),
    notice('da-sua', 'corrected'),
    notice('sap-den-han'),
    notice('cham'),
  ];
  return {
    id: definition.id,
    version: 'v'.repeat(64),
    definition,
    title: definition.title,
    timezone: definition.timezone,
    calendar: definition.calendar,
    organisation: definition.organisation,
    opens: definition.opens,
    closes: definition.closes,
    phases: definition.phases,
    groups: [],
    bundles: [],
    entries: { thang: made },
    forms: { 'bao-cao': compiledForm.form! },
    facts: {},
    notifications: Object.fromEntries(
      notifications.map((one) => [
        one.id,
        { definition: one, id: one.id, texts: { vi: undefined, en: undefined } },
      ]),
    ),
    papers: {},
    roles: Object.fromEntries(
      ['to-truong', 'can-bo', 'truong', 'phong'].map((role) => [role, `tinh/${role}`]),
    ),
    roleTitles: Object.fromEntries((definition.roles ?? []).map(({ id, title }) => [`tinh/${id}`, title])),
    levelTitles: {},
    undoSeconds: definition.undoSeconds ?? 30,
  };
}

/** A command without its key, which a game counts up. */
export type Wish = Command extends infer One
  ? One extends Command
    ? Omit<One, 'key'> & { key?: string }
    : never
  : never;

/** How a wish went. */
export type Played =
  | { ok: true; case: Case; events: UnsealedEvent[]; effects: string[]; repeated: boolean }
  | { ok: false; codes: string[]; issues: import('../../../engine/model/command.ts').RefusalIssue[] };

/**
 * One case played as the app would: needs resolved from what was stored, contents sealed, events chained. After
 * every accepted command the folded history must be the state.
 */
export interface Game {
  campaign: Campaign;
  /** The campaign it comes from, when it is brought to another version. */
  former?: Campaign;
  case: Case | null;
  contents: Map<string, JsonValue>;
  /** Cases of other periods, for `previous`. */
  others: Map<string, Answers>;
  /** Figures over other cases, for facts; there is none where a fact is not among them. */
  figures: Map<string, Figure>;
  /** How many of each range were given; none is to be had where it says null. */
  given: Map<string, number | null>;
  /** How other cases stand. */
  standing: Map<string, OtherCase>;
  /** On a dossier: the cases on its lines. */
  members: Map<string, Game>;
  asked: NeedRequest[];
  play(wish: Wish, actor: string, now: Instant, more?: Partial<TransitionContext>): Played;
  /** The task open now. */
  task(): { id: string; generation: number };
}

/** Begins a game. */
export function newGame(campaign: Campaign = campaignOf(), people: Directory = directory): Game {
  let counter = 0;
  const game: Game = {
    campaign,
    case: null,
    contents: new Map(),
    others: new Map(),
    figures: new Map(),
    given: new Map(),
    standing: new Map(),
    members: new Map(),
    asked: [],
    task: () => {
      const { id, generation } = game.case!.tasks[0]!;
      return { id, generation };
    },
    play(wish, actor, now, more) {
      counter += 1;
      const command = { key: `k${counter}`, ...wish } as Command;
      let resolved: Resolved = {};
      for (let round = 0; round < 8; round += 1) {
        const context: TransitionContext = {
          now,
          actor,
          via: actor === 'system' ? 'worker' : 'web',
          directory: people,
          calendar,
          ids: 'seed',
          resolved,
          ...more,
        };
        const result = transition(game.campaign, game.case, command, context, game.former);
        if (result.kind === 'needs') {
          game.asked.push(...result.requests);
          resolved = resolve(game, resolved, result.requests);
          continue;
        }
        if (result.kind === 'refused')
          return { ok: false, codes: result.issues.map(({ code }) => code), issues: result.issues };
        if (result.repeated)
          return { ok: true, case: result.case, events: result.events, effects: [], repeated: true };
        const before = game.case;
        const sealed = sealContents(result, (ref) => {
          const content = result.contents.find((one) => one.ref === ref)!;
          const digest = hash.json([game.contents.size, content.body] as JsonValue);
          game.contents.set(digest, content.body);
          return digest;
        });
        const last = before?.history.at(-1)?.hash ?? before?.base?.hash;
        const events = sealEvents(sealed.case._id, sealed.events, hash, last);
        game.case = JSON.parse(
          JSON.stringify({ ...sealed.case, history: [...(before?.history ?? []), ...events] }),
        ) as Case;
        expect(fold(game.case.history, game.case.base?.state)).toStrictEqual(stateOf(game.case));
        return {
          ok: true,
          case: game.case,
          events: sealed.events,
          effects: sealed.effects.map(({ key }) => key),
          repeated: false,
        };
      }
      throw new Error('more than 8 rounds');
    },
  };
  return game;
}

function resolve(game: Game, resolved: Resolved, requests: NeedRequest[]): Resolved {
  const next: Resolved = { ...resolved };
  for (const request of requests) {
    if (request.need === 'answers')
      next.answers = {
        ...next.answers,
        [request.digest]: (game.contents.get(request.digest) as Answers) ?? null,
      };
    else if (request.need === 'content')
      next.contents = { ...next.contents, [request.digest]: game.contents.get(request.digest) ?? null };
    else if (request.need === 'previous')
      next.previous = { ...next.previous, [request.case]: game.others.get(request.case) ?? null };
    else if (request.need === 'fact')
      next.facts = {
        ...next.facts,
        [request.id]: game.figures.get(request.id) ?? { value: null, sources: [] },
      };
    else if (request.need === 'reserve' && 'firstFreeOf' in request) {
      const { prefix, from } = request.firstFreeOf;
      const given = game.given.get(prefix);
      const seq = given === null ? null : Math.max(from, (given ?? 0) + 1);
      if (seq !== null) game.given.set(prefix, seq);
      next.reservations = { ...next.reservations, [prefix]: seq === null ? null : `${prefix}${seq}` };
    } else if (request.need === 'reserve' && 'key' in request) {
      const taken = game.given.get(request.key) === null;
      next.reservations = { ...next.reservations, [request.key]: taken ? null : request.key };
      if (taken) next.holders = { ...next.holders, [request.key]: 'phong-trao.thang.to-2.2025-01.1' };
    } else if (request.need === 'case')
      next.cases = { ...next.cases, [request.id]: game.standing.get(request.id) ?? null };
    else if (request.need === 'members')
      next.members = Object.fromEntries(request.cases.map((id) => [id, memberOf(game, id)]));
    else if (request.need === 'older') next.older = [];
    else throw new Error(`nothing resolves ${request.need}`);
  }
  return next;
}

function memberOf({ members }: Game, id: string): LineMember | null {
  const member = members.get(id);
  return member?.case ? lineMember(member.campaign, member.case) : null;
}

/** The case of team 1 for January, open since the morning of the 20th. */
export function opened(campaign?: Campaign, people?: Directory): Game {
  const game = newGame(campaign, people);
  const played = game.play(
    { type: 'open', entry: 'thang', period: '2025-01', unit: 'to-1', attempt: 1 },
    'system',
    '2025-01-20T00:00:00.000Z',
  );
  expect(played).toMatchObject({ ok: true });
  return game;
}

/** The same, sent by its leader. */
export function sent(answers: Answers = { soVu: '3', daXuLy: '1' }, campaign?: Campaign): Game {
  const game = opened(campaign);
  expect(
    game.play({ type: 'submit', task: game.task(), answers }, 'an', '2025-01-21T02:00:00.000Z'),
  ).toMatchObject({ ok: true });
  return game;
}
