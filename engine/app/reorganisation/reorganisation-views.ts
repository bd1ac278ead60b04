import { type Issue, type Language, sentence } from '../../issues/index.ts';
import type { Batch, BatchVerdict } from '../../model/batch.ts';
import type { ParentChange } from '../../model/generated/definitions.ts';
import type { Directory, OrganisationRecord } from '../../model/organisation.ts';
import type { Instant } from '../../model/time.ts';
import {
  checkReorganisation,
  type DirectoryIndex,
  eveOf,
  moveMemberships,
  undecidedParents,
} from '../../organisation/index.ts';
import type { QueueRow } from '../../ports/index.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import { caseCode } from '../../workflow/index.ts';
import { said, shownDay, shownInstant, shownPeriod } from '../texts.ts';
import type { StateView } from '../views.ts';
import { decidedFile, isApplied, planOf, startsAt } from './reorganisation-plan.ts';

/** One reorganisation in the list. */
export interface ReorganisationLine {
  id: string;
  href: string;
  title: string;
  /** `từ 01/07/2025`. */
  from: string;
  /** When it was loaded and by whom it is told in the log. */
  at: string;
  state: Pick<StateView, 'word' | 'tone'>;
}

/** A reorganisation as a line among the changes of the directory. */
export interface ToldReorganisation extends Pick<ReorganisationLine, 'href' | 'title' | 'state'> {
  /** What it did, from which day. */
  sentence: string;
  undone: boolean;
}

/** A choice among successors. */
export interface SuccessorChoice {
  /** The unit or case it is made for. */
  id: string;
  name: string;
  options: { value: string; label: string; selected: boolean }[];
}

/** Cases to which the same happens. */
export interface ReorganisationGroup {
  outcome: string;
  title: string;
  help?: string;
  tone: StateView['tone'];
  count: number;
  href: string;
}

/** A reorganisation as its page shows it. */
export interface ReorganisationView extends ReorganisationLine {
  organisation: string;
  source?: string;
  revision: number;
  /** Somebody is at work on it: the page looks again by itself. */
  underWay: boolean;
  progress?: { done: number; total: number; words: string };
  mayRehearse: boolean;
  mayApply: boolean;
  mayUndo: boolean;
  mayLoadAgain: boolean;
  /** What pressing does, or until when it can be undone. */
  applyHelp: string;
  undoHelp: string;
  rehearsed?: string;
  /** What changes in the units, and who holds roles where, one sentence each. */
  changes: string[];
  people: string[];
  begins: { name: string; code?: string; from: string }[];
  ends: string[];
  issues: { severity: Issue['severity']; sentence: string }[];
  /** Units that end with several successors, and units that go on below such a one. */
  divided: SuccessorChoice[];
  below: SuccessorChoice[];
  groups: ReorganisationGroup[];
}

/** The cases of one outcome. */
export interface ReorganisationCases {
  title: string;
  back: string;
  lines: ReorganisationCaseLine[];
  more?: string;
  /** Whether a successor is chosen for each. */
  choose: boolean;
  revision: number;
}

/** One case of a group. */
export interface ReorganisationCaseLine {
  id: string;
  code: string;
  unit: string;
  entry: string;
  period: string;
  /** From where to where, or why not. */
  about: string;
  choose?: SuccessorChoice;
}

/** A case that waits because nobody answers for it. */
export interface WaitingCase extends ReorganisationCaseLine {
  due?: string;
}

type Say = (vi: string, en: string) => string;
const sayIn =
  (language: Language): Say =>
  (vi, en) =>
    ({ vi, en })[language];

function stateOf(batch: Batch, language: Language): Pick<StateView, 'word' | 'tone'> {
  const say = sayIn(language);
  if (batch.state === 'rehearsed' && batch.signedOff)
    return { word: say('Đã áp dụng, chờ đến ngày', 'Applied, waits for its day'), tone: 'soon' };
  const words: Record<Batch['state'], [string, string, StateView['tone']]> = {
    rehearsing: ['Đang xem trước', 'Being looked at', 'soon'],
    rehearsed: ['Chưa áp dụng', 'Not applied', 'neutral'],
    running: ['Đang chuyển hồ sơ', 'Moving the cases', 'soon'],
    done: ['Đã áp dụng', 'Applied', 'done'],
    undoing: ['Đang hoàn tác', 'Being undone', 'soon'],
    undone: ['Đã hoàn tác', 'Undone', 'paused'],
    stopped: ['Đã dừng', 'Stopped', 'paused'],
  };
  const [vi, en, tone] = words[batch.state];
  return { word: say(vi, en), tone };
}

/** A batch as a line of the list. */
export function lineOfReorganisation(batch: Batch, zone: string, language: Language): ReorganisationLine {
  const { file } = planOf(batch);
  const day = shownDay(file.from);
  return {
    id: batch._id,
    href: `/quan-tri/sap-xep/${batch._id}`,
    title: said(file.title, language),
    from: sayIn(language)(`từ ${day}`, `from ${day}`),
    at: shownInstant(batch.at, zone),
    state: stateOf(batch, language),
  };
}

/** What an applied reorganisation did, for whoever reads what changed. */
export function toldReorganisation(batch: Batch, language: Language): ToldReorganisation {
  const say = sayIn(language);
  const { file, moves } = planOf(batch);
  const some = (n: number, vi: string, en: string) =>
    n === 0 ? [] : [`${shownNumber(n, language)} ${say(vi, en)}`];
  const moved = Object.entries(batch.counts).reduce((sum, [name, n]) => sum + (name === 'stays' ? 0 : n), 0);
  const parts = [
    ...some(file.ends?.length ?? 0, 'đơn vị kết thúc', 'units end'),
    ...some(file.units?.length ?? 0, 'đơn vị mới', 'units begin'),
    ...some(file.parents?.length ?? 0, 'thay đổi về cấp trên', 'changes of what is above'),
    ...some(moves?.ended.length ?? 0, 'người thôi giữ vai trò cũ', 'people leave their roles'),
    ...some(moves?.begun.length ?? 0, 'người nhận vai trò mới', 'people take new ones'),
    ...(batch.state === 'done' ? some(moved, 'hồ sơ chuyển theo', 'cases go along') : []),
  ];
  const day = shownDay(file.from);
  return {
    title: said(file.title, language),
    href: `/quan-tri/sap-xep/${batch._id}`,
    state: stateOf(batch, language),
    sentence: say(`Từ ${day}: ${parts.join(', ')}.`, `From ${day}: ${parts.join(', ')}.`),
    undone: batch.state === 'undone',
  };
}

/** What a reorganisation changes, what happens to the cases, and what is still to be chosen. */
export async function describeReorganisation(
  about: {
    batch: Batch;
    organisation: OrganisationRecord;
    picture: Directory;
    zone: string;
    mayUndo: boolean;
  },
  campaignOf: (id: string) => Promise<Campaign | null>,
  firstOf: (outcome: string) => Promise<BatchVerdict | undefined>,
  language: Language,
): Promise<ReorganisationView> {
  const { batch, organisation, picture, zone, mayUndo } = about;
  const say = sayIn(language);
  const plan = planOf(batch);
  const { file, choices } = plan;
  const applied = isApplied(batch);
  const names = namesOf(organisation, plan.file);
  const waits = batch.state === 'rehearsed' && !batch.signedOff;
  const issues = waits ? checkReorganisation(organisation, decidedFile(organisation, plan)) : [];
  const errors = issues.some(({ severity }) => severity === 'error');
  const underWay = ['rehearsing', 'running', 'undoing'].includes(batch.state);
  const groups = await groupsOf(batch, names, campaignOf, firstOf, language);
  const choice = (
    id: string,
    name: string,
    options: readonly string[],
    chosen?: string,
  ): SuccessorChoice => ({
    id,
    name,
    options: options.map((value) => ({ value, label: names(value), selected: value === chosen })),
  });
  const starts = shownInstant(startsAt(plan, zone), zone);
  return {
    ...lineOfReorganisation(batch, zone, language),
    organisation: said(organisation.title, language),
    ...(file.source ? { source: file.source } : {}),
    revision: batch.revision,
    underWay,
    ...(underWay
      ? {
          progress: {
            done: batch.done,
            total: Math.max(batch.total, batch.done),
            words: say(
              `${shownNumber(batch.done, language)} trên ${shownNumber(batch.total, language)} hồ sơ`,
              `${shownNumber(batch.done, language)} of ${shownNumber(batch.total, language)} cases`,
            ),
          },
        }
      : {}),
    mayRehearse: waits && !errors,
    mayApply: waits && !errors && plan.rehearsedAt !== undefined,
    mayUndo,
    mayLoadAgain: batch.state === 'undone' || batch.state === 'stopped',
    applyHelp: say(
      `Đơn vị, vai trò đổi từ ${starts}; hồ sơ đang chạy chuyển vào lúc đó, hoặc ngay nếu đã qua. Hoàn tác được đến hết ngày.`,
      `Units and roles change at ${starts}; running cases move then, or at once if it is past. It can be undone until the end of the day.`,
    ),
    undoHelp:
      batch.undoUntil === undefined
        ? ''
        : say(
            `Hoàn tác được đến ${shownInstant(batch.undoUntil, zone)}.`,
            `It can be undone until ${shownInstant(batch.undoUntil, zone)}.`,
          ),
    ...(waits && plan.rehearsedAt ? { rehearsed: shownInstant(plan.rehearsedAt, zone) } : {}),
    changes: changesOf(organisation, batch, names, language),
    people: peopleOf(organisation, picture, batch, language),
    begins: (file.units ?? []).map(({ uid, name, code }) => ({
      name,
      ...(code ? { code } : {}),
      from: (file.ends ?? [])
        .filter(({ successors }) => successors?.includes(uid))
        .map(({ unit }) => names(unit))
        .join(', '),
    })),
    ends: (file.ends ?? []).filter(({ successors }) => !successors?.length).map(({ unit }) => names(unit)),
    // What is left to choose is asked below, not told as a problem.
    issues: issues
      .filter(({ severity }) => severity !== 'note')
      .map((one) => ({ severity: one.severity, sentence: sentence(one, language) })),
    below: applied
      ? []
      : undecidedParents(organisation, file).map(({ unit, parent, successors }) =>
          choice(unit.uid, `${unit.name} (${parent.name})`, successors, choices.below?.[unit.uid]),
        ),
    divided: waits
      ? (file.ends ?? []).flatMap(({ unit, successors = [] }) =>
          successors.length > 1 ? [choice(unit, names(unit), successors, choices.units?.[unit])] : [],
        )
      : [],
    groups,
  };
}

/** What changes in the organisation and for its people, one sentence each. */
function changesOf(
  organisation: OrganisationRecord,
  batch: Batch,
  names: (uid: string) => string,
  language: Language,
): string[] {
  const say = sayIn(language);
  const plan = planOf(batch);
  const { file } = plan;
  const level = (id: string) => said(organisation.levels.find((one) => one.id === id)?.title, language) || id;
  const line = (id: string) => said(organisation.lines.find((one) => one.id === id)?.title, language) || id;
  const levelOf = new Map(organisation.units.map(({ uid, level: one }) => [uid, one]));
  for (const { uid, level: one } of file.units ?? []) levelOf.set(uid, one);
  const sentences: string[] = [];
  const ended = countBy((file.ends ?? []).map(({ unit }) => levelOf.get(unit) ?? ''));
  const begun = countBy((file.units ?? []).map(({ level: one }) => one));
  const eve = shownDay(eveOf(file));
  for (const { id } of organisation.levels) {
    const [out, into] = [ended.get(id) ?? 0, begun.get(id) ?? 0];
    if (out + into === 0) continue;
    const first = shownDay(file.from);
    const parts = [
      ...(out > 0 ? [say(`${out} đơn vị kết thúc hết ngày ${eve}`, `${out} units end with ${eve}`)] : []),
      ...(into > 0 ? [say(`${into} đơn vị mới từ ${first}`, `${into} new ones from ${first}`)] : []),
    ];
    sentences.push(`${level(id)}: ${parts.join(', ')}.`);
  }
  for (const change of file.parents ?? []) {
    const who = whoMoves(change, level, names, language);
    sentences.push(
      change.parent === undefined
        ? say(`${line(change.line)}: ${who} rời hệ.`, `${line(change.line)}: ${who} leave the line.`)
        : say(
            `${line(change.line)}: ${who} trực thuộc ${names(change.parent)}.`,
            `${line(change.line)}: ${who} hang below ${names(change.parent)}.`,
          ),
    );
  }
  return sentences;
}

/** Who held and will hold roles, one sentence each. */
function peopleOf(
  organisation: OrganisationRecord,
  picture: Directory,
  batch: Batch,
  language: Language,
): string[] {
  const say = sayIn(language);
  const plan = planOf(batch);
  const role = (id: string) => said(organisation.roles.find((one) => one.id === id)?.title, language) || id;
  const sentences: string[] = [];
  const {
    ended: left,
    begun: taken,
    undecided,
  } = plan.moves ?? moveMemberships(picture.memberships, decidedFile(organisation, plan), plan.choices);
  const before = countBy(left.map(({ before: one }) => one.role.split('/')[1] ?? ''));
  const after = countBy(taken.map((one) => one.role.split('/')[1] ?? ''));
  for (const { id } of organisation.roles) {
    const [out, into] = [before.get(id) ?? 0, after.get(id) ?? 0];
    if (out + into === 0) continue;
    sentences.push(
      say(
        `${role(id)}: ${out} người ở đơn vị cũ, ${into} người ở đơn vị mới.`,
        `${role(id)}: ${out} people at the old units, ${into} at the new ones.`,
      ),
    );
  }
  if (undecided.length > 0)
    sentences.push(
      say(
        `${undecided.length} người giữ vai trò ở đơn vị có nhiều đơn vị kế thừa: chọn đơn vị kế thừa, nếu không họ thôi giữ vai trò.`,
        `${undecided.length} people hold roles at units with several successors: choose the successor, or they hold them no more.`,
      ),
    );
  return sentences;
}

function whoMoves(
  { level, units }: ParentChange,
  levelTitle: (id: string) => string,
  names: (uid: string) => string,
  language: Language,
): string {
  if (!units)
    return sayIn(language)(`mọi đơn vị cấp ${levelTitle(level ?? '')}`, `all of ${levelTitle(level ?? '')}`);
  const shown = units.slice(0, 5).map(names).join(', ');
  return units.length > 5 ? `${shown}…` : shown;
}

const order = ['refused', 'undecided', 'nobody', 'stepEnds', 'moves', 'stays', 'undone', 'kept', 'nothing'];

async function groupsOf(
  batch: Batch,
  names: (uid: string) => string,
  campaignOf: (id: string) => Promise<Campaign | null>,
  firstOf: (outcome: string) => Promise<BatchVerdict | undefined>,
  language: Language,
): Promise<ReorganisationGroup[]> {
  const say = sayIn(language);
  const groups: ReorganisationGroup[] = [];
  for (const [outcome, count] of Object.entries(batch.counts)) {
    const [word = '', about = ''] = outcome.split('/');
    const made = (title: string, tone: StateView['tone'], help?: string): void => {
      groups.push({
        outcome,
        title,
        tone,
        count,
        href: `/quan-tri/sap-xep/${batch._id}/ho-so?nhom=${encodeURIComponent(outcome)}`,
        ...(help ? { help } : {}),
      });
    };
    if (word === 'stays') made(say('Không đổi', 'Stay as they are'), 'neutral');
    else if (word === 'moves') made(say(`Chuyển về ${names(about)}`, `Go to ${names(about)}`), 'neutral');
    else if (word === 'stepEnds') {
      const first = await firstOf(outcome);
      const campaign = first ? await campaignOf(String(first.data?.['campaign'])) : null;
      const workflow = campaign?.entries[String(first?.data?.['entry'])]?.workflow;
      const titleOf = (step: string) => said(workflow?.byId[step]?.definition.title, language) || step;
      const to = titleOf(String(first?.data?.['to'] ?? ''));
      made(
        say(
          `Bước “${titleOf(about)}” không còn, chuyển sang “${to}”`,
          `The step “${titleOf(about)}” ends; on to “${to}”`,
        ),
        'soon',
      );
    } else if (word === 'undecided')
      made(
        say(`${names(about)} có nhiều đơn vị kế thừa`, `${names(about)} has several successors`),
        'late',
        say(
          'Chưa chọn thì hồ sơ chờ người quản trị tổ chức.',
          'Until one is chosen they wait for the organisation administrator.',
        ),
      );
    else if (word === 'nobody')
      made(
        say('Không còn ai giữ vai trò', 'Nobody holds the role'),
        'late',
        say(
          'Hồ sơ chờ người quản trị tổ chức, đến khi có người được giao vai trò.',
          'They wait for the organisation administrator until somebody holds it.',
        ),
      );
    else if (word === 'refused') made(say('Không chuyển được', 'Could not be moved'), 'late');
    else if (word === 'undone') made(say('Đã trả về như cũ', 'As they were'), 'done');
    else if (word === 'kept')
      made(
        say('Giữ nguyên vì đã có người xử lý tiếp', 'Kept, since somebody has worked on them'),
        'soon',
        say(
          'Việc được giao lại cho đơn vị đang phụ trách.',
          'Their tasks ask the units that answer for them.',
        ),
      );
    else if (word === 'nothing') made(say('Không có gì phải hoàn tác', 'Nothing to undo'), 'neutral');
  }
  const rank = ({ outcome }: ReorganisationGroup) => order.indexOf(outcome.split('/')[0]!);
  const collator = new Intl.Collator(language, { numeric: true });
  return groups.sort((a, b) => rank(a) - rank(b) || collator.compare(a.title, b.title));
}

/** The cases of one outcome, with what they are about. */
export async function caseLines(
  batch: Batch,
  outcome: string,
  found: BatchVerdict[],
  limit: number,
  picture: Directory,
  campaignOf: (id: string) => Promise<Campaign | null>,
  language: Language,
): Promise<ReorganisationCases> {
  const plan = planOf(batch);
  const organisation = picture.organisations.find(({ id }) => id === plan.file.organisation);
  const names = namesOf(organisation, plan.file);
  const [group] = await groupsOf(
    { ...batch, counts: { [outcome]: 1 } },
    names,
    campaignOf,
    async () => found[0],
    language,
  );
  const [word, uid] = outcome.split('/');
  const waits = batch.state === 'rehearsed' && !batch.signedOff;
  const successors = plan.file.ends?.find(({ unit }) => unit === uid)?.successors ?? [];
  const choose = waits && word === 'undecided' && found.some(({ data }) => data?.['own'] === true);
  const lines = await Promise.all(
    found.slice(0, limit).map(async (one): Promise<ReorganisationCaseLine> => {
      const data = (one.data ?? {}) as Record<string, string>;
      const campaign = await campaignOf(data['campaign'] ?? '');
      const way = [data['from'], data['to']].filter((part) => part !== undefined);
      const chosen = plan.choices.cases?.[one.case];
      return {
        id: one.case,
        code: caseCode(one.case),
        unit: data['unit'] ?? '',
        entry: said(campaign?.entries[data['entry'] ?? '']?.title, language),
        period: shownPeriod(data['period'] ?? '', language),
        about: one.issues?.length
          ? one.issues.map((issue) => sentence(issue as Issue, language)).join(' ')
          : word === 'moves'
            ? way.map(names).join(' → ')
            : '',
        ...(choose
          ? {
              choose: {
                id: one.case,
                name: data['unit'] ?? '',
                options: successors.map((value) => ({
                  value,
                  label: names(value),
                  selected: value === chosen,
                })),
              },
            }
          : {}),
      };
    }),
  );
  const last = found.length > limit ? found[limit - 1]!._id : null;
  return {
    title: group?.title ?? '',
    back: `/quan-tri/sap-xep/${batch._id}`,
    lines,
    choose,
    revision: batch.revision,
    ...(last
      ? {
          more: `/quan-tri/sap-xep/${batch._id}/ho-so?nhom=${encodeURIComponent(outcome)}&after=${encodeURIComponent(last)}`,
        }
      : {}),
  };
}

/** Cases that wait for the organisation's administrator, with the successors to choose from. */
export async function waitingCases(
  rows: readonly QueueRow[],
  index: DirectoryIndex,
  now: Instant,
  campaignOf: (campaign: string, version: string) => Promise<Campaign>,
  language: Language,
): Promise<WaitingCase[]> {
  const say = sayIn(language);
  return Promise.all(
    rows.map(async (row): Promise<WaitingCase> => {
      const campaign = await campaignOf(row.campaign, row.version);
      const unit = index.unit(row.unit.routedTo ?? row.unit.uid);
      const ended = unit?.validTo !== undefined && unit.validTo < now.slice(0, 10);
      const successors = ended ? (unit.successors ?? []) : [];
      const step = row.steps.at(-1)?.step ?? '';
      const title =
        said(campaign.entries[row.entry]?.workflow.byId[step]?.definition.title, language) || step;
      return {
        id: row._id,
        code: caseCode(row._id),
        unit: row.unit.nameThen,
        entry: said(campaign.entries[row.entry]?.title, language),
        period: shownPeriod(row.period, language),
        about:
          successors.length > 1
            ? say(
                `${title}: ${unit!.name} có nhiều đơn vị kế thừa`,
                `${title}: ${unit!.name} has several successors`,
              )
            : say(`${title}: chưa có ai phụ trách`, `${title}: nobody is in charge`),
        ...(row.dueAt ? { due: shownInstant(row.dueAt, campaign.timezone) } : {}),
        ...(successors.length > 1
          ? {
              choose: {
                id: row._id,
                name: row.unit.nameThen,
                options: successors.map((value) => ({
                  value,
                  label: index.unit(value)?.name ?? value,
                  selected: false,
                })),
              },
            }
          : {}),
      };
    }),
  );
}

/** Names of units, those to come as well. */
function namesOf(
  organisation: OrganisationRecord | undefined,
  file: { units?: { uid: string; name: string }[] },
): (uid: string) => string {
  const names = new Map((organisation?.units ?? []).map(({ uid, name }) => [uid, name]));
  for (const { uid, name } of file.units ?? []) names.set(uid, name);
  return (uid) => names.get(uid) ?? uid;
}

function countBy(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function shownNumber(number: number, language: Language): string {
  return number.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
}
